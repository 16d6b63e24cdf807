import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../generator/cluster/connection.ts';
import { dryRun } from '../../generator/cluster/dry-run.ts';
import { appliedBy } from '../../generator/cluster/extra.ts';
import { inParallel } from '../../generator/cluster/parallel.ts';
import { pause } from '../../generator/cluster/retry.ts';
import { refusals } from '../../generator/cluster/verdict.ts';
import type { Problem } from '../../generator/core/problem.ts';
import { contextsFor } from '../../generator/live/contexts.ts';
import { rightsFor } from '../../generator/live/rights.ts';
import type { Project } from '../../generator/synth/project.ts';
import { kubeconfigFor } from '../server/between.ts';
import { stack } from '../support/committed-project.ts';
import { synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Said {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of a body: as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Server {
  readonly kubeconfig: string;
  readonly asked: readonly string[];
  readonly tokens: readonly (string | undefined)[];
}

/** A server that answers what a test says; undefined: it hangs up; `never`: it does not answer. */
async function serving(
  answer: (asked: IncomingMessage, count: number) => Said | undefined | 'never',
  user: object = { token: 'secret' },
): Promise<Server> {
  const asked: string[] = [];
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    tokens.push(request.headers.authorization);
    const said = answer(request, asked.length);
    if (said === 'never') return;
    if (said === undefined) return request.socket.destroy();
    response.writeHead(said.status, said.headers);
    // What was sent is heard before the answer.
    request.resume().on('end', () => response.end(said.text ?? JSON.stringify(said.body ?? {})));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const kubeconfig = kubeconfigFor(`http://127.0.0.1:${port}`, user, { 'insecure-skip-tls-verify': true });
  return { kubeconfig, asked, tokens };
}

/** A connection that does not wait, and says how long it would have. */
async function hasty(kubeconfig: string, timeout = 5000) {
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
  };
  const connection = await connect({ kubeconfig, context: undefined }, { sleep, random: () => 0.5, timeout });
  return { connection, slept };
}

/** A program that logs in, with another token each time; what it writes down is how often. */
function counting(): { readonly exec: object; readonly counter: string } {
  const counter = join(temporaryFolder(), 'count');
  writeFileSync(counter, '');
  const script = `const fs = require('fs');
const file = ${JSON.stringify(counter)};
fs.appendFileSync(file, 'x');
const status = { token: 'token-' + fs.readFileSync(file, 'utf8').length, expirationTimestamp: '2020-01-01T00:00:00Z' };
console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status }));`;
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', script],
    interactiveMode: 'Never',
  };
  return { exec, counter };
}

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    return (error as Problem).findings.map(({ code }) => code);
  }
  return [];
}

