import type { Verb } from './io.ts';

interface Listed {
  readonly name: string;
  readonly summary: string;
  /** Loads the verb's file: a run loads the one it uses. */
  readonly load: () => Promise<Verb>;
}

/** Every verb, in the order of `--help`. */
export const verbs: readonly Listed[] = [
  {
    name: 'init',
    summary: 'a new project that renders, tests, checks and commits',
    load: async () => (await import('./verbs/init.ts')).initVerb,
  },
  {
    name: 'synth',
    summary: 'render the stacks and write what differs',
    load: async () => (await import('./verbs/synth.ts')).synthVerb,
  },
  {
    name: 'check',
    summary: 'what a hook runs: types, and synth --check',
    load: async () => (await import('./verbs/check.ts')).checkVerb,
  },
  {
    name: 'diff',
    summary: 'what would change in the clusters, and what becomes of it',
    load: async () => (await import('./verbs/diff.ts')).diffVerb,
  },
  {
    name: 'commit',
    summary: 'render, write and commit what the stacks make',
    load: async () => (await import('./verbs/commit.ts')).commitVerb,
  },
  {
    name: 'publish',
    summary: 'push the output as OCI artifacts that Flux reads',
    load: async () => (await import('./verbs/publish.ts')).publishVerb,
  },
  {
    name: 'shards',
    summary: 'definitions that render in many places at once',
    load: async () => (await import('./verbs/shards.ts')).shardsVerb,
  },
  {
    name: 'hooks',
    summary: 'a pre-commit hook that checks what is staged',
    load: async () => (await import('./verbs/hooks.ts')).hooksVerb,
  },
  {
    name: 'patch',
    summary: 'change YAML or JSON in place, find and convert patches',
    load: async () => (await import('./verbs/patch.ts')).patchVerb,
  },
  {
    name: 'validate',
    summary: 'say offline what the API server would say of manifests',
    load: async () => (await import('./verbs/validate.ts')).validateVerb,
  },
  {
    name: 'dry-run',
    summary: 'ask the API servers what they would make of the render',
    load: async () => (await import('./verbs/dry-run.ts')).dryRunVerb,
  },
  {
    name: 'drift',
    summary: 'what in the clusters is not as it is rendered',
    load: async () => (await import('./verbs/drift.ts')).driftVerb,
  },
  {
    name: 'doctor',
    summary: 'whether offline checks say the same as the clusters',
    load: async () => (await import('./verbs/doctor.ts')).doctorVerb,
  },
  {
    name: 'cluster',
    summary: 'the roles that live verbs need, a CronJob that looks for drift',
    load: async () => (await import('./verbs/cluster.ts')).clusterVerb,
  },
  {
    name: 'explain',
    summary: 'what a finding means and what to do, or what is known of a field',
    load: async () => (await import('./verbs/explain.ts')).explainVerb,
  },
  {
    name: 'why',
    summary: 'the lines of stacks behind a line of the output',
    load: async () => (await import('./verbs/why.ts')).whyVerb,
  },
  {
    name: 'inventory',
    summary: 'images, access, Secrets and capabilities of each cluster',
    load: async () => (await import('./verbs/inventory.ts')).inventoryVerb,
  },
  {
    name: 'graph',
    summary: 'what is applied after what: text, Mermaid, a page',
    load: async () => (await import('./verbs/graph.ts')).graphVerb,
  },
  {
    name: 'pin',
    summary: 'versions as data: list them, set one',
    load: async () => (await import('./verbs/pin.ts')).pinVerb,
  },
  {
    name: 'import',
    summary: 'types and paths from CRDs, OpenAPI documents or a Kubernetes version',
    load: async () => (await import('./verbs/import.ts')).importVerb,
  },
  {
    name: 'schemas',
    summary: 'the schema facts: list them, add a release',
    load: async () => (await import('./verbs/schemas.ts')).schemasVerb,
  },
  {
    name: 'completion',
    summary: 'what a shell completes: bash, zsh',
    load: async () => (await import('./verbs/completion.ts')).completionVerb(verbs),
  },
];
