// A real API server on loopback, with an etcd of its own, and questions to it: what it would say of objects.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiServer, etcd } from './build.mjs';

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const token = 'plimsoll-test';

/** @param {string} version @param {readonly string[]} [flags] */
export async function start(version, flags = []) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-server-'));
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const address = (number) => `http://127.0.0.1:${number}`;
  const key = join(folder, 'account.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'tokens.csv'), `${token},admin,admin,system:masters\n`);
  const api = [
    `--etcd-servers=${address(client)}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${folder}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${key}`,
    `--service-account-key-file=${key}`,
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
    '--allow-privileged=true',
    ...flags,
  ];
  const children = [
    run(folder, etcd(), [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${address(client)}`,
      `--advertise-client-urls=${address(client)}`,
      `--listen-peer-urls=${address(peer)}`,
      `--initial-advertise-peer-urls=${address(peer)}`,
      `--initial-cluster=default=${address(peer)}`,
      '--unsafe-no-fsync',
    ]),
    run(folder, apiServer(version), api),
  ];
  const server = new Server(port);
  const stop = async () => {
    await server.close();
    for (const child of [...children].reverse()) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGKILL')) await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.ready(() => children.every((child) => child.exitCode === null));
  } catch (error) {
    const log = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
    await stop();
    throw new Error(`the API server did not become ready:\n${log}`, { cause: error });
  }
  const restart = async () => {
    const [, old] = children;
    const ended = new Promise((resolve) => old.once('exit', resolve));
    old.kill('SIGKILL');
    await ended;
    children[1] = run(folder, apiServer(version), api);
    await server.ready(() => true);
  };
  return Object.assign(server, { stop, restart, kubeconfig: kubeconfig(folder, port, token) });
}

/** A kubeconfig for it: the server's own certificate is the authority. @param {string} folder @param {number} port @param {string} as */
function kubeconfig(folder, port, as) {
  const file = join(folder, 'kubeconfig');
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority': join(folder, 'apiserver.crt'),
  };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'admin', user: { token: as } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** @param {string} folder @param {string} program @param {readonly string[]} args */
function run(folder, program, args) {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      try {
        writeFileSync(join(folder, 'log'), data, { flag: 'a' });
      } catch {
        // The folder is gone already: it is over.
      }
    });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

/** A server that answers; what it says of an object is a verdict, as the judged documents have it. */
class Server {
  #port;
  #agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });
  /** @type {Map<string, { readonly plural: string, readonly namespaced: boolean, readonly listed: boolean }>} */
  #kinds = new Map();

  /** @param {number} port */
  constructor(port) {
    this.#port = port;
  }

  /** @param {() => boolean} alive */
  async ready(alive) {
    for (let left = 600; left > 0; left--) {
      if (!alive()) throw new Error('a process ended');
      const answer = await this.#call('GET', '/readyz').catch(() => undefined);
      if (answer?.status === 200 && (await this.#exists('/api/v1/namespaces/default'))) {
        await this.discover();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it takes more than a minute');
  }

  /** @param {string} path */
  async #exists(path) {
    return (await this.#call('GET', path)).status === 200;
  }

  async discover() {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    for (const path of ['/api', '/apis']) {
      const { body } = await this.#call('GET', path, undefined, accept);
      for (const group of body.items)
        for (const { version, resources } of group.versions)
          for (const { resource, responseKind, scope, verbs } of resources) {
            const apiVersion =
              group.metadata.name === undefined ? version : `${group.metadata.name}/${version}`;
            this.#kinds.set(`${apiVersion} ${responseKind.kind}`, {
              plural: resource,
              namespaced: scope === 'Namespaced',
              listed: verbs.includes('list'),
            });
          }
    }
  }

  /** The kinds that it serves: `apiVersion kind`. */
  get kinds() {
    return [...this.#kinds.keys()];
  }

  /**
   * What it would say if the object were created, which it is not.
   * Every object is put into one namespace, unless it is to stay in its own.
   * @param {any} object
   * @param {string} [namespace]
   */
  async judge(object, namespace = 'default') {
    const path = this.#pathOf(object, namespace);
    if (path === undefined) return { verdict: 'unserved', message: '', causes: [] };
    return verdictOf(await this.#call('POST', `${path}?dryRun=All&fieldValidation=Strict`, object));
  }

  /**
   * Applies an object as GitOps engines do; or says what it would say of that.
   * @param {any} object
   * @param {{ readonly dryRun: boolean }} options
   */
  async apply(object, { dryRun }) {
    const path = this.#pathOf(object, object.metadata.namespace ?? 'default');
    if (path === undefined) return { verdict: 'unserved', message: '', causes: [] };
    const query = `fieldManager=test&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    const { name } = object.metadata;
    const media = 'application/apply-patch+yaml';
    return verdictOf(
      await this.#call('PATCH', `${path}/${name}?${query}`, object, 'application/json', media),
    );
  }

  /** An object as it is. @param {string} path */
  async get(path) {
    return (await this.#call('GET', path)).body;
  }

  /** A controller's work: what is merged into the status of an object. @param {string} path @param {object} status */
  async report(path, status) {
    const media = 'application/merge-patch+json';
    return this.#call('PATCH', `${path}/status`, { status }, 'application/json', media);
  }

  /** The versions of everything that is there, as the server counts them. */
  async versions() {
    /** @type {Record<string, string>} */
    const found = {};
    for (const [kind, { plural, listed }] of this.#kinds) {
      if (!listed) continue;
      const [apiVersion = ''] = kind.split(' ');
      const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      const { status, body } = await this.#call('GET', `${base}/${plural}`);
      if (status !== 200) continue;
      // Leases are renewed, events happen.
      if (['leases', 'events'].includes(plural)) continue;
      for (const { metadata } of body.items ?? [])
        found[`${kind} ${metadata.namespace ?? ''}/${metadata.name}`] = metadata.resourceVersion;
    }
    return found;
  }

  /** A token of an account, which is made. @param {string} name @param {string} namespace */
  async tokenFor(name, namespace) {
    await this.apply(
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
      { dryRun: false },
    );
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const { body } = await this.#call('POST', path, request);
    return body.status.token;
  }

  /** @param {any} object @param {string} namespace */
  #pathOf(object, namespace) {
    const kind = this.#kinds.get(`${object?.apiVersion} ${object?.kind}`);
    if (kind === undefined) return undefined;
    const [group, version] = object.apiVersion.includes('/')
      ? object.apiVersion.split('/')
      : ['', object.apiVersion];
    const base = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const space = kind.namespaced ? `/namespaces/${namespace}` : '';
    return `${base}${space}/${kind.plural}`;
  }

  /** @param {readonly any[]} objects @param {(object: any) => string} [namespaceOf] */
  async judgeAll(objects, namespaceOf = () => 'default') {
    const answers = new Array(objects.length);
    let next = 0;
    const worker = async () => {
      while (next < objects.length) {
        const index = next++;
        // Some objects have the server hang up: it has no verdict then.
        answers[index] = await this.judge(objects[index], namespaceOf(objects[index])).catch(() => ({
          verdict: 'unserved',
          message: '',
          causes: [],
        }));
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return answers;
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @param {string} [accept] @param {string} [media] */
  #call(method, path, body, accept = 'application/json', media = 'application/json') {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          path,
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${token}`,
            accept,
            ...(text === undefined
              ? {}
              : { 'content-type': media, 'content-length': Buffer.byteLength(text) }),
          },
        },
        (response) => {
          let read = '';
          response.setEncoding('utf8');
          response.on('data', (part) => {
            read += part;
          });
          response.on('end', () => {
            let parsed;
            try {
              parsed = JSON.parse(read);
            } catch {
              parsed = read;
            }
            resolve({ status: response.statusCode ?? 0, body: parsed, warnings: warningsIn(response) });
          });
        },
      );
      asked.on('error', reject);
      asked.end(text);
    });
  }

  async close() {
    this.#agent.destroy();
  }
}

/** `299 - "text"`, several in one header. @param {import('node:http').IncomingMessage} response */
function warningsIn({ headers }) {
  return [...String(headers.warning ?? '').matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
    text.replace(/\\(.)/g, '$1'),
  );
}

/** @param {{ readonly status: number, readonly body: any, readonly warnings: readonly string[] }} answer */
function verdictOf({ status, body, warnings }) {
  if (status >= 200 && status < 300) return { verdict: 'accepted', message: '', causes: [], warnings };
  return {
    verdict: 'rejected',
    status,
    message: body?.message ?? '',
    causes: (body?.details?.causes ?? []).map(({ field, reason, message }) => ({ field, reason, message })),
  };
}
