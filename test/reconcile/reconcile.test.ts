import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missing } from '../server/build.mjs';
import { install } from '../server/install.ts';
import { type ApiServer, start } from '../server/server.mjs';
import { shared } from '../support/shared.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';
import { startFlux } from './flux.ts';

const why = missing ?? (shared === undefined ? 'shared/crds is not there' : undefined);

const map = (name: string, namespace = 'default', data: object = { a: 'b' }): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

/** Three bundles that wait for each other, one of them an umbrella; a namespace that the first one brings. */
function stackOf(value: string): string {
  const objects = (...all: readonly object[]): string => JSON.stringify(all);
  return `import { cluster, flux, gitRepository, resources } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet', branch: 'main' });
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('infrastructure', (node) => node
    .bundle('base', { wait: true }, (bundle) => bundle.application('all', resources(${objects({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, map('first'))}))))
  .node('apps', (node) => node
    .bundle('shop', { dependsOn: ['base'], wait: true, postBuild: { substitute: { value: '${value}' } } }, (bundle) => bundle
      .application('all', resources(${objects(map('second', 'shop', { said: '${value}' }))}))
      .bundle('inner', {}, (inner) => inner.application('all', resources(${objects(map('inner', 'shop'))}))))
    .bundle('last', { dependsOn: ['shop'] }, (bundle) => bundle.application('all', resources(${objects(map('third', 'shop'))}))))
  .build();
`;
}

const config = (layout: string): string => `import { ${layout}, defineConfig } from 'plimsoll';
export default defineConfig({ layout: ${layout}, contexts: { prod: 'test' } });
`;

async function withServer(work: (server: ApiServer) => Promise<void>): Promise<void> {
  const server = await start('1.36.3');
  try {
    await install(
      server,
      ['fluxcd-kustomize-controller@v1.9.5', 'fluxcd-source-controller@v1.9.5'],
      ['flux-system'],
    );
    await work(server);
  } finally {
    await server.stop();
  }
}

const configMap = (namespace: string, name: string): string =>
  `/api/v1/namespaces/${namespace}/configmaps/${name}`;

async function synth(project: SynthProject): Promise<void> {
  expect(await project.started(['synth'])).toMatchObject({ code: 0 });
}