describe('a connection', () => {
  it('asks again where the server is busy, as long as it says, with half of twice as long each time else', async () => {
    const { kubeconfig, asked } = await serving((_, count) =>
      count === 1
        ? { status: 429, headers: { 'retry-after': '3' } }
        : count < 4
          ? { status: 503 }
          : { status: 200, body: { fine: true } },
    );
    const { connection, slept } = await hasty(kubeconfig);
    expect(await connection.read('/x', { a: 'b c' })).toMatchObject({ status: 200, body: { fine: true } });
    expect(asked).toEqual(Array.from({ length: 4 }, () => 'GET /x?a=b+c'));
    expect(slept).toEqual([3250, 1000, 2000]);
  });

  it('gives up, and says what with', async () => {
    const busy = await serving(() => ({ status: 503, body: { message: 'etcd is down' } }));
    const { connection, slept } = await hasty(busy.kubeconfig);
    await expect(connection.read('/x')).rejects.toThrow('answers 503, 6 times: etcd is down');
    expect(slept).toHaveLength(5);
    const gone = await serving(() => undefined);
    expect(await codesOf((await hasty(gone.kubeconfig)).connection.read('/x'))).toEqual([
      'cluster/unreachable',
    ]);
    const silent = await serving(() => 'never');
    await expect((await hasty(silent.kubeconfig, 50)).connection.read('/x')).rejects.toThrow(
      'no answer in 0.05 s',
    );
  });

  it('logs in again once where the server does not know it any more', async () => {
    const { exec } = counting();
    const { kubeconfig, tokens } = await serving(
      ({ headers }) => ({ status: headers.authorization === 'Bearer token-2' ? 200 : 401 }),
      { exec },
    );
    const { connection } = await hasty(kubeconfig);
    expect(await connection.read('/x')).toMatchObject({ status: 200 });
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2']);
    const never = await serving(() => ({ status: 401 }));
    expect(await codesOf((await hasty(never.kubeconfig)).connection.read('/x'))).toEqual([
      'cluster/unauthorized',
    ]);
    const fails = await serving(() => ({ status: 200 }), {
      exec: { ...exec, args: ['-e', 'process.exit(3)'] },
    });
    expect(await codesOf((await hasty(fails.kubeconfig)).connection.read('/x'))).toEqual([
      'cluster/unauthorized',
    ]);
  });

  it('reads warnings, and can only dry-run', async () => {
    const { kubeconfig, asked } = await serving(() => ({
      status: 200,
      headers: { warning: '299 - "old \\"API\\"", 299 - "and more"' },
    }));
    const { connection } = await hasty(kubeconfig);
    const apply = { manager: 'a b', force: true };
    expect((await connection.dryRun('/x', {}, apply)).warnings).toEqual(['old "API"', 'and more']);
    expect(asked).toEqual(['PATCH /x?dryRun=All&fieldManager=a+b&fieldValidation=Strict&force=true']);
  });

  it('keeps 64-bit integers, both ways', async () => {
    const exact = '{"spec":{"number":9223372036854775807}}';
    const bodies: string[] = [];
    const { kubeconfig } = await serving((asked) => {
      asked.on('data', (part) => bodies.push(String(part)));
      return { status: 200, text: exact };
    });
    const { connection } = await hasty(kubeconfig);
    const object = { spec: { number: 9223372036854775807n } };
    const { body } = await connection.dryRun('/x', object, { manager: 'a', force: false });
    expect(body).toEqual(object);
    expect(bodies).toEqual([exact]);
  });

  it('logs in once for many questions that are refused at once', async () => {
    const { exec, counter } = counting();
    const { kubeconfig } = await serving(
      ({ headers }) => ({ status: headers.authorization === 'Bearer token-2' ? 200 : 401 }),
      { exec },
    );
    const { connection } = await hasty(kubeconfig);
    await Promise.all(Array.from({ length: 8 }, () => connection.read('/x')));
    expect(readFileSync(counter, 'utf8')).toBe('xx');
  });

  it('is not made without a context', async () => {
    const { kubeconfig } = await serving(() => ({ status: 200 }));
    await expect(connect({ kubeconfig, context: 'tset' })).rejects.toThrow('did you mean test');
    expect(await codesOf(connect({ kubeconfig: '/nowhere/config', context: undefined }))).toEqual([
      'cluster/no-context',
    ]);
    const empty = join(temporaryFolder(), 'kubeconfig');
    writeFileSync(
      empty,
      JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [], users: [], contexts: [] }),
    );
    expect(await codesOf(connect({ kubeconfig: empty, context: undefined }))).toEqual(['cluster/no-context']);
  });

  it('is that of the pod where it runs in one, for the one cluster that is rendered', async () => {
    const pod = join(temporaryFolder(), 'kubeconfig');
    const text = readFileSync((await serving(() => ({ status: 200 }))).kubeconfig, 'utf8');
    writeFileSync(pod, text.replaceAll('"name":"test","context"', '"name":"inClusterContext","context"'));
    const reach = { kubeconfig: pod, context: undefined, concurrency: 1, timeout: 1000, manager: undefined };
    const project = { config: { contexts: {} } } as unknown as Project;
    expect(await contextsFor(['prod'], project, reach)).toEqual(new Map([['prod', 'inClusterContext']]));
    expect(await codesOf(contextsFor(['prod', 'other'], project, reach))).toEqual([
      'cluster/no-context',
      'cluster/no-context',
    ]);
  });

  it('is not made up where there is neither kubeconfig nor pod', () => {
    const home = temporaryFolder();
    const env = {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      KUBECONFIG: '',
      KUBERNETES_SERVICE_HOST: '',
    };
    const project = synthProject({ 'stacks/a.stack.ts': stack({ shop: { objects: [] } }) });
    expect(project.plimsoll(['drift'], { env })).toMatchObject({
      code: 3,
      err: expect.stringContaining('there is no kubeconfig, and this runs in no pod'),
    });
  });

  it('may be kept from reading', async () => {
    const { kubeconfig } = await serving(() => ({ status: 403, body: { message: 'no' } }));
    const { connection } = await hasty(kubeconfig);
    expect(await codesOf(dryRun(connection, [], { manager: 'a', concurrency: 1 }))).toEqual([
      'cluster/forbidden',
    ]);
  });
});

