import { mustBeThere } from './say.ts';
import type { Standing } from './standing.ts';
import { called, type World } from './world.ts';

/** What scales, by what it scales: the target is there, and has one that scales it. */
export function scaling(world: World): void {
  const first = new Map<string, Standing>();
  for (const scaler of [...world.of('HorizontalPodAutoscaler'), ...world.of('ScaledObject')]) {
    const spec = scaler.fields.in('spec');
    const target = spec.in('scaleTargetRef');
    const [apiVersion, kind, name] = [
      target.text('apiVersion'),
      target.text('kind') || 'Deployment',
      target.text('name'),
    ];
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : undefined;
    const wanted = { group, kind, namespace: scaler.namespace, name };
    if (!mustBeThere(world, wanted, target, 'name')) continue;
    const key = `${scaler.namespace} ${kind}/${name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, scaler);
    else if (other.name !== scaler.name || other.kind !== scaler.kind)
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
