import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = 'v3.0.0';
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plimsoll');

/** The registry that others are measured by, and Flux's own client: built once with go; undefined where there is no go. */
interface Programs {
  readonly registry: string;
  readonly client: string;
}

function programs(): Programs | undefined {
  const [folder, client] = [join(cache, `registry-${version}`), join(cache, 'registry-client-v0.60.0')];
  const registry = join(folder, 'registry');
  if (existsSync(registry) && existsSync(client)) return { registry, client };
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) return undefined;
  mkdirSync(folder, { recursive: true });
  const module = `github.com/distribution/distribution/v3/cmd/registry@${version}`;
  execFileSync('go', ['install', '-ldflags', '-s -w', module], {
    env: { ...process.env, GOBIN: folder },
    stdio: 'inherit',
  });
  execFileSync('go', ['build', '-ldflags', '-s -w', '-o', client, '.'], {
    cwd: fileURLToPath(new URL('./registry', import.meta.url)),
    stdio: 'inherit',
  });
  return { registry, client };
}

export const built: Programs | undefined = programs();

export interface Running {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly stop: () => void;
}

/** A registry of its own, on a port that was free; with a password, only `somebody` may come in. */
export async function startRegistry(password?: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-registry-'));
  const port = await freePort();
  const access = join(folder, 'htpasswd');
  if (password !== undefined) writeFileSync(access, `somebody:${client('hash', password).trim()}\n`);
  const auth = password === undefined ? '' : `auth:\n  htpasswd: { realm: test, path: ${access} }\n`;
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage:\n  filesystem: { rootdirectory: ${folder}/data }\nhttp: { addr: '127.0.0.1:${port}' }\n${auth}`,
  );
  const server = spawn(built?.registry ?? '', ['serve', config], { stdio: 'ignore' });
  const host = `127.0.0.1:${port}`;
  for (let left = 100; ; left--) {
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (answer !== undefined) break;
    if (left === 0) throw new Error('the registry does not come up');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const stop = (): void => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { host, stop };
}

/** A door before a registry: it lets in who has a token, which it gives to who knows the password. */
export async function startDoor(
  behind: string,
  password: string,
): Promise<Running & { readonly asked: string[] }> {
  const asked: string[] = [];
  const token = 'a-token-of-the-door';
  const basic = `Basic ${Buffer.from(`somebody:${password}`).toString('base64')}`;
  const server: Server = createServer((incoming, outgoing) => {
    const { host = '', authorization } = incoming.headers;
    asked.push(`${incoming.method} ${incoming.url}`);
    if (incoming.url?.startsWith('/token') === true) {
      outgoing.writeHead(authorization === basic ? 200 : 401, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(authorization === basic ? { token } : {}));
      return;
    }
    if (authorization !== `Bearer ${token}`) {
      outgoing.writeHead(401, {
        'www-authenticate': `Bearer realm="http://${host}/token",service="door",scope="repository:x:pull"`,
      });
      outgoing.end();
      return;
    }
    pass(incoming, behind, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, stop: () => server.close(), asked };
}

function pass(incoming: IncomingMessage, host: string, answer: (from: IncomingMessage) => void): void {
  const [name, port] = host.split(':');
  const { authorization: _, ...headers } = incoming.headers;
  const { method, url } = incoming;
  incoming.pipe(request({ host: name, port, method, path: url, headers }, answer));
}

/** What Flux makes of an artifact: unpacked into a folder, and what it says of it. */
export function pulled(address: string, folder: string): unknown {
  return JSON.parse(client('pull', address, folder));
}

function client(...argv: readonly string[]): string {
  return execFileSync(built?.client ?? '', [...argv], { encoding: 'utf8' });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
