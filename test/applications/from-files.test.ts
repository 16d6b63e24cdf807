import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { shippedSchema } from '../../generator/applications/front-door/envelope.ts';
import { fromFiles } from '../../generator/applications/front-door/from-files.ts';
import { fixedFolder, globPattern } from '../../generator/applications/front-door/glob.ts';
import { shippedKinds } from '../../generator/applications/front-door/kinds.ts';
import { tenant } from '../../generator/applications/tenants/tenant.ts';
import { job } from '../../generator/applications/workloads/job.ts';
import { webService } from '../../generator/applications/workloads/web-service.ts';
import { cluster } from '../../generator/builder/builder.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { ApplicationConfig } from '../../generator/model/model.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import { type Rendered, render } from '../../generator/pipeline/render.ts';
import { command } from '../support/command.ts';
import { root } from '../support/shared.ts';
import { fleet } from '../support/stack.ts';

function rendered(config: ApplicationConfig, files: Readonly<Record<string, string>> = {}): Rendered {
  const built = cluster('prod', { kubernetes: '1.36', gitops: flux({ source: fleet }) })
    .node('apps', (node) =>
      node.bundle('teams', { namespace: 'teams' }, (bundle) => bundle.application('all', config)),
    )
    .build();
  return render([built], {}, { files: filesInMemory(files) });
}

function made({ objects }: Rendered): readonly unknown[] {
  return objects.filter(({ bundle }) => bundle !== undefined).map(({ object }) => object);
}

const said = ({ findings }: Rendered): readonly string[] =>
  findings.map(
    ({ code, message, source, fix }) =>
      `${source?.file}:${source?.line}:${source?.column} ${code} ${message}${fix === undefined ? '' : `; ${fix}`}`,
  );

const shop = `apiVersion: plimsoll/v1
kind: WebService
metadata:
  name: shop
spec:
  image: registry.example.com/shop:1.0.0
  port: 8080
  host: shop.example.com
  resources: { cpu: 250m, memory: 1Gi }
  env:
    TOKEN: { secret: shop, key: token }
  network:
    to:
    - app: db
      ports: [5432]
`;

