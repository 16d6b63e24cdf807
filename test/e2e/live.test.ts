import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { applyPatch } from '../../generator/patch/convert/apply-patch.ts';
import { between, kubeconfigFor } from '../server/between.ts';
import { install } from '../server/install.ts';
import { onServer } from '../server/on-server.ts';
import { commit, stack } from '../support/committed-project.ts';
import { git } from '../support/git.ts';
import { shared } from '../support/shared.ts';
import { type Ran, type SynthProject, synthProject } from '../support/synth-project.ts';

/** Engines' own kinds are no concern of most tests: these clusters have them. */
const needed = ['fluxcd-kustomize-controller@v1.9.5', 'fluxcd-source-controller@v1.9.5'];

const map = (name: string, data: object = { a: 'b' }, namespace = 'default'): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});
const deployment = (name: string, spec: object = {}, namespace = 'default'): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
    ...spec,
  },
});

function project(...objects: readonly object[]): SynthProject {
  return synthProject({
    'stacks/a.stack.ts': stack({ shop: { objects } }),
    'plimsoll.config.ts':
      "import { defineConfig } from 'plimsoll';\nexport default defineConfig({ contexts: { prod: 'test' } });\n",
  });
}

onServer('a render', (server) => {
  const ask = (
    { started }: SynthProject,
    argv: readonly string[],
    kubeconfig = server().kubeconfig,
  ): Promise<Ran> => started([...argv, '--kubeconfig', kubeconfig]);

  // Without the definitions of the engines, their own objects are refused.
  describe.skipIf(shared === undefined)('with the definitions of shared/crds', () => {
    beforeAll(async () => {
      await install(server(), needed);
      await server().apply(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } },
        { dryRun: false },
      );
    }, 120_000);

    it('is taken, refused, or waits for what arrives with it; each with the line of its stack', async () => {
      const definition = {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
            },
          ],
        },
      };
      const service = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'far', namespace: 'default' },
        spec: { clusterIP: '192.0.2.1', ports: [{ port: 80 }] },
      };
      const made = project(
        definition,
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fresh' } },
        {
          apiVersion: 'example.com/v1',
          kind: 'Widget',
          metadata: { name: 'w', namespace: 'default' },
          spec: {},
        },
        map('within', {}, 'fresh'),
        map('plain'),
        map('lost', {}, 'nowhere'),
        service,
      );
      const { code, out, err } = await ask(made, ['dry-run', '--format', 'json']);
      const { findings } = JSON.parse(out) as {
        readonly findings: readonly {
          readonly code: string;
          readonly message: string;
          readonly path?: string;
          readonly resource: { readonly kind: string; readonly name: string };
          readonly definition: { readonly file: string; readonly line: number };
        }[];
      };
      expect(code).toBe(1);
      expect(findings.map((each) => [each.code, each.resource.name, each.path])).toEqual([
        ['cluster/refused', 'lost', undefined],
        ['cluster/refused', 'far', 'spec.clusterIPs'],
      ]);
      expect(findings[1]?.message).toMatch(/192\.0\.2\.1/);
      for (const { definition: place } of findings) {
        expect(place.file).toMatch(/stacks\/a\.stack\.ts$/);
        expect(place.line).toBeGreaterThan(3);
      }
      expect(err).toContain(
        'prod (test): 6 accepted, 2 refused; only checked offline, because they wait: 1 for CustomResourceDefinition widgets.example.com, 1 for Namespace fresh',
      );
      // A definition that is there in an older form would judge by what is no more.
      await server().apply(definition, { dryRun: false });
      const grown = structuredClone(definition) as {
        spec: { versions: { schema: { openAPIV3Schema: { properties: object } } }[] };
      };
      Object.assign(grown.spec.versions[0]?.schema.openAPIV3Schema.properties ?? {}, {
        extra: { type: 'string' },
      });
      const widget = {
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        metadata: { name: 'w', namespace: 'default' },
      };
      const next = project(grown, { ...widget, extra: 'a' });
      expect(await ask(next, ['dry-run'])).toMatchObject({
        code: 0,
        err: expect.stringContaining('wait: 1 for CustomResourceDefinition widgets.example.com'),
      });
      expect(await ask(project(definition, widget), ['dry-run'])).toMatchObject({
        code: 0,
        err: expect.not.stringContaining('wait'),
      });
    });

    it('is never applied: nothing but reads and dry runs is sent, and nothing changes', async () => {
      const made = project(map('never'), deployment('never'), {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'never' },
      });
      await server().apply(map('there', { a: 'changed' }), { dryRun: false });
      const versions = async (): Promise<string> => JSON.stringify(await server().versions());
      const before = await versions();
      const { kubeconfig, heard } = await between(server());
      for (const argv of [
        ['dry-run'],
        ['drift'],
        ['diff', '--live'],
        ['synth', '--server-dry-run'],
        ['doctor', '--against', 'test'],
      ])
        expect((await ask(made, argv, kubeconfig)).code, argv.join(' ')).toBeLessThan(2);
      expect(await versions()).toBe(before);
      expect(heard.length).toBeGreaterThan(30);
      const writes = heard.filter(({ method }) => method !== 'GET');
      expect(writes.length).toBeGreaterThan(15);
      for (const { method, query } of writes)
        expect([method, query.getAll('dryRun')]).toEqual(['PATCH', ['All']]);
    });

    it('has fields that others manage: they are named, and taken over', async () => {
      await server().apply(deployment('shared', { replicas: 5 }), { dryRun: false });
      const { code, out } = await ask(project(deployment('shared')), ['dry-run', '--format', 'json']);
      expect(code).toBe(0);
      expect(JSON.parse(out).findings).toMatchObject([
        {
          code: 'cluster/conflict',
          severity: 'warning',
          message: 'test manages spec.replicas, with another value',
          path: 'spec.replicas',
          resource: { kind: 'Deployment', name: 'shared' },
        },
      ]);
      // Whoever applies it as the same manager changes only what is its own.
      const own = await ask(project(deployment('shared')), ['dry-run', '--field-manager', 'test']);
      expect(own).toMatchObject({ code: 0, err: expect.not.stringContaining('conflict') });
    });

    it('drifts: what was changed, is missing, or is too much; with a patch that mends it in each form', async () => {
      await server().apply(deployment('drifts', { replicas: 7, minReadySeconds: 3 }), {
        dryRun: false,
      });
      await server().apply(map('drifts', { a: 'b', by: 'hand' }), { dryRun: false });
      await server().apply(
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: 'leftover',
            namespace: 'default',
            labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' },
          },
        },
        { dryRun: false },
      );
      const made = project(deployment('drifts'), map('drifts'), map('missing'));
      const argv = ['drift', '--exit-code', '--field-manager', 'test'];
      const { code, out } = await ask(made, argv);
      expect(code).toBe(2);
      expect(out).toContain('- ConfigMap default/leftover');
      expect(out).toContain('+ ConfigMap default/missing  created');
      expect(out).toMatch(/~ Deployment default\/drifts[^+]*spec\.replicas: 7 → 2/);
      expect(out).toMatch(/spec\.minReadySeconds: 3 → 0|spec\.minReadySeconds: 3/);
      expect(out).toMatch(/data\.by/);
      // Defaults of the server are no drift.
      expect(out).not.toMatch(/strategy|terminationGracePeriodSeconds|progressDeadline/);
      for (const form of ['json', 'merge', 'strategic', 'path'] as const) {
        const ran = await ask(made, [...argv, '--patch', form, '--format', 'json']);
        const { patches } = JSON.parse(ran.out) as {
          readonly patches: readonly {
            readonly exact: boolean;
            readonly patch: unknown;
            readonly resource: { kind: string };
          }[];
        };
        expect(patches.map(({ exact, resource }) => [exact, resource.kind])).toEqual([
          [true, 'ConfigMap'],
          [true, 'Deployment'],
        ]);
        const config = map('drifts', { a: 'b', by: 'hand' });
        if (form !== 'path')
          expect(applyPatch(config, { type: form, patch: patches[0]?.patch } as never)).toEqual(
            map('drifts'),
          );
      }
      const diff = await ask(made, ['diff', '--live', '--exit-code', '--field-manager', 'test']);
      expect(diff).toMatchObject({ code: 2, out: expect.stringContaining('spec.replicas: 7 → 2') });
    });

    it('does not drift where it is applied as it is', async () => {
      const objects = [deployment('calm'), map('calm')];
      for (const each of objects) await server().apply(each, { dryRun: false });
      const made = project(...objects);
      await made.started(['synth']);
      const { out, code } = await ask(made, [
        'drift',
        '--exit-code',
        '--field-manager',
        'test',
        '--format',
        'json',
      ]);
      const { changes } = JSON.parse(out) as { readonly changes: readonly { resource: { name: string } }[] };
      // The engine's own objects and what an earlier test left behind are not there, or too much.
      expect(changes.filter(({ resource }) => resource.name === 'calm')).toEqual([]);
      expect(code).toBe(2);
    });

    it('stops a commit: red leaves tree and history as they were, green makes one commit', async () => {
      const made = project(map('fine'));
      git(made.folder, 'init', '-q', '-b', 'main');
      await made.started(['synth']);
      commit(made);
      const head = git(made.folder, 'rev-parse', 'HEAD');
      const tree = made.tree();
      const argv = ['commit', '--server-dry-run'];
      made.write([
        ['stacks/a.stack.ts', stack({ shop: { objects: [map('fine'), map('lost', {}, 'nowhere')] } })],
      ]);
      for (const each of [argv, ['synth', '--server-dry-run'], ['synth', '--server-dry-run', '--commit']]) {
        expect(await ask(made, each)).toMatchObject({
          code: 1,
          err: expect.stringContaining('namespaces "nowhere" not found [cluster/refused]'),
        });
        expect(git(made.folder, 'rev-parse', 'HEAD')).toBe(head);
        expect(made.tree()).toEqual(tree);
      }
      made.write([['stacks/a.stack.ts', stack({ shop: { objects: [map('fine'), map('more')] } })]]);
      const identity = {
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@b.c',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@b.c',
      };
      const done = await made.started([...argv, '--kubeconfig', server().kubeconfig], { env: identity });
      expect(done).toMatchObject({ code: 0, err: expect.stringContaining('committed') });
      expect(git(made.folder, 'rev-list', '--count', `${head}..HEAD`)).toBe('1');
    });

    it('is asked again where the server is busy, restarts or hangs up, and not for ever', async () => {
      const made = project(map('again'));
      // Each object twice, whatever else is asked between.
      const refused = new Map<string, number>();
      const busy = await between(server(), ({ method, path }) => {
        if (method !== 'PATCH') return undefined;
        const times = refused.get(path) ?? 0;
        refused.set(path, times + 1);
        return times < 2 ? { status: 429, headers: { 'retry-after': '0' } } : undefined;
      });
      expect(await ask(made, ['dry-run'], busy.kubeconfig)).toMatchObject({ code: 0 });
      expect(busy.heard.filter(({ method }) => method === 'PATCH').length).toBeGreaterThan(3);
      let hung = 0;
      const gone = await between(server(), ({ method }) =>
        method === 'PATCH' && hung++ < 3 ? 'hang up' : undefined,
      );
      expect(await ask(made, ['dry-run'], gone.kubeconfig)).toMatchObject({ code: 0 });
      const down = await between(server(), () => ({
        status: 503,
        headers: { 'retry-after': '0' },
        message: 'not now',
      }));
      const { code, err } = await ask(made, ['dry-run'], down.kubeconfig);
      expect({ code, err }).toEqual({
        code: 3,
        err: expect.stringContaining('answers 503, 6 times: not now [cluster/overloaded]'),
      });
    }, 60_000);

    it('survives a restart of the server in the middle', async () => {
      const objects = Array.from({ length: 60 }, (_, index) => map(`many-${index}`));
      let begun: Promise<void> | undefined;
      const { kubeconfig } = await between(server(), ({ method }, count) => {
        if (method === 'PATCH' && count > 20) begun ??= server().restart();
        return undefined;
      });
      const ran = await ask(project(...objects), ['dry-run', '--concurrency', '2'], kubeconfig);
      expect(begun).toBeDefined();
      await begun;
      expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('0 refused') });
    }, 120_000);

    it('is answered with what to do: who asks is unknown, may not, is nowhere, or has nothing to ask with', async () => {
      const made = project(map('who'));
      const address = JSON.parse(readFileSync(server().kubeconfig, 'utf8')).clusters[0].cluster;
      const { server: at, ...trust } = address as { readonly server: string };
      const cases: readonly (readonly [string, RegExp])[] = [
        [
          kubeconfigFor(at, { token: 'expired' }, trust),
          /does not know who asks \(401\) \[cluster\/unauthorized\]\n {2}log in again/,
        ],
        [
          kubeconfigFor('https://127.0.0.1:9', {}, trust),
          /does not answer: .*ECONNREFUSED.* \[cluster\/unreachable\]/,
        ],
        [
          kubeconfigFor(at, { token: 'plimsoll-test' }),
          /does not answer: .*self.signed certificate.* \[cluster\/unreachable\]/,
        ],
        [join(made.folder, 'none'), /the kubeconfig cannot be read.* \[cluster\/no-context\]/],
      ];
      for (const [kubeconfig, message] of cases) {
        const { code, err } = await ask(made, ['dry-run'], kubeconfig);
        expect(err).toMatch(message);
        expect(code).toBe(3);
        expect(err).not.toMatch(/^\s+at /m);
      }
      const wrong = await ask(made, ['dry-run', '--context', 'tset']);
      expect(wrong).toMatchObject({ code: 3, err: expect.stringContaining('did you mean test') });
      // An exec plugin that gives a token.
      const exec = {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args: [
          '-e',
          "console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token: 'plimsoll-test' } }))",
        ],
        interactiveMode: 'Never',
      };
      expect(await ask(made, ['dry-run'], kubeconfigFor(at, { exec }, trust))).toMatchObject({ code: 0 });
    }, 60_000);

    it('of several clusters is asked of those that answer, and says of the others why not', async () => {
      const made = synthProject({
        'stacks/a.stack.ts': stack({ shop: { objects: [map('one')] } }),
        'stacks/b.stack.ts': stack({ shop: { objects: [map('two')] } }).replace("'prod'", "'other'"),
      });
      const config = JSON.parse(readFileSync(server().kubeconfig, 'utf8'));
      const contexts = ['prod', 'other'].map((name) => ({ name, context: { cluster: name, user: 'admin' } }));
      const [{ cluster }] = config.clusters;
      const clusters = [
        { name: 'prod', cluster },
        { name: 'other', cluster: { server: 'https://127.0.0.1:9' } },
      ];
      const kubeconfig = join(made.folder, 'kubeconfig');
      writeFileSync(kubeconfig, JSON.stringify({ ...config, clusters, contexts }));
      for (const verb of ['dry-run', 'drift', 'doctor']) {
        const { code, out, err } = await ask(made, [verb], kubeconfig);
        expect({ verb, code, err }).toEqual({
          verb,
          code: 3,
          err: expect.stringContaining('the cluster of other does not answer'),
        });
        expect(verb === 'dry-run' ? err : out).toContain('prod');
      }
    }, 60_000);

    it('needs no more rights than cluster rbac prints', async () => {
      const made = project(deployment('rights'), map('rights'), {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'rights' },
      });
      const { out } = await made.started(['cluster', 'rbac', '--namespace', 'default']);
      const address = JSON.parse(readFileSync(server().kubeconfig, 'utf8')).clusters[0].cluster;
      const { server: at, ...trust } = address as { readonly server: string };
      const token = await server().tokenFor('plimsoll', 'default');
      const kubeconfig = kubeconfigFor(at, { token }, trust);
      const before = await ask(made, ['dry-run'], kubeconfig);
      expect(before).toMatchObject({ code: 3, err: expect.stringContaining('cluster/forbidden') });
      for (const document of parseAllDocuments(out))
        await server().apply(document.toJS() as object, { dryRun: false });
      for (const verb of [['dry-run'], ['drift']])
        expect(await ask(made, verb, kubeconfig), verb.join()).toMatchObject({ code: 0 });
    }, 60_000);

    it('of a thousand objects takes seconds', async () => {
      const objects = Array.from({ length: 500 }, (_, index) => [
        map(`t-${index}`),
        deployment(`t-${index}`),
      ]).flat();
      const made = project(...objects);
      const began = performance.now();
      const { code, err } = await ask(made, ['dry-run']);
      const took = performance.now() - began;
      expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('1003 accepted') });
      expect(took).toBeLessThan(10_000);
    }, 60_000);
  });
});
