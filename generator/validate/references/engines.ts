import { circlesIn } from '../../core/circles.ts';
import type { Fields } from '../rules/fields.ts';
import { keyMustBeThere, mustBeThere } from './say.ts';
import type { Standing } from './standing.ts';
import type { World } from './world.ts';

const kustomize = 'kustomize.toolkit.fluxcd.io';
const helm = 'helm.toolkit.fluxcd.io';

/** What Flux's and Argo CD's own objects name. */
export function engines(world: World): void {
  for (const each of world.of('Kustomization')) if (each.group === kustomize) kustomization(world, each);
  for (const each of world.of('HelmRelease')) if (each.group === helm) release(world, each);
  for (const kind of ['GitRepository', 'OCIRepository', 'HelmRepository', 'Bucket'])
    for (const { fields, namespace } of world.of(kind))
      inNamespace(world, namespace, 'Secret', fields.in('spec').in('secretRef'));
  for (const { fields, namespace, group } of world.of('Application'))
    if (group === 'argoproj.io') {
      const spec = fields.in('spec');
      mustBeThere(
        world,
        { group, kind: 'AppProject', namespace, name: spec.text('project') },
        spec,
        'project',
      );
    }
  circles(world, 'Kustomization', kustomize);
  circles(world, 'HelmRelease', helm);
}

function kustomization(world: World, standing: Standing): void {
  const { fields, namespace } = standing;
  const spec = fields.in('spec');
  dependencies(world, standing, spec);
  source(world, spec.in('sourceRef'), namespace);
  for (const each of spec.in('postBuild').each('substituteFrom'))
    if (!each.flag('optional')) inNamespace(world, namespace, each.text('kind'), each);
  inNamespace(world, namespace, 'Secret', spec.in('decryption').in('secretRef'));
}

function release(world: World, standing: Standing): void {
  const { fields, namespace } = standing;
  const spec = fields.in('spec');
  dependencies(world, standing, spec);
  source(world, spec.in('chart').in('spec').in('sourceRef'), namespace);
  source(world, spec.in('chartRef'), namespace);
  for (const each of spec.each('valuesFrom')) {
    if (each.flag('optional')) continue;
    const wanted = { group: '', kind: each.text('kind'), namespace, name: each.text('name') };
    if (!mustBeThere(world, wanted, each, 'name')) continue;
    keyMustBeThere(world, wanted, each.text('valuesKey') || 'values.yaml', each, 'valuesKey');
  }
}

function dependencies(world: World, { group, kind, namespace }: Standing, spec: Fields): void {
  for (const each of spec.each('dependsOn')) {
    const wanted = { group, kind, namespace: each.text('namespace') || namespace, name: each.text('name') };
    mustBeThere(world, wanted, each, 'name');
  }
}

function source(world: World, reference: Fields, namespace: string): void {
  const wanted = {
    kind: reference.text('kind'),
    namespace: reference.text('namespace') || namespace,
    name: reference.text('name'),
  };
  if (wanted.kind !== '') mustBeThere(world, wanted, reference, 'name');
}

function inNamespace(world: World, namespace: string, kind: string, reference: Fields): void {
  mustBeThere(world, { group: '', kind, namespace, name: reference.text('name') }, reference, 'name');
}

/** What waits for itself: each such circle is said once, at the first of it. */
function circles(world: World, kind: string, group: string): void {
  const known = new Map<string, Standing>();
  for (const each of world.of(kind))
    if (each.group === group) known.set(`${each.namespace}/${each.name}`, each);
  const next = (key: string): readonly string[] => {
    const standing = known.get(key);
    if (standing === undefined) return [];
    const needed = standing.fields.in('spec').each('dependsOn');
    return needed.map((each) => `${each.text('namespace') || standing.namespace}/${each.text('name')}`);
  };
  for (const circle of circlesIn(known.keys(), next))
    known
      .get(circle[0] as string)
      ?.fields.in('spec')
      .refuse(
        {
          code: 'references/circle',
          what: `leads back to where it begins: ${circle.join(' → ')}`,
          fix: 'none of them would ever be ready: take one of them out',
        },
        'dependsOn',
      );
}
