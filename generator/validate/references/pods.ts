import type { Fields } from '../rules/fields.ts';
import { keyMustBeThere, mustBeThere } from './say.ts';
import type { Workload } from './standing.ts';
import type { World } from './world.ts';

/** What pods take from objects around them. */
export function pods(world: World): void {
  for (const workload of world.workloads) {
    const { namespace, pod } = workload;
    const source = sourceIn(world, namespace);
    // A claim of each pod takes the place of the volume of its name, whatever that says.
    const templates = templatesOf(workload);
    for (const volume of pod.each('volumes')) {
      mounted(source, 'ConfigMap', volume.in('configMap'), 'name');
      mounted(source, 'Secret', volume.in('secret'), 'secretName');
      for (const each of volume.in('projected').each('sources')) {
        mounted(source, 'ConfigMap', each.in('configMap'), 'name');
        mounted(source, 'Secret', each.in('secret'), 'name');
      }
      if (!templates.includes(volume.text('name')))
        source('PersistentVolumeClaim', volume.in('persistentVolumeClaim'), 'claimName');
    }
    for (const container of [...pod.each('containers'), ...pod.each('initContainers')])
      variables(source, container);
    around(world, workload, source);
  }
  for (const account of world.of('ServiceAccount'))
    for (const each of account.fields.each('imagePullSecrets'))
      sourceIn(world, account.namespace)('Secret', each, 'name');
  for (const claim of world.of('PersistentVolumeClaim')) storage(world, claim.fields.in('spec'));
}

function templatesOf({ kind, fields }: Workload): readonly string[] {
  if (kind !== 'StatefulSet') return [];
  const templates = fields.in('spec').each('volumeClaimTemplates');
  return templates.map((each) => each.in('metadata').text('name'));
}

type Source = (kind: string, from: Fields, name: string, keys?: readonly Fields[]) => void;

/** A ConfigMap, Secret or the like of a namespace, and keys of it that are asked for. */
function sourceIn(world: World, namespace: string): Source {
  return (kind, from, field, keys = []) => {
    if (from.flag('optional')) return;
    const wanted = { group: '', kind, namespace, name: from.text(field) };
    if (!mustBeThere(world, wanted, from, field)) return;
    for (const each of keys) keyMustBeThere(world, wanted, each.text('key'), each, 'key');
  };
}

function mounted(source: Source, kind: string, from: Fields, name: string): void {
  source(kind, from, name, from.each('items'));
}

function variables(source: Source, container: Fields): void {
  for (const variable of container.each('env')) {
    const from = variable.in('valueFrom');
    keyed(source, 'ConfigMap', from.in('configMapKeyRef'));
    keyed(source, 'Secret', from.in('secretKeyRef'));
  }
  for (const each of container.each('envFrom')) {
    source('ConfigMap', each.in('configMapRef'), 'name');
    source('Secret', each.in('secretRef'), 'name');
  }
}

function keyed(source: Source, kind: string, from: Fields): void {
  source(kind, from, 'name', [from]);
}

function around(world: World, { kind, namespace, pod, fields }: Workload, source: Source): void {
  source('ServiceAccount', pod, 'serviceAccountName');
  for (const each of pod.each('imagePullSecrets')) source('Secret', each, 'name');
  for (const [of, field] of [
    ['PriorityClass', 'priorityClassName'],
    ['RuntimeClass', 'runtimeClassName'],
  ] as const)
    mustBeThere(world, { kind: of, name: pod.text(field) }, pod, field);
  if (kind !== 'StatefulSet') return;
  const spec = fields.in('spec');
  mustBeThere(
    world,
    { group: '', kind: 'Service', namespace, name: spec.text('serviceName') },
    spec,
    'serviceName',
  );
  for (const claim of spec.each('volumeClaimTemplates')) storage(world, claim.in('spec'));
}

function storage(world: World, spec: Fields): void {
  mustBeThere(world, { kind: 'StorageClass', name: spec.text('storageClassName') }, spec, 'storageClassName');
}
