import { type IncomingMessage, request as plain } from 'node:http';
import { type RequestOptions, request as secure } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { finding } from '../core/codes.ts';
import { compact } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import { readManifests } from '../manifest/read.ts';
import { kubeConfigFor, type Wanted } from './client.ts';
import { attempts, attemptsAtFirst, isPassing, pause } from './retry.ts';

/** What a server says. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** What it wants to be known, of what it takes. */
  readonly warnings: readonly string[];
}

export interface Patience {
  /** Of one question, in milliseconds. */
  readonly timeout: number;
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A server that can be asked. There is no way through it to change anything: it reads, and it dry-runs. */
export interface Connection {
  readonly context: string;
  readonly address: string;
  readonly read: (path: string, query?: Query, accept?: string) => Promise<Answer>;
  /** Server-side apply that is not carried out. */
  readonly dryRun: (path: string, object: object, apply: Apply) => Promise<Answer>;
}

export type Query = Readonly<Record<string, string>>;

export interface Apply {
  readonly manager: string;
  /** Take over what others manage. */
  readonly force: boolean;
}

interface Asked {
  readonly method: 'GET' | 'PATCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Received extends Answer {
  readonly retryAfter: string | undefined;
}

const usual: Patience = {
  timeout: 30_000,
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Reaches the cluster of a context, with whatever its kubeconfig says of certificates, tokens, programs and proxies. */
export async function connect(wanted: Wanted, patience: Partial<Patience> = {}): Promise<Connection> {
  const config = await kubeConfigFor(wanted);
  const line = new Line(config, { ...usual, ...patience });
  const address = config.getCurrentCluster()?.server ?? '';
  return {
    context: config.getCurrentContext(),
    address,
    read: (path, query = {}, accept = 'application/json') =>
      line.ask({ method: 'GET', path: withQuery(path, query), headers: { accept } }),
    dryRun: (path, object, { manager, force }) =>
      line.ask({
        method: 'PATCH',
        path: withQuery(path, {
          dryRun: 'All',
          fieldManager: manager,
          fieldValidation: 'Strict',
          ...(force ? { force: 'true' } : {}),
        }),
        headers: { accept: 'application/json', 'content-type': 'application/apply-patch+yaml' },
        body: compact(object) ?? '{}',
      }),
  };
}

function withQuery(path: string, query: Query): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** One way to one server: its login is renewed where it has expired, and it is asked again where it is busy. */
class Line {
  readonly #config: KubeConfig;
  readonly #patience: Patience;
  #options: Promise<RequestOptions> | undefined;
  #reached = false;

  constructor(config: KubeConfig, patience: Patience) {
    this.#config = config;
    this.#patience = patience;
  }

  async ask(asked: Asked): Promise<Answer> {
    const { random, sleep } = this.#patience;
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      let received: Received;
      this.#options ??= this.#login();
      const login = this.#options;
      try {
        const server = this.#config.getCurrentCluster()?.server ?? '';
        received = await receive(asked, await login, server, this.#patience.timeout);
      } catch (error) {
        if (error instanceof Problem) throw error;
        // Nobody was ever there: that is an address or a network, and no moment of weakness.
        const most = this.#reached ? attempts : attemptsAtFirst;
        if (attempt >= most || isLasting(error)) throw this.#unreachable(error as Error);
        await sleep(pause(attempt, undefined, random));
        continue;
      }
      this.#reached = true;
      if (received.status === 401 && !renewed) {
        // What logs in may have a new token by now; of many questions that were refused one asks for it.
        renewed = true;
        if (this.#options === login) this.#options = undefined;
        continue;
      }
      if (received.status === 401) throw new Problem([this.#unauthorized()]);
      if (!isPassing(received.status)) return received;
      if (attempt === attempts) throw new Problem([this.#overloaded(received)]);
      await sleep(pause(attempt, received.retryAfter, random));
    }
  }

  async #login(): Promise<RequestOptions> {
    const options: RequestOptions = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
    } catch (error) {
      throw new Problem([
        finding('cluster/unauthorized', `logging in to ${this.#name()} fails: ${(error as Error).message}`, {
          fix: 'run the login that the kubeconfig names by hand, and see what it says',
        }),
      ]);
    }
    // One handshake for many questions.
    const { agent } = options;
    if (typeof agent === 'object') Object.assign(agent, { keepAlive: true, maxFreeSockets: 64 });
    return options;
  }

  #name(): string {
    return `the cluster of ${this.#config.getCurrentContext()}`;
  }

  #unreachable(error: Error): Problem {
    return new Problem([
      finding('cluster/unreachable', `${this.#name()} does not answer: ${error.message}`, {
        fix: 'see whether kubectl version reaches it',
      }),
    ]);
  }

  #unauthorized(): ReturnType<typeof finding> {
    return finding('cluster/unauthorized', `${this.#name()} does not know who asks (401)`, {
      fix: 'log in again, as for kubectl',
    });
  }

  #overloaded({ status, body }: Received): ReturnType<typeof finding> {
    const { message } = (typeof body === 'object' ? body : undefined) as { message?: string };
    const said = message === undefined ? '' : `: ${message}`;
    return finding('cluster/overloaded', `${this.#name()} answers ${status}, ${attempts} times${said}`, {
      fix: 'try again later, or with a smaller --concurrency',
    });
  }
}

const lasting = new Set([
  'ENOTFOUND',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_INVALID_URL',
]);

/** What no other try betters. */
function isLasting(error: unknown): boolean {
  return lasting.has((error as NodeJS.ErrnoException).code ?? '');
}

async function receive(
  { method, path, headers, body }: Asked,
  options: RequestOptions,
  server: string,
  timeout: number,
): Promise<Received> {
  const address = new URL(`${server.replace(/\/+$/, '')}${path}`);
  const send = address.protocol === 'http:' ? plain : secure;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const asked = send(
      address,
      { ...options, method, headers: { ...options.headers, ...headers, ...length } },
      (response) => {
        readAll(response).then((text) => resolve(received(response, text)), reject);
      },
    );
    const late = setTimeout(() => asked.destroy(new Error(`no answer in ${timeout / 1000} s`)), timeout);
    asked.on('close', () => clearTimeout(late));
    asked.on('error', reject);
    asked.end(body);
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** JSON, with integers that a number cannot hold as they are. */
function parsed(text: string): unknown {
  try {
    const plain: unknown = JSON.parse(text);
    if (!/[:[,]\s*-?\d{16,}/.test(text)) return plain;
    return readManifests(text, 'the answer').documents[0]?.value ?? plain;
  } catch {
    return { message: text.slice(0, 500) };
  }
}

function received(response: IncomingMessage, text: string): Received {
  const body = parsed(text);
  const { 'retry-after': retryAfter, warning } = response.headers;
  return {
    status: response.statusCode ?? 0,
    body,
    warnings: [...String(warning ?? '').matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, said = '']) =>
      said.replace(/\\(.)/g, '$1'),
    ),
    retryAfter,
  };
}