it.each([
  [404, 'namespaces "a" not found', 'add the namespace'],
  [404, 'the cluster has no kind A of a/v1', 'install the definition'],
  [409, 'Operation cannot be fulfilled', 'run again'],
  [403, 'pods "a" is forbidden: exceeded quota: q', 'a policy, quota or webhook'],
  [403, 'configmaps "a" is forbidden: User "b" cannot patch', 'plimsoll cluster rbac'],
  [422, 'A "a" is invalid', 'change the object'],
  [500, 'failed calling webhook "a.b.c"', 'look at its log'],
])('%d %s says what to do', (status, message, cure) => {
  const [found, ...more] = refusals({ status, body: { message }, warnings: [] }, {});
  expect(found?.message).toBe(message);
  expect(found?.fix).toContain(cure);
  expect(more).toEqual([]);
});

it('waits never longer than it may, and never the same for all', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, chance) => {
        const time = pause(attempt, undefined, () => chance);
        expect(time).toBeGreaterThanOrEqual(0);
        expect(time).toBeLessThanOrEqual(Math.min(500 * 2 ** attempt, 15_000));
        expect(pause(attempt, String(attempt), () => chance)).toBeGreaterThanOrEqual(
          Math.min(attempt * 1000, 15_000),
        );
      },
    ),
  );
  expect(pause(1, 'Wed, 21 Oct 2026 07:28:00 GMT', () => 0.5)).toBe(500);
});

it('works at some things at a time, in order, and ends with the first mistake', async () => {
  let [now, most] = [0, 0];
  const work = async (item: number): Promise<number> => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 10 - item));
    now--;
    return item * 2;
  };
  expect(await inParallel([1, 2, 3, 4, 5], 2, work)).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
  let begun = 0;
  const failing = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun++;
    if (item === 2) throw new Error('no');
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  await expect(failing).rejects.toThrow('no');
  expect(begun).toBeLessThan(4);
});

it('reads what Flux and Argo CD have applied', () => {
  expect(
    appliedBy({
      status: {
        inventory: {
          entries: [
            { id: 'shop_web_apps_Deployment', v: 'v1' },
            { id: '_shop__Namespace', v: 'v1' },
          ],
        },
      },
    }),
  ).toEqual([
    { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
    { apiVersion: 'v1', kind: 'Namespace', name: 'shop' },
  ]);
  expect(
    appliedBy({
      status: {
        resources: [{ group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web' }],
      },
    }),
  ).toEqual([{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }]);
  expect(appliedBy({ status: {} })).toBeUndefined();
});

it('knows the rights that it takes, by kind and namespace', () => {
  const named = (apiVersion: string, kind: string, name: string, namespace?: string) =>
    ({ apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } }) as never;
  const found = rightsFor(
    [
      named('apps/v1', 'Deployment', 'web', 'shop'),
      named('v1', 'ConfigMap', 'web', 'shop'),
      named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'web'),
    ],
    { name: 'look', namespace: 'tools' },
  ) as readonly {
    readonly kind: string;
    readonly metadata: { readonly namespace?: string };
    readonly rules?: readonly { readonly resources: readonly string[] }[];
  }[];
  expect(
    found.map(({ kind, metadata, rules }) => [
      kind,
      metadata.namespace,
      rules?.flatMap(({ resources }) => resources),
    ]),
  ).toEqual([
    ['ClusterRole', undefined, ['namespaces', 'clusterroles']],
    ['ClusterRoleBinding', undefined, undefined],
    ['Role', 'shop', ['configmaps', 'deployments']],
    ['RoleBinding', 'shop', undefined],
  ]);
});