describe.skipIf(why !== undefined)(`with the real kustomize-controller (skipped: ${why})`, () => {
  it.each(['fluxMonorepo', 'controlPlane'])(
    'a render is Ready, in the order of its dependencies, and does not drift: %s',
    (layout) =>
      withServer(async (server) => {
        const project = synthProject({
          'stacks/a.stack.ts': stackOf('one'),
          'plimsoll.config.ts': config(layout),
        });
        await synth(project);
        const flux = await startFlux(server);
        const root = [...project.tree().keys()].find((path) => path.endsWith('gotk-sync.yaml')) ?? '';
        const repository =
          [...project.tree().keys()].find((path) => path.includes('gitrepository-fleet')) ?? '';
        for (const path of [repository, root]) await flux.apply(join(project.folder, 'out', path));
        await flux.push(project.folder);
        const names = ['flux-system', 'base', 'shop', 'inner', 'last'];
        expect(await flux.settled(names)).toEqual(Object.fromEntries(names.map((name) => [name, 'True'])));
        const made = await Promise.all(
          [configMap('default', 'first'), configMap('shop', 'second'), configMap('shop', 'third')].map(
            (path) => server.get(path),
          ),
        );
        // The server counts what happens to it.
        const order = made.map(({ metadata }) => Number(metadata.resourceVersion));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(made[1].data).toEqual({ said: 'one' });
        const asked = ['--kubeconfig', server.kubeconfig];
        expect(await project.started(['drift', '--exit-code', ...asked])).toMatchObject({ code: 0 });
        expect(await project.started(['dry-run', ...asked])).toMatchObject({
          code: 0,
          out: expect.stringContaining('0 warnings'),
        });
        // Somebody changes one by hand, and one is left out of the stack: both are seen.
        await server.apply(map('third', 'shop', { a: 'by hand' }), { dryRun: false });
        project.write([
          ['stacks/a.stack.ts', stackOf('one').replace(JSON.stringify(map('inner', 'shop')), '')],
        ]);
        const { code, out } = await project.started(['drift', '--exit-code', ...asked]);
        expect(code).toBe(2);
        expect(out).toContain('data.a: by hand → b');
        expect(out).toMatch(/- ConfigMap shop\/inner {2}pruned|- ConfigMap shop\/inner/);
      }),
  );

  it('a job runs before the application that waits for it, and another version is another job', () =>
    withServer(async (server) => {
      const stack = (
        version: number,
      ): string => `import { cluster, flux, gitRepository, job, namespace, worker } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet', branch: 'main' });
const image = 'registry.example.com/shop:${version}';
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (node) => node
    .bundle('namespaces', { wait: true }, (bundle) => bundle.application('shop', namespace()))
    .bundle('shop', { dependsOn: ['namespaces'], namespace: 'shop' }, (bundle) => bundle
      .application('migrate', job({ image, before: 'web' }))
      .application('web', worker({ image }))))
  .build();
`;
      const project = synthProject({
        'stacks/a.stack.ts': stack(1),
        'plimsoll.config.ts': config('fluxMonorepo'),
      });
      const flux = await startFlux(server);
      const jobs = '/apis/batch/v1/namespaces/shop/jobs';
      const deployment = '/apis/apps/v1/namespaces/shop/deployments/web';
      const imageOf = (object: {
        spec: { template: { spec: { containers: { image: string }[] } } };
      }): string => object.spec.template.spec.containers[0]?.image ?? '';
      for (const version of [1, 2]) {
        project.write([['stacks/a.stack.ts', stack(version)]]);
        await synth(project);
        for (const path of ['gitrepository-fleet.yaml', 'gotk-sync.yaml'])
          await flux.apply(join(project.folder, 'out/prod/flux-system', path));
        await flux.push(project.folder);
        const image = `registry.example.com/shop:${version}`;
        const running = async (): Promise<{ metadata: { name: string } } | undefined> =>
          (await server.get(jobs)).items?.find((each: never) => imageOf(each) === image);
        await expect.poll(running, { timeout: 60_000, interval: 500 }).toBeDefined();
        // Time enough for whoever would not wait.
        await new Promise((resolve) => setTimeout(resolve, 4000));
        const before = await server.get(deployment);
        if (version === 1) expect(before.reason).toBe('NotFound');
        else expect(imageOf(before)).toBe('registry.example.com/shop:1');
        // The work of the job's controller, which is not here.
        const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
        const condition = { status: 'True', lastProbeTime: now, lastTransitionTime: now };
        await server.report(`${jobs}/${(await running())?.metadata.name}`, {
          startTime: now,
          completionTime: now,
          succeeded: 1,
          conditions: [
            { type: 'SuccessCriteriaMet', ...condition },
            { type: 'Complete', ...condition },
          ],
        });
        expect(await flux.settled(['shop-migrate', 'shop'])).toEqual({
          'shop-migrate': 'True',
          shop: 'True',
        });
        expect(imageOf(await server.get(deployment))).toBe(image);
      }
      // The job of the version before is pruned.
      expect((await server.get(jobs)).items.map(imageOf)).toEqual(['registry.example.com/shop:2']);
    }));

  it('a tree that is adopted keeps every object that it applied', () =>
    withServer(async (server) => {
      const kustomization = (name: string, path: string, more: object = {}): object => ({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name, namespace: 'flux-system' },
        spec: {
          interval: '10m',
          path,
          prune: true,
          sourceRef: { kind: 'GitRepository', name: 'fleet' },
          ...more,
        },
      });
      const source = {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata: { name: 'fleet', namespace: 'flux-system' },
        spec: { interval: '1m', url: 'https://git.example.com/fleet', ref: { branch: 'main' } },
      };
      const text = (...objects: readonly object[]): string =>
        objects.map((each) => `${JSON.stringify(each)}\n`).join('---\n');
      const project = synthProject({
        'package.json': '{ "type": "module", "devDependencies": { "plimsoll": "*" } }',
        'clusters/prod/sync.yaml': text(source, kustomization('flux-system', './clusters/prod')),
        'clusters/prod/apps.yaml': text(kustomization('apps', './apps', { dependsOn: [{ name: 'base' }] })),
        'clusters/prod/base.yaml': text(kustomization('base', './base')),
        'apps/web.yaml': text(map('web', 'shop'), map('more', 'shop')),
        'base/namespace.yaml': text({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }),
        'base/map.yaml': text(map('base')),
      });
      const flux = await startFlux(server);
      await flux.apply(join(project.folder, 'clusters/prod/sync.yaml'));
      await flux.push(project.folder);
      const names = ['flux-system', 'base', 'apps'];
      const fine = Object.fromEntries(names.map((name) => [name, 'True']));
      expect(await flux.settled(names)).toEqual(fine);
      const paths = [
        configMap('shop', 'web'),
        configMap('shop', 'more'),
        configMap('default', 'base'),
        '/api/v1/namespaces/shop',
      ];
      const identities = async (): Promise<readonly string[]> =>
        Promise.all(paths.map(async (path) => (await server.get(path)).metadata.uid as string));
      const before = await identities();
      const { code, err } = await project.started(['import', 'manifests', '.', '--cluster', 'prod']);
      expect({ code, err }).toEqual({
        code: 0,
        err: expect.stringContaining('4 of 4 objects come back equal'),
      });
      await synth(project);
      // What a person does then: the root reads the output, and the old tree goes.
      const root = [...project.tree().keys()].find((path) => path.endsWith('gotk-sync.yaml')) ?? '';
      await flux.apply(join(project.folder, 'out', root));
      await flux.push(project.folder);
      expect(await flux.settled(names)).toEqual(fine);
      expect(await identities()).toEqual(before);
      for (const name of ['apps', 'base']) {
        const { spec } = await server.get(
          `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/${name}`,
        );
        expect(spec.path).toMatch(/^\.\/out\/prod\//);
      }
    }));
});
