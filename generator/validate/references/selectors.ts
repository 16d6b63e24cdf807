import { matches, selectsAll } from '../rules/vocabulary/selectors.ts';
import { selectsNothing } from './services.ts';
import type { Workload } from './standing.ts';
import { called, type World } from './world.ts';

/** Budgets and network policies that are about nobody. */
export function selectors(world: World): void {
  const about: readonly (readonly [kind: string, field: string])[] = [
    ['PodDisruptionBudget', 'selector'],
    ['NetworkPolicy', 'podSelector'],
  ];
  for (const [kind, field] of about)
    for (const standing of world.of(kind)) {
      const spec = standing.fields.in('spec');
      const selector = spec.in(field);
      const here = world.workloadsIn(standing.namespace);
      if (selectsAll(selector) || here.some(({ labels }) => matches(selector, labels))) continue;
      if (!standing.group.endsWith('.k8s.io') && standing.group !== 'policy') continue;
      selectsNothing(world, standing, spec, field, here);
    }
}

const keepers = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** Two workloads of which one selects the pods of the other as well. */
export function overlaps(world: World): void {
  const namespaces = new Set(keepers.flatMap((kind) => world.of(kind).map(({ namespace }) => namespace)));
  for (const namespace of namespaces) {
    const here = world.workloadsIn(namespace).filter(({ kind }) => keepers.includes(kind));
    const byLabel = new Map<string, Workload[]>();
    for (const each of here)
      for (const [key, value] of Object.entries(each.labels)) {
        const label = `${key}=${String(value)}`;
        byLabel.set(label, [...(byLabel.get(label) ?? []), each]);
      }
    for (const each of here) overlap(each, byLabel, here);
  }
}

function overlap(
  own: Workload,
  byLabel: ReadonlyMap<string, readonly Workload[]>,
  here: readonly Workload[],
): void {
  const spec = own.fields.in('spec');
  const selector = spec.in('selector');
  if (selectsAll(selector)) return;
  // Whoever it selects has the rarest of its labels.
  const candidates = selector
    .entries('matchLabels')
    .map(([key, value]) => byLabel.get(`${key}=${String(value)}`) ?? [])
    .reduce((least, each) => (each.length < least.length ? each : least), here);
  const other = candidates.find(
    (each) => (each.kind !== own.kind || each.name !== own.name) && matches(selector, each.labels),
  );
  if (other === undefined) return;
  spec.refuse(
    {
      code: 'references/shared-selector',
      what: `selects the pods of the ${called(other)} as well`,
      fix: 'give each a label of its own, in its selector and its template',
    },
    'selector',
  );
}
