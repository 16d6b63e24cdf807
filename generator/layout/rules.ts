/** Every choice of the layout. All combinations work. */
export interface LayoutRules {
  /** A node inside its parent's directory, or all beside each other. */
  readonly nodes: 'nested' | 'flat';
  /** A child bundle inside its umbrella's directory, or beside it. */
  readonly bundles: 'nested' | 'flat';
  /** A directory an application, or its files in the bundle's. */
  readonly applications: 'nested' | 'flat';
  /** What one file holds. */
  readonly files: 'resource' | 'kind' | 'application';
  readonly fileName: 'kind-name' | 'name-kind';
  /** Where the engine's own objects are: a directory of their own, or beside each node or bundle. */
  readonly engine: 'separate' | 'node' | 'bundle';
  /** Whether a cluster has a directory of its own; without, one output holds one cluster. */
  readonly cluster: 'directory' | 'none';
  /** The only bundle of a node takes the node's directory. */
  readonly singleTier: boolean;
  /** The output's path in the repository: what the engine's paths begin with. */
  readonly base: string;
}

const allowed: { readonly [Rule in keyof LayoutRules]: readonly LayoutRules[Rule][] | 'text' } = {
  nodes: ['nested', 'flat'],
  bundles: ['nested', 'flat'],
  applications: ['nested', 'flat'],
  files: ['resource', 'kind', 'application'],
  fileName: ['kind-name', 'name-kind'],
  engine: ['separate', 'node', 'bundle'],
  cluster: ['directory', 'none'],
  singleTier: [true, false],
  base: 'text',
};

/** One Git repository for all clusters of a team: Flux's own suggestion, and the default. */
export const fluxMonorepo: LayoutRules = Object.freeze({
  nodes: 'nested',
  bundles: 'nested',
  applications: 'flat',
  files: 'resource',
  fileName: 'kind-name',
  engine: 'separate',
  cluster: 'directory',
  singleTier: false,
  base: 'out',
});

/** For platform teams that run one management cluster: what the engine reads stands apart, flat, easy to survey. */
export const controlPlane: LayoutRules = Object.freeze({ ...fluxMonorepo, nodes: 'flat', bundles: 'flat' });

/** For teams that publish each node as an artifact of its own: a node carries its engine objects with it. */
export const artifactPerNode: LayoutRules = Object.freeze({
  ...fluxMonorepo,
  engine: 'node',
  applications: 'nested',
});

/** For Argo CD teams: one file an application, Application objects in one place. */
export const appOfApps: LayoutRules = Object.freeze({
  ...fluxMonorepo,
  files: 'application',
  bundles: 'flat',
});

export interface WrongRule {
  readonly rule: string;
  readonly value: unknown;
  readonly allowed: string;
}

/** Unknown rules and unknown values, for rules that come from data. */
export function wrongRules(rules: Readonly<Record<string, unknown>>): readonly WrongRule[] {
  return Object.entries(rules).flatMap(([rule, value]) => {
    const values = Object.hasOwn(allowed, rule) ? allowed[rule as keyof LayoutRules] : undefined;
    if (values === undefined) return [{ rule, value, allowed: `a rule: ${Object.keys(allowed).join(', ')}` }];
    if (values === 'text')
      return isBase(value) ? [] : [{ rule, value, allowed: 'a relative path without ..' }];
    return (values as readonly unknown[]).includes(value)
      ? []
      : [{ rule, value, allowed: values.map(String).join(' or ') }];
  });
}

function isBase(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    !value.startsWith('/') &&
    !value.includes('\\') &&
    value.split('/').every((part) => part !== '..' && (part !== '.' || value === '.'))
  );
}
