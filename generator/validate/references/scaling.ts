import { mustBeThere } from './say.ts';
import type { Standing } from './standing.ts';
import { called, type World } from './world.ts';

/** What scales: of Kubernetes itself, and KEDA's. */
export function scalersIn(world: World): readonly Standing[] {
  return [...world.of('HorizontalPodAutoscaler'), ...world.of('ScaledObject')];
}

/** What it scales: `namespace Kind/name`. */
export function targetOf({ fields, namespace }: Standing): string {
  const target = fields.in('spec').in('scaleTargetRef');
  return `${namespace} ${target.text('kind') || 'Deployment'}/${target.text('name')}`;
}

/** The target of what scales is there, and has nobody else that scales it. */
export function scaling(world: World): void {
  const first = new Map<string, Standing>();
  for (const scaler of scalersIn(world)) {
    const spec = scaler.fields.in('spec');
    const target = spec.in('scaleTargetRef');
    const apiVersion = target.text('apiVersion');
    const wanted = {
      group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : undefined,
      kind: target.text('kind') || 'Deployment',
      namespace: scaler.namespace,
      name: target.text('name'),
    };
    if (!mustBeThere(world, wanted, target, 'name')) continue;
    const other = first.get(targetOf(scaler));
    if (other === undefined) first.set(targetOf(scaler), scaler);
    else
      spec.refuse(
        {
          code: 'references/scaled-twice',
          what: `names the ${called(wanted)}, which the ${called(other)} scales already`,
          fix: 'let one of them go',
        },
        'scaleTargetRef',
      );
  }
}
