import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import type { ProjectRender } from '../synth/render-project.ts';
import { keyOf } from '../validate/immutable/kept.ts';
import { type DryRun, dryRunOf } from './ask.ts';
import type { Reach } from './contexts.ts';

/** Where offline checks and a server do not say the same of an object. */
export interface Disagreement {
  readonly resource: Finding['resource'];
  readonly who: 'offline' | 'server';
  /** Which rule refuses it offline, or what the server says. */
  readonly code: string;
  readonly message: string;
}

/** How far offline checks and the server of a cluster agree. */
export interface Agreement {
  readonly cluster: string;
  readonly context: string;
  /** Objects that both could judge. */
  readonly asked: number;
  readonly agreed: number;
  /** Both refuse. */
  readonly refused: number;
  /** They wait for what is not there yet. */
  readonly waiting: number;
  /** Refused by what only this cluster has: its policies, webhooks and quotas. */
  readonly admission: number;
  /** Both refuse, by the rule that does so offline. */
  readonly rules: ReadonlyMap<string, number>;
  readonly disagreements: readonly Disagreement[];
}

export async function agreementOf(
  render: ProjectRender,
  reach: Reach,
): Promise<{ readonly found: readonly Agreement[]; readonly unasked: readonly Finding[] }> {
  const offline = grouped(
    render.findings.filter((each) => each.class === 'api' && each.severity === 'error'),
    ({ resource }) => keyOf({ ...resource, metadata: resource }),
  );
  const { runs, unasked } = await dryRunOf(render, reach);
  return { found: runs.map((run) => agreement(run, offline)), unasked };
}

const admission =
  /admission webhook|denied request|violates PodSecurity|exceeded quota|ValidatingAdmissionPolicy/;

function agreement(
  { cluster, connection, found }: DryRun,
  offline: ReadonlyMap<string, readonly Finding[]>,
): Agreement {
  const waiting = found.filter(({ outcome }) => outcome === 'waits').length;
  const rules = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  let [agreed, refused, own] = [0, 0, 0];
  for (const { subject, outcome, findings } of found) {
    if (outcome === 'waits') continue;
    const ours = offline.get(keyOf(subject.object)) ?? [];
    const theirs = findings.find(({ severity }) => severity === 'error');
    const { resource } = subject.about();
    if (theirs !== undefined && admission.test(theirs.message)) own++;
    else if ((theirs === undefined) === (ours.length === 0)) {
      agreed++;
      if (theirs === undefined) continue;
      refused++;
      for (const { code } of ours) rules.set(code, (rules.get(code) ?? 0) + 1);
    } else if (theirs === undefined)
      for (const { code, message } of ours) disagreements.push({ resource, who: 'offline', code, message });
    else disagreements.push({ resource, who: 'server', code: theirs.code, message: theirs.message });
  }
  const asked = found.length - waiting - own;
  return {
    cluster,
    context: connection.context,
    asked,
    agreed,
    refused,
    waiting,
    admission: own,
    rules,
    disagreements,
  };
}
