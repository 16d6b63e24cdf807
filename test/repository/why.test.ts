import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type SynthProject, synthProject } from '../support/synth-project.ts';

const text = `import { cluster, flux, gitRepository, patch, resources } from 'plimsoll';
import { ConfigMap, Secret } from 'plimsoll/kubernetes/core/v1';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const web = resources([
  Deployment({ metadata: { name: 'web' }, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } } } }),
  ConfigMap({ metadata: { name: 'web' }, data: { a: 'b' } }),
  Secret({ metadata: { name: 'web' }, stringData: { password: 'hunter2' } }),
]);
export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source }) })
  .node('apps', (apps) => apps
    .bundle('shop', { namespace: 'default' }, (shop) => shop
      .application('web', web)
      .patch(patch(Deployment, 'web').set(Deployment.path.spec.replicas, 3))))
  .overlay({ kind: 'Deployment' }, (object) => ({ ...object, metadata: { ...(object as never as { metadata: object }).metadata, annotations: { team: 'shop' } } }))
  .build();
`;

function project(): SynthProject {
  const made = synthProject({ 'stacks/a.stack.ts': text });
  expect(made.plimsoll(['synth']).err).not.toContain('error');
  return made;
}

it('leads from a line of the output, through every patch, to the stack', () => {
  const made = project();
  const file = 'out/prod/apps/shop/deployment-web.yaml';
  const lines = readFileSync(join(made.folder, file), 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes('replicas:')) + 1;
  expect(made.plimsoll(['why', `${file}:${line}`])).toEqual({
    code: 0,
    signal: null,
    err: '',
    out: `Deployment default/web in prod, ${file}
  spec.replicas: 3
  cluster prod                 stacks/a.stack.ts:10:16
  node apps                    stacks/a.stack.ts:11:4
  bundle shop                  stacks/a.stack.ts:12:6
  application web (resources)  stacks/a.stack.ts:13:8
  patch                        stacks/a.stack.ts:14:8
      spec.replicas: 1 → 3
`,
  });
  const image = lines.findIndex((each) => each.includes('image:')) + 1;
  const { out } = made.plimsoll(['why', `./${file}:${image}:9`]);
  expect(out).toContain('spec.template.spec.containers[0].image: web:1\n');
  expect(out).not.toContain('patch');
});

it('says of a resource everything that changed it, and hides what is secret', () => {
  const made = project();
  const { out } = made.plimsoll(['why', 'deploy/default/web']);
  expect(out).toContain('      spec.replicas: 1 → 3\n');
  expect(out).toMatch(/overlay +stacks\/a\.stack\.ts:15:4\n {6}metadata\.annotations:\n {8}\+ team: shop\n/);
  expect(out).toContain('labels, annotations, namespace');
  const secret = 'out/prod/apps/shop/secret-web.yaml';
  const at =
    readFileSync(join(made.folder, secret), 'utf8')
      .split('\n')
      .findIndex((each) => each.includes('hunter2')) + 1;
  const hidden = made.plimsoll(['why', `${secret}:${at}`]);
  expect(hidden.out).toContain('stringData.password: ***');
  const [json] = JSON.parse(made.plimsoll(['why', 'ConfigMap/web', '--format=json']).out);
  expect(json).toMatchObject({
    cluster: 'prod',
    resource: { kind: 'ConfigMap' },
    causes: [
      { what: 'cluster' },
      { what: 'node' },
      { what: 'bundle' },
      { what: 'application' },
      { what: 'around' },
    ],
  });
  // An object of the engine stands for a bundle.
  expect(made.plimsoll(['why', 'Kustomization/shop']).out).toContain('bundle shop');
});

it('says what was meant, and what cannot be asked', () => {
  const made = project();
  expect(made.plimsoll(['why', 'Deployment/wbe'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('cli/no-such-resource'),
  });
  expect(made.plimsoll(['why', 'Deployment/wbe']).err).toContain('did you mean Deployment/web');
  expect(made.plimsoll(['why', 'out/prod/apps/shop/deployment-wbe.yaml:3']).err).toContain(
    'did you mean prod/apps/shop/deployment-web.yaml',
  );
  expect(made.plimsoll(['why', 'out/prod/apps/shop/deployment-web.yaml:999']).code).toBe(1);
  for (const argv of [[], ['web'], ['a/b/c/d'], ['a', 'b'], ['Deployment/web', '--format=xml']])
    expect(made.plimsoll(['why', ...argv]).code, argv.join(' ')).toBe(64);
});
