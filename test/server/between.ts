import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';
import type { ApiServer } from './server.mjs';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What is answered instead of the server; `hang up`: nothing is. */
export type Instead =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
    }
  | 'hang up';

export interface Between {
  /** Leads here. */
  readonly kubeconfig: string;
  readonly heard: Heard[];
}

interface Config {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}

/** A proxy in front of a server that writes down what is asked, and may answer itself. */
export async function between(
  { kubeconfig }: ApiServer,
  instead: (heard: Heard, count: number) => Instead | undefined = () => undefined,
): Promise<Between> {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Config;
  const [target, token] = [clusters[0]?.cluster.server ?? '', users[0]?.user.token ?? ''];
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const heard: Heard[] = [];
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    const { method, headers, url } = asked;
    const onward = request(`${target}${url}`, { method, headers, agent }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  };
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '', 'http://here');
    const each = { method: asked.method ?? '', path: url.pathname, query: url.searchParams };
    heard.push(each);
    const said = instead(each, heard.length);
    if (said === undefined) return pass(asked, answer);
    if (said === 'hang up') return asked.socket.destroy();
    answer.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
    answer.end(JSON.stringify({ kind: 'Status', message: said.message ?? '', code: said.status }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    agent.destroy();
    server.close();
    server.closeAllConnections();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The client library speaks plain HTTP only where certificates do not count.
  return { kubeconfig: kubeconfigFor(address, { token }, { 'insecure-skip-tls-verify': true }), heard };
}

/** A kubeconfig with one context, `test`. */
export function kubeconfigFor(server: string, user: object, more: object = {}): string {
  const file = join(temporaryFolder(), 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, ...more } }],
    users: [{ name: 'user', user }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'user' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
