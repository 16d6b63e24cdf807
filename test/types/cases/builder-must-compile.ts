// Every line of this file compiles; so do its assertions on where end() leads.
import { type ApplicationConfig, type BuiltCluster, type BundleBuilder, type ClusterBuilder, cluster, gitRepository, type NodeBuilder, patch } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assert<_T extends true>(): void {}

declare const app: ApplicationConfig;
const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });
const base = cluster('prod', { kubernetes: '1.34', gitops: { engine: 'flux', source, options: {} } });

const node = base.node('a');
const inner = node.node('b');
const bundle = inner.bundle('x', { interval: '1h30m' });
const child = bundle.application('q', app).bundle('y');
assert<Same<ReturnType<typeof node.end>, ClusterBuilder<never, 'a'>>>();
const afterChild = child.end();
export const application: BundleBuilder<unknown, string, string> | typeof afterChild = afterChild.application('r', app);
const afterBundle = afterChild.end();
const afterInner = afterBundle.end();
const afterNode = afterInner.end();
assert<Same<typeof afterNode, ClusterBuilder<'x' | 'y', 'a'>>>();
export const sibling = afterNode.node('b').bundle('z', { dependsOn: ['x', 'y'], wait: true }).end().end().build();
assert<Same<typeof sibling, BuiltCluster>>();

const filled = base.node('a', (a) => a.bundle('x', (x) => x.application('q', app).bundle('y', (y) => y)).node('b', (b) => b.bundle('w', { dependsOn: ['x'] }, (w) => w)));
assert<Same<typeof filled, ClusterBuilder<'x' | 'y' | 'w', 'a'>>>();
export const mixed = filled.node('c').bundle('v', { dependsOn: ['w', 'y'] }).end().end();

const names: readonly string[] = ['p', 'q'];
export const each = base.node('teams', (teams) => teams.each(names, (current, name) => current.bundle(name, { dependsOn: [] }, (one) => one.application(name, app)))).node('more', (more) => more.bundle('after', { dependsOn: ['p'] }, (one) => one));
export const dynamic = base.node(names[0] ?? '', (one) => one).node('fixed', (one) => one);
export type Any = NodeBuilder<unknown, string, string>;

// patches, wherever they attach
const small = patch(Deployment, 'web').set(Deployment.path.spec.replicas, 1);
export const patched = base
  .node('apps', (apps) =>
    apps
      .bundle('shop', (shop) => shop.application('web', app, { patches: [small] }).patch(small, { emit: 'engine' }))
      .patch({ type: 'merge', target: { kind: 'ConfigMap' }, patch: { data: {} } }, { emit: 'kustomization' }))
  .patch(small)
  .overlay({ bundle: 'shop' }, { type: 'json', patch: [{ op: 'remove', path: '/data' }] })
  .overlay({}, small)
  .build();
