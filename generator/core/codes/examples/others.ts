import type { cliCodes } from '../cli.ts';
import type { clusterCodes } from '../cluster.ts';
import type { importCodes } from '../import.ts';

export const importExamples: Readonly<Record<keyof typeof importCodes, string>> = {
  'import/unreadable': 'plimsoll import crds.yaml, which ends in the middle of a list',
  'import/unavailable': 'plimsoll import https://example.com/crds.yaml    # 404',
  'import/checksum': 'plimsoll import, and the address holds other content than plimsoll.lock.json remembers',
  'import/unknown-format': 'plimsoll import deployment.yaml    # neither CRDs nor OpenAPI',
  'import/nothing-found': 'plimsoll import empty/',
  'import/bad-crd': 'a CustomResourceDefinition without spec.names',
  'import/no-schema': 'a version without schema.openAPIV3Schema',
  'import/duplicate': 'widgets.example.com in two files, with two schemas',
  'import/unknown-version': 'plimsoll import --kubernetes 1.12',
};

export const cliExamples: Readonly<Record<keyof typeof cliCodes, string>> = {
  'cli/unknown-verb': 'plimsoll snyth    # synth',
  'cli/usage': 'plimsoll synth --shard 5/4',
  'cli/edited-by-hand': 'out/prod/apps/web.yaml, changed in an editor    # change the stack, or --overwrite',
  'cli/not-ours': 'out/prod/README.md where a stack wants to write one',
  'cli/in-the-way': 'a folder out/prod/apps/web.yaml',
  'cli/output-unwritable': 'an out/ that belongs to somebody else',
  'cli/output-busy': 'two runs of plimsoll synth at once',
  'cli/bad-config': "defineConfig({ ouput: 'rendered' })    // output",
  'cli/no-stacks': "stacks: 'stack/*.ts', where they are in stacks/",
  'cli/no-such-stack': 'plimsoll synth shpo    # shop',
  'cli/stack-unreadable': "import { web } from './wbe.ts'",
  'cli/unknown-environment': 'plimsoll synth --env stagin    # staging',
  'cli/empty-selection': 'plimsoll synth -l team=shp',
  'cli/type-error': 'Deployment({ metadata: { name: 1 } })',
  'cli/not-deterministic': 'ConfigMap({ metadata: { name: a }, data: { at: Date() } })',
  'cli/unused-ignore':
    "ignore: [{ code: 'api/unknown-field', kind: 'Widget', reason: 'vendor' }], and no Widget has one",
  'cli/expired-ignore': "ignore: [{ code: 'api', reason: 'vendor', until: '2026-01-31' }], in February",
  'cli/bad-baseline': 'plimsoll validate out/ --baseline README.md',
  'cli/rule-failed':
    "defineRule({ code: 'policy/team', object: ({ object }) => object.metadata.labels.team === … }), of an object without labels",
  'cli/command-failed':
    "commands: [{ code: 'policy/conftest', run: ['conftest', …] }], where conftest is not installed",
  'cli/no-helm': 'a stack with helmChart({ … }) on a machine without helm',
  'cli/no-repository': 'plimsoll diff    # in a folder that git init was never run in',
  'cli/stale-output': 'plimsoll check --format github    # after a stack was changed, without synth',
  'cli/shard-missing': 'plimsoll shards join    # with shards 1 and 3 of 3',
  'cli/not-published': 'plimsoll publish oci://registry.example.com/fleet    # without docker login',
  'cli/hook-in-the-way': 'plimsoll hooks install    # where husky is installed',
  'cli/no-such-field': 'plimsoll explain deploy.spec.replica    # replicas',
  'cli/no-such-resource': 'plimsoll why Deployment/wbe    # web',
  'cli/git-failed': 'plimsoll commit    # where git has no user.email',
  'cli/commit-refused': 'plimsoll commit    # in the middle of a merge',
  'cli/would-delete': 'plimsoll commit    # after a claim was taken out of a stack',
  'cli/push-refused': 'plimsoll commit --push    # somebody else has pushed meanwhile',
  'cli/uncommitted-stacks': 'plimsoll commit    # with a stack that was changed, and not committed',
  'cli/unknown-revision': 'plimsoll synth --against orgin/main    # origin/main',
  'cli/unknown-code': 'plimsoll explain api/unknwon-field',
  'cli/no-such-input': 'plimsoll validate otu/    # out/',
};

export const clusterExamples: Readonly<Record<keyof typeof clusterCodes, string>> = {
  'cluster/no-client': 'plimsoll dry-run    # without @kubernetes/client-node',
  'cluster/no-context': 'plimsoll drift --context prd    # prod',
  'cluster/unreachable': 'plimsoll dry-run    # without the VPN',
  'cluster/unauthorized': 'plimsoll dry-run    # with a token of last week',
  'cluster/forbidden': 'plimsoll dry-run    # with an account that may only read',
  'cluster/overloaded': 'plimsoll dry-run --concurrency 200',
  'cluster/refused': 'a Deployment without a team label, where a policy of the cluster wants one',
  'cluster/conflict': 'replicas: 3, where somebody ran kubectl scale',
  'cluster/warning': 'a Pod that the namespace warns of: pod-security.kubernetes.io/warn: restricted',
  'cluster/other-version': "kubernetes: '1.34', and the cluster was upgraded to 1.35",
  'cluster/other-definition':
    'an operator in the cluster that is newer than the shipped definitions of its kinds',
};
