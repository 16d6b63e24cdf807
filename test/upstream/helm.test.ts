import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releasesIn } from '../../generator/charts/releases.ts';
import { git } from '../support/git.ts';
import { type Ran, type SynthProject, synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { helmFolder } from './helm.ts';

const helm = helmFolder();
const path = `${helm}:${process.env.PATH}`;

/** A chart with all that is special about charts: versions asked for, values, definitions, hooks, tests. */
const chart: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.2.3\n',
  'values.yaml': 'replicas: 1\nimage: registry.example.com/shop:1\n',
  'crds/widget.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`,
  'templates/all.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
  annotations:
    kubernetes: {{ .Capabilities.KubeVersion.Version | quote }}
    monitored: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" | quote }}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: {{ .Values.image | quote }}}]}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: {helm.sh/hook: 'pre-install,pre-upgrade', helm.sh/hook-weight: '-5', helm.sh/hook-delete-policy: hook-succeeded}
spec:
  template:
    spec: {restartPolicy: Never, containers: [{name: a, image: registry.example.com/shop:1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: test, annotations: {helm.sh/hook: test}}
spec: {containers: [{name: a, image: registry.example.com/shop:1}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: farewell, annotations: {helm.sh/hook: pre-delete}}
spec:
  template:
    spec: {restartPolicy: Never, containers: [{name: a, image: registry.example.com/shop:1}]}
{{- if .Values.password }}
---
apiVersion: v1
kind: Secret
metadata: {name: password}
stringData:
  password: {{ if eq .Values.password "random" }}{{ randAlphaNum 20 }}{{ else }}{{ .Values.password }}{{ end }}
{{- end }}
`,
};

const digestOf = (content: Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** The same charts as artifacts of an OCI registry: a manifest by its tag, a configuration and an archive by their digests. */
function ociAnswer(
  url: string,
  packed: string,
): { readonly type: string; readonly content: Uint8Array } | undefined {
  const [, , version, digest] =
    /^\/v2\/(charts\/shop)\/(?:manifests\/([\d.]+)|(?:blobs|manifests)\/(sha256:\w+))$/.exec(url) ?? [];
  if (url === '/v2/') return { type: 'application/json', content: Buffer.from('{}') };
  const configuration = Buffer.from('{"name":"shop","apiVersion":"v2"}');
  const described = (mediaType: string, content: Uint8Array): object => ({
    mediaType,
    digest: digestOf(content),
    size: content.length,
  });
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const found = readdirSync(packed)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => {
      const archive = readFileSync(join(packed, name));
      const manifest = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: type,
          config: described('application/vnd.cncf.helm.config.v1+json', configuration),
          layers: [described('application/vnd.cncf.helm.chart.content.v1.tar+gzip', archive)],
        }),
      );
      return { name, archive, manifest };
    });
  const tagged = found.find(({ name }) => name === `shop-${version}.tgz`);
  if (tagged !== undefined) return { type, content: tagged.manifest };
  const manifest = found.find((each) => digestOf(each.manifest) === digest);
  if (manifest !== undefined) return { type, content: manifest.manifest };
  const blob = [configuration, ...found.map(({ archive }) => archive)].find(
    (each) => digestOf(each) === digest,
  );
  return blob === undefined ? undefined : { type: 'application/octet-stream', content: blob };
}

const stackOf = (options: string, engine = 'flux'): string => `
import { cluster, ${engine}, gitRepository, helmChart } from 'plimsoll';
const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });
export default cluster('prod', { kubernetes: '1.34', gitops: ${engine}({ source }) })
  .node('apps', (node) => node.bundle('shop', { namespace: 'shop' }, (bundle) => bundle.application('web', helmChart(${options}))))
  .build();
`;

describe.skipIf(helm === undefined)('a chart that is inflated by the real helm (skipped without go)', () => {
  let server: Server;
  let repository: string;
  let asked: string[] = [];
  const packed = mkdtempSync(join(tmpdir(), 'plimsoll-charts-'));

  /** Packs the chart, as somebody publishes it. */
  function publish(files: Readonly<Record<string, string>>): void {
    const home = mkdtempSync(join(tmpdir(), 'plimsoll-chart-'));
    const folder = join(home, 'shop');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const env = { ...process.env, PATH: path };
    execFileSync('helm', ['package', folder, '--destination', packed], { env, stdio: 'ignore' });
    execFileSync('helm', ['repo', 'index', packed], { env, stdio: 'ignore' });
    rmSync(home, { recursive: true });
  }

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      const answer = ociAnswer(url, packed);
      if (answer !== undefined) {
        response.writeHead(200, {
          'Content-Type': answer.type,
          'Content-Length': answer.content.length,
          'Docker-Content-Digest': digestOf(answer.content),
        });
        response.end(answer.content);
        return;
      }
      try {
        response.end(readFileSync(join(packed, url)));
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    repository = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    publish(chart);
  });
  afterAll(() => {
    server?.close();
    rmSync(packed, { recursive: true, force: true });
  });

  const project = (
    options: string,
    engine?: string,
    files: Readonly<Record<string, string>> = {},
  ): SynthProject => synthProject({ 'stacks/a.stack.ts': stackOf(options, engine), ...files });
  const run = ({ started }: SynthProject, ...argv: readonly string[]): Promise<Ran> =>
    started(argv, { env: { PATH: path, HELM_CACHE_HOME: temporaryFolder() } });
  const remote = (more = ''): string =>
    `{ chart: 'shop', version: '1.2.3', repository: '${repository}'${more} }`;
  const read = ({ tree }: SynthProject, name: string): string => tree().get(`prod/apps/shop/${name}`) ?? '';

  it('has the version and the APIs of its cluster, its values, and its definitions', async () => {
    const shop = project(
      remote(
        ", values: { replicas: 3 }, valuesFiles: ['values/shop.yaml'], apiVersions: ['monitoring.coreos.com/v1']",
      ),
      'flux',
      { 'values/shop.yaml': 'replicas: 2\nimage: registry.example.com/shop:2\n' },
    );
    const { code, err } = await run(shop, 'synth');
    expect(code, err).toBe(0);
    const deployment = read(shop, 'deployment-web.yaml');
    expect(deployment).toContain('kubernetes: v1.34.0');
    expect(deployment).toContain('monitored: "true"');
    expect(deployment).toContain('replicas: 3');
    expect(deployment).toContain('registry.example.com/shop:2');
    expect(read(shop, 'customresourcedefinition-widgets.example.com.yaml')).toContain('kind: Widget');
    expect(read(shop, 'pod-test.yaml')).toBe('');
    expect(read(shop, 'job-farewell.yaml')).toBe('');
    expect(err).toContain('Job farewell is a hook of pre-delete, which no engine runs: it is left out');
    expect(err).toContain(
      'Job migrate is a hook of pre-install, pre-upgrade: Flux applies it together with all others',
    );
    expect(read(shop, 'job-migrate.yaml')).toContain('kustomize.toolkit.fluxcd.io/force: enabled');
    expect(read(shop, 'job-migrate.yaml')).not.toContain('helm.sh');
  });

  it('has hooks of Argo CD', async () => {
    const shop = project(remote(', crds: false'), 'argo');
    expect((await run(shop, 'synth')).code).toBe(0);
    const job = read(shop, 'job-migrate.yaml');
    expect(job).toContain('argocd.argoproj.io/hook: PreSync');
    expect(job).toContain('argocd.argoproj.io/hook-delete-policy: HookSucceeded');
    expect(job).toContain('argocd.argoproj.io/sync-wave: "-5"');
    expect(read(shop, 'customresourcedefinition-widgets.example.com.yaml')).toBe('');
  });

  it('is pinned by its sha256, fetched once, rendered once; nothing new is let in where nothing may be', async () => {
    const shop = project(remote());
    expect((await run(shop, 'synth', '--check')).err).toContain(
      'is not in plimsoll.lock.json [build/not-fetched]',
    );
    expect((await run(shop, 'synth')).code).toBe(0);
    const lock = JSON.parse(readFileSync(join(shop.folder, 'plimsoll.lock.json'), 'utf8'));
    expect(lock.charts).toEqual([
      { repository, chart: 'shop', version: '1.2.3', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    asked = [];
    expect(await run(shop, 'synth', '--check')).toMatchObject({ code: 0 });
    expect(asked).toEqual([]);

    // Somebody publishes something else under the same version.
    publish({ ...chart, 'values.yaml': 'replicas: 9\nimage: registry.example.com/shop:1\n' });
    expect(await run(shop, 'synth', '--check')).toMatchObject({ code: 0 });
    const again = project(remote(), 'flux', { 'plimsoll.lock.json': JSON.stringify(lock) });
    for (const name of readdirSync(again.folder))
      if (name === 'node_modules')
        rmSync(join(again.folder, name, '.cache'), { recursive: true, force: true });
    const other = await run(again, 'synth');
    expect(other.code).toBe(1);
    expect(other.err).toContain('is another one than its sha256 says [import/checksum]');
    publish(chart);
  });

  it('is refused where it makes something up, and says which field', async () => {
    const shop = project(remote(", values: { password: 'random' }"));
    const { code, err } = await run(shop, 'synth');
    expect(code).toBe(1);
    expect(err).toContain(
      'error: the chart shop 1.2.3 renders to something else each time: Secret password, stringData.password [build/chart-unstable]',
    );
    const named = project(remote(", values: { password: 'given' }"));
    expect((await run(named, 'synth')).code).toBe(0);
    expect(read(named, 'secret-password.yaml')).toContain('password: given');
  });

  it('may be a folder of the project', async () => {
    const files = Object.fromEntries(
      Object.entries(chart).map(([name, text]) => [`charts/shop/${name}`, text]),
    );
    const shop = project("{ path: 'charts/shop', values: { replicas: 4 } }", 'flux', files);
    expect((await run(shop, 'synth')).code).toBe(0);
    expect(read(shop, 'deployment-web.yaml')).toContain('replicas: 4');
    shop.write([['charts/shop/values.yaml', 'replicas: 1\nimage: registry.example.com/shop:7\n']]);
    expect((await run(shop, 'synth')).code).toBe(0);
    expect(read(shop, 'deployment-web.yaml')).toContain('shop:7');
  });

  it('is remembered until its files, its values, the lock or helm itself is another', async () => {
    const files = Object.fromEntries(
      Object.entries(chart).map(([name, text]) => [`charts/shop/${name}`, text]),
    );
    const shop = project("{ path: 'charts/shop', valuesFiles: ['prod.yaml'] }", 'flux', {
      ...files,
      'prod.yaml': 'replicas: 3\n',
      'stacks/b.stack.ts': stackOf(remote()).replace("cluster('prod'", "cluster('remote'"),
    });
    const look = async (with_ = path) => {
      const env = { PATH: with_, HELM_CACHE_HOME: temporaryFolder() };
      const { code, err } = await shop.started(['synth', '--check', '--timings'], { env });
      return { code, remembered: Number(/(\d+) clusters? as remembered/.exec(err)?.[1]) };
    };
    expect((await run(shop, 'synth')).code).toBe(0);
    // The lock is there now, on which results depend.
    expect((await run(shop, 'synth')).code).toBe(0);
    expect(await look()).toEqual({ code: 0, remembered: 2 });
    shop.write([
      [
        'charts/shop/templates/all.yaml',
        (chart['templates/all.yaml'] ?? '').replace(
          'replicas: {{ .Values.replicas }}',
          'minReadySeconds: 1\n  replicas: {{ .Values.replicas }}',
        ),
      ],
    ]);
    expect(await look()).toEqual({ code: 2, remembered: 1 });
    shop.write([['charts/shop/templates/all.yaml', chart['templates/all.yaml'] ?? '']]);
    expect(await look()).toEqual({ code: 0, remembered: 2 });
    shop.write([['prod.yaml', 'replicas: 5\n']]);
    expect(await look()).toEqual({ code: 2, remembered: 1 });
    shop.write([['prod.yaml', 'replicas: 3\n']]);
    const lock = readFileSync(join(shop.folder, 'plimsoll.lock.json'), 'utf8');
    shop.write([['plimsoll.lock.json', `${lock}\n`]]);
    expect(await look()).toEqual({ code: 0, remembered: 0 });
    const other = temporaryFolder();
    writeFileSync(join(other, 'helm'), `#!/bin/sh\nexec "${helm}/helm" "$@"\n`, { mode: 0o755 });
    expect(await look()).toEqual({ code: 0, remembered: 2 });
    expect(await look(`${other}:${path}`)).toEqual({ code: 0, remembered: 0 });
  });

  it('says what is wrong, each with the line of the stack', async () => {
    const wrong = async (options: string): Promise<string> => {
      const { code, err } = await run(project(options), 'synth');
      expect(code).toBe(1);
      expect(err).toContain('in stacks/a.stack.ts:5:');
      return err;
    };
    const missing = await wrong(`{ chart: 'shop', version: '9.9.9', repository: '${repository}' }`);
    expect(missing).toContain('the chart shop 9.9.9 cannot be fetched: ');
    expect(missing).toContain(' [build/chart-failed]');
    expect(await wrong(remote(", values: { image: { a: 1 }, replicas: 'x' }"))).toContain('[api/wrong-type]');
    expect(await wrong(remote(", valuesFiles: ['nothing.yaml']"))).toContain('there is no file nothing.yaml');
    expect(await wrong("{ path: '../shop' }")).toContain('[build/outside-project]');
    expect(
      await wrong("{ chart: 'shop', version: '^1.0.0', repository: 'https://a.example.com' }"),
    ).toContain('^1.0.0 is not one [build/bad-option]');
    expect(await wrong("{ chart: '--help', version: '1.0.0', repository: 'ftp://a' }")).toContain(
      'has no name [build/bad-option]',
    );
    expect(await wrong("{ path: 'a', chart: 'b' }")).toContain('keep one of the two');
  });

  it('comes from an OCI registry as well', async () => {
    const shop = project(
      `{ chart: 'shop', version: '1.2.3', repository: '${repository.replace('http:', 'oci:')}/charts', values: { replicas: 5 } }`,
    );
    const { code, err } = await run(shop, 'synth');
    expect(code, err).toBe(0);
    expect(read(shop, 'deployment-web.yaml')).toContain('replicas: 5');
    expect(await run(shop, 'synth', '--check')).toMatchObject({ code: 0 });
  });

  it('has types of its values', async () => {
    const schema = {
      $defs: { image: { type: 'string', description: 'What runs.' } },
      type: 'object',
      required: ['replicas', 'image'],
      properties: {
        replicas: { type: 'integer', minimum: 1 },
        image: { $ref: '#/$defs/image' },
        mode: { enum: ['fast', 'safe'], tsType: 'any' },
        resources: { type: 'object', additionalProperties: { type: 'string' } },
      },
      additionalProperties: false,
    };
    publish({
      ...chart,
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 2.0.0\n',
      'values.schema.json': JSON.stringify(schema),
    });
    const shop = project(remote());
    const imported = await run(shop, 'import', `chart:${repository}/shop@2.0.0`);
    expect(imported, imported.err).toMatchObject({ code: 0 });
    const used = (values: string): string =>
      stackOf(
        `{ chart: 'shop', version: '2.0.0', repository: '${repository}', values: ${values} satisfies ShopValues }`,
      ).replace('import {', "import type { ShopValues } from '../imports/charts/shop.js';\nimport {");
    shop.write([['stacks/a.stack.ts', used("{ replicas: 2, mode: 'fast', resources: { cpu: '1' } }")]]);
    const good = await run(shop, 'synth', '--types');
    expect(good.code, good.err).toBe(0);
    for (const wrong of ["{ replicas: '2' }", "{ mode: 'slow' }", '{ replica: 2 }']) {
      shop.write([['stacks/a.stack.ts', used(wrong)]]);
      expect((await run(shop, 'synth', '--types')).code, wrong).toBe(1);
    }
    expect((await run(shop, 'import')).err).toContain('unchanged');
    expect((await run(shop, 'import', `chart:${repository}/shop@1.2.3`)).err).toContain(
      'has no values.schema.json',
    );
    expect((await run(shop, 'import', 'chart:charts')).err).toContain('it has no Chart.yaml');
    expect((await run(shop, 'import', `chart:${repository}/shop`)).err).toContain('is no chart');
  });

  it('needs helm, and nothing else does', async () => {
    const shop = project(remote());
    const { code, err } = await shop.started(['synth'], { env: { PATH: dirname(process.execPath) } });
    expect(code).toBe(3);
    expect(err).toContain('there is no program helm [cli/no-helm]');
  });

  describe('a release that the engine installs', () => {
    const releaseOf = (version: string, engine: string, values = '{ replicas: 2 }'): string =>
      stackOf('{}', engine)
        .replace('helmChart }', 'helmRelease }')
        .replace(
          'helmChart({})',
          `helmRelease({ chart: 'shop', version: '${version}', repository: '${repository}', values: ${values} })`,
        );

    const released = (engine: string, values?: string): SynthProject => {
      const made = synthProject({
        'stacks/a.stack.ts': releaseOf('1.2.3', engine, values),
        '.gitignore': 'node_modules\n',
      });
      git(made.folder, 'init', '-q');
      return made;
    };

    beforeAll(() =>
      publish({
        ...chart,
        'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.3.0\n',
        'values.yaml': 'replicas: 1\nimage: registry.example.com/shop:9\n',
      }),
    );

    it.each(['flux', 'argo'])('of %s is seen through what its chart would make', async (engine) => {
      const shop = released(engine);
      expect((await run(shop, 'synth')).code).toBe(0);
      git(shop.folder, 'add', '-A');
      git(shop.folder, 'commit', '-qm', 'first');

      const inventory = await run(shop, 'inventory', '--inflate');
      expect(inventory.out).toContain('registry.example.com/shop:1  (Deployment shop/web, Job');
      expect((await run(shop, 'inventory')).out).not.toContain('registry.example.com/shop:1');

      shop.write([['stacks/a.stack.ts', releaseOf('1.3.0', engine)]]);
      const plain = await run(shop, 'diff');
      expect(plain.out).not.toContain('Deployment');
      const { code, out, err } = await run(shop, 'diff', '--inflate');
      expect(code, err).toBe(0);
      expect(out).toMatch(/Deployment shop\/web/);
      expect(out).toContain('registry.example.com/shop:1');
      expect(out).toContain('registry.example.com/shop:9');
    });

    it('is judged as what it makes, in its own words and at its own line', async () => {
      const shop = released('flux', "{ replicas: 'many' }");
      expect((await run(shop, 'synth')).code).toBe(0);
      expect((await run(shop, 'validate', 'out')).out).not.toContain('replicas');
      const { code, out } = await run(shop, 'validate', 'out', '--inflate', '--kubernetes-version', '1.34');
      expect(code).toBe(1);
      expect(out).toContain(
        'out/prod/apps/shop/helmrelease.helm.toolkit.fluxcd.io-web.yaml (chart shop 1.2.3)',
      );
      expect(out).toContain('spec.replicas is "many", not a whole number');
    });

    it('says what cannot be known of it', async () => {
      const shop = synthProject({
        'stacks/a.stack.ts': releaseOf('>=1.0.0', 'flux'),
      });
      expect((await run(shop, 'synth')).code).toBe(0);
      const { out } = await run(shop, 'validate', 'out', '--inflate');
      expect(out).toContain(`HelmRelease web: the version >=1.0.0 of the chart shop is not one`);
      expect(out).toContain('build/chart-not-inflated');
    });

    it('of which a Secret knows the values is seen without them', () => {
      const release = {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          chartRef: { kind: 'OCIRepository', name: 'web' },
          targetNamespace: 'there',
          valuesFrom: [
            { kind: 'ConfigMap', name: 'values' },
            { kind: 'Secret', name: 'values' },
          ],
          values: { b: 2 },
        },
      };
      const source = {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { url: 'oci://registry.example.com/charts/web', ref: { tag: '1.0.0' } },
      };
      const values = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'values', namespace: 'shop' },
        data: { 'values.yaml': 'a: 1\nb: 1\n' },
      };
      const { found, remarks } = releasesIn([release, source, values], '1.36');
      expect(found.map(({ request }) => request)).toEqual([
        {
          options: {
            chart: 'web',
            repository: 'oci://registry.example.com/charts',
            version: '1.0.0',
            values: { a: 1, b: 2 },
          },
          release: 'there-web',
          namespace: 'there',
          kubernetes: '1.36',
        },
      ]);
      expect(remarks.map(({ finding }) => finding.message)).toEqual([
        'HelmRelease web: the values of Secret values are not known here',
      ]);
      const hostile = structuredClone(source);
      hostile.spec.url = 'oci://registry.example.com/charts/--post-renderer=sh';
      expect(releasesIn([release, hostile], '1.36').found).toEqual([]);
      const named = { ...release, spec: { ...release.spec, releaseName: '--post-renderer=sh' } };
      expect(releasesIn([named, source], '1.36').found).toEqual([]);
      expect(releasesIn([release], '1.36').remarks[0]?.finding.message).toContain(
        'is not among the objects here',
      );
    });
  });
});
