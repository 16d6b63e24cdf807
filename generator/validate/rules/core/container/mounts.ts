import { didYouMean } from '../../../../core/suggest.ts';
import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { noStepsUp, pathBelow } from '../../syntax.ts';
import { required } from '../../vocabulary/required.ts';
import { repeated, uniqueBy } from '../../vocabulary/unique.ts';
import { miswritten } from '../../vocabulary/written.ts';
import { anyContainer } from './containers.ts';

/** The volumes that the containers of a pod can mount; a StatefulSet makes some of its claims. */
function volumesOf(pod: Fields): ReadonlyMap<string, Fields | undefined> {
  const set = pod.around('template')?.parent;
  const claims = set?.each('volumeClaimTemplates').map((claim) => claim.in('metadata').text('name')) ?? [];
  const own = pod.each('volumes').map((volume) => [volume.text('name'), volume] as const);
  return new Map([...own, ...claims.map((name) => [name, undefined] as const)]);
}

/** What is mounted is a volume of the pod. */
export const mountedVolumes: Rule = rule('core#PodSpec', (pod) => {
  let volumes: ReadonlyMap<string, Fields | undefined> | undefined;
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'])
    for (const container of pod.each(list))
      for (const field of ['volumeMounts', 'volumeDevices'])
        for (const mount of container.each(field)) {
          volumes ??= volumesOf(pod);
          mounted(mount, field, volumes);
        }
});

function mounted(mount: Fields, field: string, volumes: ReadonlyMap<string, Fields | undefined>): void {
  const name = mount.text('name');
  if (name === '') return;
  if (!volumes.has(name)) {
    const fix = didYouMean(
      name,
      [...volumes.keys()].filter((each) => each !== ''),
    );
    mount.refuse(
      { code: 'api/not-found', what: `is ${JSON.stringify(name)}, which is no volume of the pod`, fix },
      'name',
    );
  } else if (field === 'volumeDevices') {
    const volume = volumes.get(name);
    if (volume !== undefined && !volume.has('persistentVolumeClaim') && !volume.has('ephemeral'))
      mount.refuse(
        {
          code: 'api/conflict',
          what: 'is a volume that is no device: only a persistentVolumeClaim or ephemeral one is',
        },
        'name',
      );
  }
}

export const mount: Rule = rule('core#VolumeMount', (mounted) => required(mounted, 'name', 'mountPath'));

export const mountPaths: Rule = rule(anyContainer, (container) => {
  uniqueBy(container, 'volumeMounts', 'mountPath');
  uniqueBy(container, 'volumeDevices', 'devicePath');
  uniqueBy(container, 'volumeDevices', 'name');
});

/** A volume is mounted or used as a device, and not twice at one path. */
export const mountsAndDevices: Rule = rule(anyContainer, (container) => {
  const devices = container.each('volumeDevices');
  if (devices.length === 0) return;
  for (const mount of container.each('volumeMounts'))
    for (const device of devices) {
      if (mount.text('name') === device.text('name')) {
        mount.refuse(repeated(mount.text('name')), 'name');
        device.refuse(repeated(mount.text('name')), 'name');
      }
      if (mount.text('mountPath') === device.text('devicePath')) {
        mount.refuse(repeated(mount.text('mountPath')), 'mountPath');
        device.refuse(repeated(mount.text('mountPath')), 'devicePath');
      }
    }
});

export const usedDevice: Rule = rule('core#VolumeDevice', (used) => {
  required(used, 'name', 'devicePath');
  const path = used.text('devicePath');
  const wrong = noStepsUp(path);
  if (wrong !== undefined) used.refuse(miswritten(path, wrong, 'api/bad-format'), 'devicePath');
});

/** Where in a volume a mount begins; the server speaks of the list. */
export const subPaths: Rule = rule('core#VolumeMount', (mount) => {
  for (const name of ['subPath', 'subPathExpr']) {
    const path = mount.text(name);
    const wrong = path === '' ? undefined : pathBelow(path);
    if (wrong !== undefined) ofList(mount, name, miswritten(path, wrong, 'api/bad-format').what);
  }
  if (mount.text('subPath') !== '' && mount.text('subPathExpr') !== '')
    mount.refuse(
      { code: 'api/conflict', what: 'excludes subPath: only one of the two may be set' },
      'subPathExpr',
    );
});

function ofList(mount: Fields, field: string, what: string): void {
  const container = mount.parent;
  const index = mount.pointer.slice(mount.pointer.lastIndexOf('/') + 1);
  container?.refuseAs(
    `volumeMounts.${field}`,
    { code: 'api/bad-format', what },
    'volumeMounts',
    Number(index),
  );
}

/** What is mounted below a mount, and whether it can be written. */
export const mountOptions: Rule = rule('core#VolumeMount', (mount) => {
  const [propagation, recursive] = [mount.text('mountPropagation'), mount.text('recursiveReadOnly')];
  if (propagation === 'Bidirectional' && mount.parent?.in('securityContext').flag('privileged') === false)
    ofList(mount, 'mountPropagation', 'Bidirectional is for privileged containers only');
  if (recursive === '' || recursive === 'Disabled') return;
  if (!mount.flag('readOnly')) ofList(mount, 'recursiveReadOnly', 'is for mounts that are readOnly');
  if (propagation !== '' && propagation !== 'None')
    ofList(mount, 'recursiveReadOnly', `excludes mountPropagation: ${propagation}`);
});
