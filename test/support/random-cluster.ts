import fc from 'fast-check';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster, BundleBuilder, NodeBuilder, Nowhere } from '../../generator/builder/types.ts';
import type { LayoutRules } from '../../generator/layout/rules.ts';
import type { BundleOptions } from '../../generator/model/bundle-options.ts';
import type { GitOps } from '../../generator/model/model.ts';
import { gitRepository } from '../../generator/model/source.ts';
import type { KubernetesObject } from '../../generator/paths/kind.ts';
import { objects } from './stack.ts';

/** What a random cluster is made of, as data: the test compares what comes out with it. */
export interface BundleSpec {
  readonly applications: readonly (readonly KubernetesObject[])[];
  readonly children: readonly BundleSpec[];
  readonly options: BundleOptions;
  /** Picks among the bundles that can be depended on. */
  readonly needs: readonly number[];
}

export interface NodeSpec {
  readonly bundles: readonly BundleSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly published: boolean;
}

const kinds = ['ConfigMap', 'Secret', 'Service', 'ServiceAccount'] as const;

const object = fc.record({
  kind: fc.constantFrom(...kinds),
  namespace: fc.constantFrom('a', 'b', undefined),
  name: fc.constantFrom('x', 'y-z', 'x.y', 'z'),
});

const options: fc.Arbitrary<BundleOptions> = fc.record(
  {
    wait: fc.boolean(),
    prune: fc.boolean(),
    interval: fc.constantFrom('5m' as const, '1h30m' as const),
    namespace: fc.constantFrom('a', 'c'),
    labels: fc.constant({ team: 'one' }),
    suspend: fc.boolean(),
    source: fc.constant(gitRepository('other', { url: 'https://git.example.com/other', tag: 'v1' })),
  },
  { requiredKeys: [] },
);

const bundle: fc.Arbitrary<BundleSpec> = fc.letrec<{ bundle: BundleSpec }>((tie) => ({
  bundle: fc.record({
    applications: fc.array(fc.array(object, { maxLength: 3 }) as fc.Arbitrary<never>, { maxLength: 3 }),
    children: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('bundle'), { maxLength: 2 }),
    ),
    options,
    needs: fc.array(fc.nat(20), { maxLength: 2 }),
  }),
})).bundle;

const node: fc.Arbitrary<NodeSpec> = fc.letrec<{ node: NodeSpec }>((tie) => ({
  node: fc.record({
    bundles: fc.array(bundle, { maxLength: 3 }),
    nodes: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('node'), { maxLength: 2 }),
    ),
    published: fc.boolean(),
  }),
})).node;

export const clusterSpec: fc.Arbitrary<readonly NodeSpec[]> = fc.array(node, { minLength: 1, maxLength: 3 });

export const layoutRules: fc.Arbitrary<LayoutRules> = fc.record({
  nodes: fc.constantFrom('nested', 'flat'),
  bundles: fc.constantFrom('nested', 'flat'),
  applications: fc.constantFrom('nested', 'flat'),
  files: fc.constantFrom('resource', 'kind', 'application'),
  fileName: fc.constantFrom('kind-name', 'name-kind'),
  engine: fc.constantFrom('separate', 'node', 'bundle'),
  cluster: fc.constantFrom('directory', 'none'),
  singleTier: fc.boolean(),
  base: fc.constantFrom('out', '', 'deploy/rendered'),
});

export interface Made {
  readonly built: BuiltCluster;
  /** `namespace/kind/name` of every resource, as it was given. */
  readonly given: readonly string[];
}

/** Builds the cluster; every object gets a name of its own, so that no two are one. */
export function make(
  specs: readonly NodeSpec[],
  gitops: GitOps,
  mix: <T extends object>(value: T) => T = (value) => value,
): Made {
  const given: string[] = [];
  const bundles: string[] = [];
  let count = 0;
  type Bundle = BundleBuilder<Nowhere, string, string>;
  type Node = NodeBuilder<Nowhere, string, string>;
  const unique = (objects_: BundleSpec['applications'][number]): readonly KubernetesObject[] =>
    objects_.map((each) => {
      const { kind, name, namespace } = each as unknown as { kind: string; name: string; namespace?: string };
      const own = `${name}-${count++}`;
      given.push(`${kind}/${own}`);
      return mix({
        apiVersion: 'v1',
        kind,
        metadata: mix({ name: own, ...(namespace === undefined ? {} : { namespace }) }),
        ...(kind === 'Service' ? { spec: mix({ ports: [{ port: 80 }] }) } : {}),
      });
    });
  const fillBundle = (builder: Bundle, spec: BundleSpec, around: readonly string[]): Bundle => {
    let current = builder;
    for (const [index, each] of spec.applications.entries())
      current = current.application(`app-${index}`, objects(...unique(each)));
    for (const child of spec.children)
      current = addBundle(current as unknown as Node, child, around) as unknown as Bundle;
    return current;
  };
  const addBundle = (builder: Node, spec: BundleSpec, around: readonly string[]): Node => {
    const name = `bundle-${bundles.length}`;
    const possible = bundles.filter((each) => !around.includes(each));
    const dependsOn = [
      ...new Set(
        spec.needs.flatMap((pick) =>
          possible.length === 0 ? [] : [possible[pick % possible.length] as string],
        ),
      ),
    ];
    bundles.push(name);
    return builder.bundle(name, mix({ ...spec.options, dependsOn }), (inner) =>
      fillBundle(inner as unknown as Bundle, spec, [...around, name]),
    ) as unknown as Node;
  };
  const fillNode = (builder: Node, spec: NodeSpec): Node => {
    let current = builder;
    for (const each of spec.bundles) current = addBundle(current, each, []);
    for (const [index, each] of spec.nodes.entries()) current = addNode(current, each, index);
    return current;
  };
  const addNode = (builder: Node, spec: NodeSpec, index: number): Node =>
    builder.node(
      `node-${index}`,
      spec.published
        ? { source: gitRepository('artifact', { url: 'https://git.example.com/artifact' }) }
        : {},
      (inner) => fillNode(inner as unknown as Node, spec),
    ) as unknown as Node;
  let current = cluster('prod', { kubernetes: '1.34', gitops }).each([], (each) => each) as unknown as Node;
  for (const [index, spec] of specs.entries()) current = addNode(current, spec, index);
  return { built: (current as unknown as { build: () => BuiltCluster }).build(), given };
}
