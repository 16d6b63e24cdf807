import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { mutator, randomness, schemasIn } from '../loop/mutate.mjs';
import { candidatesOf } from '../loop/setup.mjs';
import { install, projectsShared } from '../server/install.ts';
import { onServer } from '../server/on-server.ts';
import { stack } from '../support/committed-project.ts';
import { root, shared } from '../support/shared.ts';
import { type Ran, type SynthProject, synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The same server under the names of several clusters. */
function contextsFor(kubeconfig: string, names: readonly string[]): string {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  const file = join(temporaryFolder(), 'kubeconfig');
  const contexts = names.map((name) => ({ name, context: { cluster: 'test', user: 'admin' } }));
  writeFileSync(file, JSON.stringify({ ...config, contexts }));
  return file;
}

function project(kubernetes: string, ...objects: readonly object[]): SynthProject {
  return synthProject({
    'stacks/a.stack.ts': stack({ shop: { objects } }).replace("'1.36'", `'${kubernetes}'`),
    'plimsoll.config.ts':
      "import { defineConfig } from 'plimsoll';\nexport default defineConfig({ contexts: { prod: 'test' } });\n",
  });
}

const map = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
});

onServer('schemas and verdicts', (server) => {
  const ask = ({ started }: SynthProject, ...argv: readonly string[]): Promise<Ran> =>
    started([...argv, '--kubeconfig', server().kubeconfig]);

  it('are imported from the server: its built-in kinds as they are shipped', async () => {
    const made = project('1.36', map('a'));
    const { code, out } = await ask(made, 'import', '--cluster', 'test', '--into', 'live');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^cluster:test: (\d+) of \1 kinds\n$/),
    });
    await made.started(['import', '--kubernetes', '1.36', '--into', 'shipped']);
    const [live, shipped] = [made.tree('live'), made.tree('shipped')];
    const facts = (tree: ReadonlyMap<string, string>): readonly string[] =>
      [...tree.keys()].filter((path) => path.startsWith('kubernetes/') && path.endsWith('.json')).sort();
    // Both know more groups than the other: what is off by default is not served, what is no kind of its own is not shipped.
    const both = facts(live).filter((path) => shipped.has(path) && path !== 'kubernetes/meta/v1.json');
    expect(both.length).toBeGreaterThan(20);
    for (const path of both) expect(factsOf(live.get(path)), path).toEqual(factsOf(shipped.get(path)));
    expect(await ask(made, 'import', '--cluster', 'test', '--into', 'live')).toMatchObject({
      code: 0,
      err: expect.stringContaining('unchanged'),
    });
    const added = await ask(made, 'schemas', 'add', '--cluster', 'test', '--into', 'facts');
    expect(added).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^kubernetes 1\.36\.3: \d+ documents/),
    });
  }, 120_000);

  describe.skipIf(shared === undefined)('with definitions of shared/crds', () => {
    beforeAll(async () => {
      await install(server(), projectsShared(), ['flux-system', 'argocd']);
    }, 300_000);

    it('offline are those of the server, on 2,000 generated documents', async () => {
      const chance = randomness(20_261_129);
      const candidates = candidatesOf(new Set(server().kinds), undefined);
      const verdicts = await server().judgeAll(candidates);
      const fine = candidates.filter((_, index) => verdicts[index]?.verdict === 'accepted');
      const mutate = mutator(schemasIn(join(shared ?? '', 'kubernetes', '1.36.3')), chance);
      const cases: object[] = [];
      for (let tries = 0; cases.length < 2000 && tries < 20_000; tries++) {
        const made = mutate(chance.pick(fine));
        if (made !== undefined) cases.push(made.object);
      }
      const theirs = await server().judgeAll(cases);
      const refused = new Set(
        validateObjects(cases, { kubernetes: '1.36', only: ['api'] })
          .filter(({ severity }) => severity === 'error')
          .map(({ index }) => index),
      );
      const asked = theirs.flatMap(({ verdict, message }, index) =>
        // What only the address of the request decides.
        verdict === 'unserved' || message.includes('does not match the namespace sent')
          ? []
          : [{ verdict, index }],
      );
      const same = asked.filter(({ verdict, index }) => (verdict === 'rejected') === refused.has(index));
      const share = (100 * same.length) / asked.length;
      process.stdout.write(
        `offline and live verdicts agree on ${share.toFixed(2)} % of ${asked.length} documents\n`,
      );
      expect(asked.length).toBeGreaterThan(1900);
      expect(share).toBeGreaterThan(99);
    }, 120_000);

    it('take the whole example fleet, every cluster of it', async () => {
      const names = readdirSync(join(root, 'out')).filter((each) => !each.startsWith('.'));
      const kubeconfig = contextsFor(server().kubeconfig, names);
      const made = synthProject();
      const ran = await made.started(['dry-run', '--kubeconfig', kubeconfig, '--format', 'json'], {
        cwd: root,
      });
      expect(ran.code, ran.err).toBe(0);
      const { findings, documents, errors } = JSON.parse(ran.out);
      expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
      expect(errors).toBe(0);
      expect(documents).toBeGreaterThan(50);
      expect(ran.code).toBe(0);
    }, 60_000);

    it('are compared with what offline checks use: versions and definitions', async () => {
      const same = project('1.36', map('a'));
      expect(await ask(same, 'schemas', 'check')).toMatchObject({
        code: 0,
        out: 'the clusters are what their stacks say\n',
      });
      const older = project('1.34', map('a'));
      expect(await ask(older, 'schemas', 'check')).toMatchObject({
        code: 2,
        err: expect.stringContaining(
          'prod is rendered for Kubernetes 1.34, and test is 1.36.3 [cluster/other-version]',
        ),
      });
      const name = 'kustomizations.kustomize.toolkit.fluxcd.io';
      const found = await server().get(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
      const changed = JSON.parse(JSON.stringify(found).replaceAll('"retryInterval":', '"retryAfter":'));
      delete changed.metadata.managedFields;
      delete changed.metadata.resourceVersion;
      await server().apply(changed, { dryRun: false });
      expect(await ask(same, 'schemas', 'check')).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /Kustomization of kustomize\.toolkit\.fluxcd\.io\/v1 in test is not the one that offline checks use: .*retry/,
        ),
      });
      expect((await ask(same, 'schemas', 'check')).err).toContain('[cluster/other-definition]');
      found.metadata.managedFields = undefined;
      found.metadata.resourceVersion = undefined;
      await server().apply(found, { dryRun: false });
    }, 60_000);

    it('are said to part by doctor, by rule and by object', async () => {
      const wrong = { ...map('wrong'), data: { 'not a key!': 'a' } };
      const far = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'far', namespace: 'default' },
        spec: { clusterIP: '192.0.2.1', ports: [{ port: 80 }] },
      };
      const { code, out } = await ask(project('1.36', map('a'), wrong, far), 'doctor', '--against', 'test');
      expect(code).toBe(1);
      expect(out).toMatch(
        /^prod \(test\): agreement 83\.33 % of 6 objects, both refuse 1\n {2}api\/[a-z-]+ {2}1\n {2}only the server refuses Service default\/far: spec\.clusterIPs: /,
      );
    });

    it('of Argo CD say what an Application has applied, and is not rendered any more', async () => {
      const made = synthProject({
        'stacks/a.stack.ts': stack({ shop: { objects: [map('kept')] } }, 'argo({ source })'),
        'plimsoll.config.ts':
          "import { defineConfig } from 'plimsoll';\nexport default defineConfig({ contexts: { prod: 'test' } });\n",
      });
      await made.started(['synth']);
      const [, text = ''] =
        [...made.tree()].find(([path]) => /application-shop|shop\.yaml$/.test(path)) ?? [];
      const application = parse(text);
      expect(application.kind).toBe('Application');
      for (const name of ['kept', 'leftover']) await server().apply(map(name), { dryRun: false });
      const applied = ['kept', 'leftover'].map((name) => ({
        version: 'v1',
        kind: 'ConfigMap',
        namespace: 'default',
        name,
      }));
      const reported = { ...application, status: { resources: applied } };
      expect(await server().apply(reported, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
      const { code, out } = await ask(made, 'drift', '--exit-code');
      expect(code).toBe(2);
      expect(out).toContain('- ConfigMap default/leftover');
      expect(out).not.toContain('default/kept');
    }, 60_000);

    it('warn of what the server warns of', async () => {
      await server().apply(
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'warned', labels: { 'pod-security.kubernetes.io/warn': 'restricted' } },
        },
        { dryRun: false },
      );
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'root', namespace: 'warned' },
        spec: { containers: [{ name: 'a', image: 'a:1' }] },
      };
      const { code, out } = await ask(project('1.36', pod), 'dry-run');
      expect(code).toBe(0);
      expect(out).toContain('[cluster/warning]');
      expect(out).toMatch(/warning: would violate PodSecurity "restricted:latest"/);
    });
  });
});

/** What differs by what an import is for: texts are the user's, which releases have something is shipped, subresources are of all of them. */
const apart = new Set(
  'description text since until introduced deprecated removed replacement subresources'.split(' '),
);

/** A file of facts in one form: types, formats, values, merge keys of every field of every kind. */
function factsOf(text = '{}'): unknown {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    const left = Object.entries(value)
      .filter(([name]) => !apart.has(name))
      .map(([name, each]) => [name, plain(each)] as const);
    const [[name, only] = [], ...others] = left;
    // With its text a field is an object, without it may be a word: `"string"`, `"integer:int32"`, `"#Name"`.
    if (others.length === 0 && name === 'type') return only;
    if (others.length === 0 && name === 'ref') return String(only).includes('#') ? only : `#${only}`;
    const fields = Object.fromEntries(left);
    if (left.length === 2 && typeof fields.type === 'string' && typeof fields.format === 'string')
      return `${fields.type}:${fields.format}`;
    if (fields.self === 'object') delete fields.self;
    return fields;
  };
  const { kinds, definitions } = JSON.parse(text);
  return plain({ kinds, definitions });
}
