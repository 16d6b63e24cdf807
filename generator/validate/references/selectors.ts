import { matches, selectsAll } from '../rules/vocabulary/selectors.ts';
import { selectsNothing } from './services.ts';
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
      const wanted = selector.entries('matchLabels');
      if (!standing.group.endsWith('.k8s.io') && standing.group !== 'policy') continue;
      const candidates = world.candidates(standing.namespace, wanted);
      if (selectsAll(selector) || candidates.some(({ labels }) => matches(selector, labels))) continue;
      selectsNothing(world, standing, spec, field, wanted);
    }
}

const keepers = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** Two workloads of which one selects the pods of the other as well. */
export function overlaps(world: World): void {
  for (const own of world.workloads) {
    if (!keepers.includes(own.kind)) continue;
    const spec = own.fields.in('spec');
    const selector = spec.in('selector');
    if (selectsAll(selector)) continue;
    const other = world
      .candidates(own.namespace, selector.entries('matchLabels'))
      .find((each) => keepers.includes(each.kind) && each !== own && matches(selector, each.labels));
    if (other === undefined) continue;
    spec.refuse(
      {
        code: 'references/shared-selector',
        what: `selects the pods of the ${called(other)} as well`,
        fix: 'give each a label of its own, in its selector and its template',
      },
      'selector',
    );
  }
}
