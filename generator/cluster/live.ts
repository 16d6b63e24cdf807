import { withoutServerFields } from '../applications/server-fields.ts';
import { finding } from '../core/codes.ts';
import { define, isRecord, own } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import type { Connection } from './connection.ts';
import { servedKinds } from './discovery.ts';
import { type DryRunOptions, dryRun, pathOf, type Subject, type Verdict } from './dry-run.ts';
import { inParallel } from './parallel.ts';
import { statusOf } from './verdict.ts';

/** An object as it is in the cluster, and as it would be after it is applied: both as somebody would have written them. */
export interface Live<S extends Subject = Subject> extends Verdict<S> {
  /** Absent: it is not there. */
  readonly live?: KubernetesObject;
}

/**
 * What is in the cluster beside what applying would make of it. What the server fills in and others manage is the same on both sides,
 * and so no difference.
 */
export async function compareLive<S extends Subject>(
  connection: Connection,
  subjects: readonly S[],
  options: DryRunOptions,
): Promise<readonly Live<S>[]> {
  const verdicts = await dryRun(connection, subjects, options);
  const kinds = await servedKinds(connection);
  return inParallel(verdicts, options.concurrency, async (verdict): Promise<Live<S>> => {
    const { object } = verdict.subject;
    const served = kinds.get(`${object.apiVersion} ${object.kind}`);
    if (served === undefined || verdict.outcome === 'waits') return verdict;
    const answer = await connection.read(pathOf(object, served));
    if (answer.status === 404) return withAfter(verdict);
    if (answer.status >= 300)
      throw new Problem([finding('cluster/forbidden', statusOf(answer).message, verdict.subject.about())]);
    return { ...withAfter(verdict), live: plain(answer.body as KubernetesObject) };
  });
}

function withAfter<S extends Subject>(verdict: Verdict<S>): Verdict<S> {
  return verdict.after === undefined ? verdict : { ...verdict, after: plain(verdict.after) };
}

/** What engines write on everything they apply: no manifest has it. */
const marks = [
  /^kustomize\.toolkit\.fluxcd\.io\/(name|namespace|checksum)$/,
  /^helm\.toolkit\.fluxcd\.io\/(name|namespace)$/,
  /^argocd\.argoproj\.io\/(tracking-id|instance)$/,
];

function plain(object: KubernetesObject): KubernetesObject {
  const kept = withoutServerFields(object);
  const metadata = own(kept, 'metadata');
  if (!isRecord(metadata)) return kept;
  const less: Record<string, unknown> = { ...metadata };
  for (const field of ['labels', 'annotations']) {
    const map = own(metadata, field);
    if (!isRecord(map)) continue;
    const left = Object.entries(map).filter(([name]) => !marks.some((mark) => mark.test(name)));
    if (left.length === 0) delete less[field];
    else define(less, field, Object.fromEntries(left));
  }
  return { ...kept, metadata: less } as unknown as KubernetesObject;
}