describe('applications in files', () => {
  it('become what the kind makes of the same options', () => {
    const found = rendered(fromFiles('teams/*/app.yaml', webService), {
      'teams/shop/app.yaml': shop,
      'teams/shop/other.yaml': 'a: b\n',
      'teams/deep/er/app.yaml': 'a: b\n',
    });
    expect(found.findings).toEqual([]);
    const direct = webService({
      name: 'shop',
      image: 'registry.example.com/shop:1.0.0',
      port: 8080,
      host: 'shop.example.com',
      resources: { cpu: '250m', memory: '1Gi' },
      env: { TOKEN: { secret: 'shop', key: 'token' } },
      network: { to: [{ app: 'db', ports: [5432] }] },
    });
    expect(made(found)).toEqual(made(rendered(direct)));
  });

  it('may be several in a file, in namespaces of their own; what is in none stays there', () => {
    const team = (name: string, namespace?: string): string =>
      `apiVersion: plimsoll/v1\nkind: Tenant\nmetadata: {name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}}\nspec: {quota: false}\n`;
    const found = rendered(fromFiles('t/**/*.yaml', tenant), {
      't/a.yaml': `${team('a')}---\n${team('b', 'home')}`,
      't/x/y/c.yaml': team('c'),
    });
    expect(found.findings).toEqual([]);
    const names = made(found).map((each) => {
      const { kind, metadata } = each as { kind: string; metadata: { name: string; namespace?: string } };
      return `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;
    });
    for (const name of ['a', 'b', 'c']) expect(names).toContain(`Namespace -/${name}`);
    expect(names).toContain('LimitRange b/b');
  });

  it('are wrong in a file and a line, all at once', () => {
    const wrong = shop
      .replace('port: 8080', 'port: "8080"')
      .replace('image:', 'imgae:')
      .replace('memory: 1Gi', 'memory: 1 GB')
      .replace('key: token', 'kay: token')
      .replace('- app: db', '- namespace: db\n      cidr: 10.0.0.0/8');
    expect(
      said(
        rendered(fromFiles('*.yaml', webService), {
          'a.yaml': wrong,
          'b.yaml': shop.replace('plimsoll/v1', 'plimsoll/v2').replace('WebService', 'Worker'),
          'c.yaml': 'apiVersion: plimsoll/v1\nkind: WebService\nmetadata: {}\n',
          'd.yaml': 'a: [\n',
          'e.yaml': `${shop}  replicas: { min: 3, max: 1 }\n`,
        }),
      ),
    ).toEqual([
      'a.yaml:6:3 build/bad-application-file WebService: spec.image is required',
      'a.yaml:6:10 build/bad-application-file WebService: there is no field imgae in spec; did you mean image?',
      'a.yaml:7:9 build/bad-application-file WebService: spec.port is "8080", not a number',
      'a.yaml:9:35 build/bad-application-file WebService: spec.resources.memory is "1 GB", not text like 1, 1m, 1k, 1M, 1G, 1T, 1Ki, 1Mi, 1Gi, 1Ti',
      'a.yaml:11:12 build/bad-application-file WebService: spec.env.TOKEN.key is required',
      'a.yaml:11:33 build/bad-application-file WebService: there is no field kay in spec.env.TOKEN; did you mean key?',
      'a.yaml:14:7 build/bad-application-file WebService: spec.network.to[0] is none of what it can be; it can be anywhere, cluster, namespace, { ports, app, namespace }, { ports, labels, namespace }, { ports, namespace }, { ports, cidr, except }',
      'b.yaml:1:13 build/bad-application-file WebService: apiVersion is "plimsoll/v2", not "plimsoll/v1"',
      'b.yaml:2:7 build/bad-application-file WebService: kind is "Worker", not "WebService"',
      'c.yaml:1:1 build/bad-application-file WebService: spec is required',
      'c.yaml:3:11 build/bad-application-file WebService: metadata.name is required',
      'd.yaml:2:1 build/bad-manifest d.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
      'e.yaml:1:1 build/bad-option replicas: min 3 is more than max 1; turn them round',
    ]);
  });

  it('cannot run before others', () => {
    const text =
      'apiVersion: plimsoll/v1\nkind: Job\nmetadata: {name: a}\nspec: {image: "x:1", before: web}\n';
    expect(said(rendered(fromFiles('*.yaml', job), { 'a.yaml': text }))).toEqual([
      'a.yaml:1:1 build/bad-application-file a: an application of a file cannot run before another; leave out before, or write it in the stack',
    ]);
  });

  it('are there, inside the project, and of a kind that is known', () => {
    expect(said(rendered(fromFiles('teams/*.yaml', webService)))[0]).toContain(
      'no file is called teams/*.yaml',
    );
    expect(said(rendered(fromFiles('../*.yaml', webService)))[0]).toContain('is outside the project');
    const own = (): ApplicationConfig => ({ kind: 'own', render: () => [] });
    expect(said(rendered(fromFiles('*.yaml', own), { 'a.yaml': shop }))[0]).toContain(
      'nothing is known of what own can be told',
    );
  });
});

describe('schemas of kinds', () => {
  const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });

  it.each(Object.keys(shippedKinds))('%s is a sound one, and says what every option is for', (kind) => {
    const schema = shippedSchema(kind);
    expect(() => ajv.compile(schema)).not.toThrow();
    expect(JSON.stringify(schema)).not.toContain('"__type"');
  });

  it('know patterns, lists of words, numbers, alternatives', () => {
    const valid = ajv.compile(shippedSchema('WebService'));
    const of = (spec: object): boolean =>
      valid({
        apiVersion: 'plimsoll/v1',
        kind: 'WebService',
        metadata: { name: 'a' },
        spec: { image: 'a:1', port: 80, ...spec },
      });
    for (const good of [
      {},
      { replicas: 3 },
      { replicas: { min: 1, max: 3 } },
      { tmp: false },
      { tmp: '1.5Gi' },
      { strategy: 'recreate' },
      { host: ['a.example.com'] },
      { network: { from: ['anywhere', { app: 'a' }] } },
      { disruption: { maxUnavailable: '25%' } },
      { metrics: true },
      { files: { a: 'text', b: { project: 'conf/b' } } },
    ])
      expect(of(good), JSON.stringify(good)).toBe(true);
    for (const bad of [
      { replicas: '3' },
      { tmp: '1 Gi' },
      { tmp: true },
      { strategy: 'both' },
      { route: {} },
      { network: { from: ['somewhere'] } },
      { disruption: { maxUnavailable: '25' } },
      { metrics: false },
      { probe: 1 },
    ])
      expect(of(bad), JSON.stringify(bad)).toBe(false);
  });

  it('are printed for editors', async () => {
    const { code, out } = await command(root, 'schemas', 'application', 'WebService');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(shippedSchema('WebService'));
    const unknown = await command(root, 'schemas', 'application', 'WebServce');
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('did you mean WebService?');
    expect((await command(root, 'schemas', 'application', 'stacks/platform.ts#nothing')).err).toContain(
      'exports no function nothing',
    );
    expect((await command(root, 'schemas', 'application', 'nothing.ts#a')).err).toContain(
      'there is no file nothing.ts',
    );
    expect((await command(root, 'schemas', 'application')).code).toBe(64);
  });
});

describe('a pattern of files', () => {
  it.each([
    [
      'teams/*/app.yaml',
      'teams',
      ['teams/a/app.yaml'],
      ['teams/app.yaml', 'teams/a/b/app.yaml', 'teams/a/appxyaml'],
    ],
    ['**/app.yaml', '', ['app.yaml', 'a/b/app.yaml'], ['a/xapp.yaml']],
    ['a/**', 'a', ['a/b', 'a/b/c'], ['b/a']],
    ['a/b?.yaml', 'a', ['a/b1.yaml'], ['a/b.yaml', 'a/b12.yaml']],
    ['a/b(1).yaml', 'a', ['a/b(1).yaml'], ['a/b1.yaml']],
  ])('%s', (glob, folder, good, bad) => {
    expect(fixedFolder(glob)).toBe(folder);
    for (const path of good) expect(globPattern(glob).test(path), path).toBe(true);
    for (const path of bad) expect(globPattern(glob).test(path), path).toBe(false);
  });
});
