import { relative } from 'node:path';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { Problem } from '../core/problem.ts';
import { forgetModules } from '../project/emit.ts';
import { beforeOf } from '../synth/before.ts';
import { type Difference, differenceWith } from '../synth/difference.ts';
import { openProject, type Project } from '../synth/project.ts';
import type { Side } from '../synth/side.ts';
import { type Request, type Synthesised, synth } from '../synth/synth.ts';
import { ignorePath, indexFolder } from '../write/ownership.ts';
import type { WritePlan } from '../write/plan.ts';
import { Tree } from '../write/tree.ts';
import { statusBelow, within } from './below.ts';
import { changedFiles, commitFiles, some } from './commit-files.ts';
import type { Environment } from './git.ts';
import { messageOf } from './message.ts';
import { refusedDeletions } from './permission.ts';
import { hasMoved } from './push.ts';
import { checkReady, type Repository } from './repository.ts';
import { checkout, otherBranch, otherRepository, type Target } from './targets.ts';

/** How a render is committed. */
export interface CommitRequest extends Request {
  /** The commit's first line; made of the changes without. */
  readonly message: string | undefined;
  readonly branch: string | undefined;
  /** Another repository: a folder or an address. */
  readonly repository: string | undefined;
  readonly push: boolean;
  /** What is staged already goes into the same commit. */
  readonly staged: boolean;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
  readonly allowDelete: readonly string[];
  readonly environment: Environment;
}

export interface Committed {
  readonly synthesised: Synthesised;
  readonly findings: readonly Finding[];
  /** What was written, or would be; undefined where findings forbid it. */
  readonly plan: WritePlan | undefined;
  readonly message: string;
  /** Undefined: there was nothing to commit, or nothing may be. */
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  readonly pushed: boolean;
}

/** How often it is done again where the remote has moved. */
const attempts = 3;

/** render → check → write → commit → push; nothing later happens where one is red. */
export async function commitRender(request: CommitRequest): Promise<Committed> {
  const project = await openProject(request.cwd, request.output);
  for (let attempt = 1; ; attempt++) {
    const target = await targetOf(project, request);
    try {
      const done = await commitIn(target, project, request);
      if (done !== 'moved') return done;
      const remote = await target.remote();
      if (remote !== undefined && (attempt === attempts || !(await target.again(remote))))
        throw hasMoved(remote);
      // The stacks may be others now.
      forgetModules();
    } finally {
      await target.leave();
    }
  }
}

function targetOf({ root, output }: Project, request: CommitRequest): Promise<Target> {
  const { repository, branch, push, environment } = request;
  if (repository !== undefined)
    return otherRepository(relative(root, output), repository, branch, environment);
  return branch === undefined
    ? checkout(output, request.staged, environment)
    : otherBranch(output, branch, push, environment);
}

async function commitIn(
  target: Target,
  project: Project,
  request: CommitRequest,
): Promise<Committed | 'moved'> {
  const { repository, output } = target;
  await checkReady(repository);
  const remote = request.push ? await target.remote() : undefined;
  if (request.push && remote === undefined) throw new Problem([noBranch()]);
  const here = output === project.output;
  const synthesised = await synth({ ...request, output });
  const nothing = {
    synthesised,
    plan: undefined,
    message: '',
    commit: undefined,
    branch: repository.branch,
    pushed: false,
  };
  const { plan } = synthesised;
  if (plan === undefined || synthesised.findings.some(({ severity }) => severity === 'error'))
    return { ...nothing, findings: synthesised.findings };
  const before = await beforeOf(output, new Tree(output), undefined);
  const { difference } = await differenceWith(synthesised, before, 'HEAD', request);
  const findings = [
    ...synthesised.findings,
    ...refusedDeletions({ ...difference, sizeOf: sizesIn(before) }, request.allowDelete),
    ...(here && !request.staged ? await unsaved(repository, project) : []),
  ];
  const message = messageOf(difference, request.message);
  if (findings.some(({ severity }) => severity === 'error')) return { ...nothing, message, findings };
  const done = { ...nothing, message, findings, plan };
  if (request.dryRun) return done;
  const written = await synthesised.write();
  request.stage('commit');
  const owned = ownedIn(output, before, difference, request, synthesised);
  const paths = await changedFiles(repository, { output, owned });
  const commit = await commitFiles(repository, paths, { message, staged: request.staged && here });
  const kept = { ...done, plan: written, commit };
  if (remote === undefined) {
    if (commit !== undefined) await target.keep(commit);
    return kept;
  }
  request.stage('push');
  // What an earlier run could not push is pushed now.
  const tip = commit ?? repository.head;
  if (tip === undefined) return kept;
  try {
    if ((await target.push(tip, remote)) === 'moved') return 'moved';
  } catch (error) {
    if (commit !== undefined) await target.keep(commit);
    throw error;
  }
  if (commit !== undefined) await target.keep(commit);
  return { ...kept, branch: remote.branch, pushed: true };
}

/** What the tool owns, or did at HEAD; of a run that sees a part only that part. */
function ownedIn(
  output: string,
  before: Side,
  { gone }: Difference,
  { labels, shard, stacks, environments }: Request,
  { clusters }: Synthesised,
): (path: string) => boolean {
  const now = new Map(
    new Tree(output)
      .indexes()
      .flatMap(({ cluster, files }) => [...files.keys()].map((path) => [path, cluster] as const)),
  );
  const whole =
    labels.length === 0 && shard === undefined && stacks.length === 0 && environments.length === 0;
  const mine = new Set([...clusters.map(({ built }) => built.model.name), ...gone]);
  return (path) => {
    if (path === ignorePath) return true;
    const cluster = path.startsWith(`${indexFolder}/`)
      ? path.slice(indexFolder.length + 1)
      : (now.get(path) ?? before.files.get(path)?.cluster);
    return cluster !== undefined && (whole || mine.has(cluster));
  };
}

function sizesIn({ files }: Side): (cluster: string) => number {
  const byCluster = grouped(files.values(), ({ cluster }) => cluster);
  return (cluster) => byCluster.get(cluster)?.length ?? 0;
}

/** Stacks, and what they are made of, that are changed and not committed. */
async function unsaved(
  { git, root }: Repository,
  { root: home, output }: Project,
): Promise<readonly Finding[]> {
  const [folder, out] = [within(root, home), within(root, output)];
  if (folder.startsWith('..')) return [];
  const changed = (await statusBelow(git, folder)).filter(
    (path) =>
      /(\.(ts|mts|js|mjs|json|ya?ml)|\/)$/.test(path) && path !== `${out}/` && !path.startsWith(`${out}/`),
  );
  if (changed.length === 0) return [];
  return [
    finding(
      'cli/uncommitted-stacks',
      `not committed, and perhaps what the output is made of: ${some(changed)}`,
      {
        fix: 'git add them, and run again with --staged: one commit then holds both',
      },
    ),
  ];
}

function noBranch(): Finding {
  return finding('cli/git-failed', 'no branch is checked out, so there is none to push to', {
    fix: 'git switch NAME, or --branch NAME',
  });
}
