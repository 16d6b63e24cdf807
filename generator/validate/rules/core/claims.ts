import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123, subdomain } from '../syntax.ts';
import { atMostOne, notAmong } from '../vocabulary/choice.ts';
import { amount } from '../vocabulary/quantities.ts';
import { needed, required } from '../vocabulary/required.ts';
import { written } from '../vocabulary/written.ts';
import { resourceMistake } from './resource-names.ts';

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** How a volume is used; by one pod alone, or otherwise. */
export const accessModes: Rule = rule(
  ['core#PersistentVolumeClaimSpec', 'core#PersistentVolumeSpec'],
  (spec) => {
    const given = spec.texts('accessModes');
    needed(spec, 'accessModes', 'at least one');
    given.forEach((mode, index) => {
      if (modes.includes(mode)) return;
      const { code, what, fix } = notAmong(mode, modes);
      spec.refuseWithin({ code, what, fix }, 'accessModes', index);
    });
    if (
      given.includes('ReadWriteOncePod') &&
      given.some((mode) => mode !== 'ReadWriteOncePod' && modes.includes(mode))
    )
      spec.refuse(
        { code: 'api/conflict', what: 'has ReadWriteOncePod, which goes with no other' },
        'accessModes',
      );
  },
);

/** How much is claimed; the server leaves the requests out of its path. */
export const claimedStorage: Rule = rule('core#PersistentVolumeClaimSpec', (spec) => {
  const text = spec.in('resources').in('requests').get('storage');
  const nanos = amount(text);
  const say = (code: 'api/missing-field' | 'api/out-of-range', what: string): void =>
    spec.refuseAs('resources[storage]', { code, what }, 'resources');
  if (text === undefined) say('api/missing-field', 'is required: resources.requests.storage');
  else if (nanos !== undefined && nanos <= 0n) say('api/out-of-range', `is ${text}: it is more than 0`);
});

export const storageClassName: Rule = rule(
  ['core#PersistentVolumeClaimSpec', 'core#PersistentVolumeSpec'],
  (spec) => {
    written(spec, 'storageClassName', subdomain);
    written(spec, 'volumeAttributesClassName', subdomain);
  },
);

function origin(spec: Fields, name: string): void {
  if (!spec.has(name)) return;
  const source = spec.in(name);
  const group = source.text('apiGroup');
  required(source, 'name', 'kind');
  if (group === '' && source.text('kind') !== 'PersistentVolumeClaim')
    source.refuse({
      code: 'api/conflict',
      what: 'has to be a PersistentVolumeClaim where it has no apiGroup',
    });
  written(source, 'apiGroup', subdomain);
  written(source, 'namespace', label1123);
}

/** What a volume is filled with; of the older field the server forgets what it does not know. */
export const dataSource: Rule = rule('core#PersistentVolumeClaimSpec', (spec) => {
  origin(spec, 'dataSourceRef');
  if (!spec.has('dataSource') || !spec.has('dataSourceRef')) return;
  const [one, other] = [spec.in('dataSource'), spec.in('dataSourceRef')];
  const known = one.text('kind') === 'PersistentVolumeClaim' || one.text('kind') === 'VolumeSnapshot';
  if (!known) return;
  if (['apiGroup', 'kind', 'name'].some((name) => one.text(name) !== other.text(name)))
    spec.refuse({ code: 'api/conflict', what: 'has a dataSource that is not its dataSourceRef' });
});

/** How much a volume holds, and nothing else of it. */
export const capacity: Rule = rule('core#PersistentVolumeSpec', (spec) => {
  if (spec.parent?.name === 'source') return;
  const all = spec.entries('capacity');
  if (all.length === 0)
    spec.refuse({ code: 'api/missing-field', what: 'is required: its storage' }, 'capacity');
  if (all.length !== 1 || all[0]?.[0] !== 'storage') {
    if (all.length > 0)
      spec.refuse({ code: 'api/not-allowed', what: 'holds storage, and nothing else' }, 'capacity');
  }
  for (const [name, value] of all) {
    const nanos = amount(value);
    if (all.length === 0 || (nanos !== undefined && nanos <= 0n))
      spec.refuse({ code: 'api/out-of-range', what: `is ${value}: it is more than 0` }, 'capacity', name);
    const wrong = resourceMistake(name);
    if (wrong !== undefined && nanos === undefined)
      spec.refuse({ code: 'api/bad-name', what: wrong }, 'capacity', name);
  }
});

const sources = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
];

/** Where a volume is. */
export const persistentSource: Rule = rule('core#PersistentVolumeSpec', (spec) => {
  if (!sources.some((name) => spec.has(name)))
    spec.refuse({ code: 'api/missing-field', what: 'says no volume: csi, local, nfs, hostPath, …' });
  atMostOne(spec, sources, 'volume');
});

/** A disk of a machine is used on that machine. */
export const localAffinity: Rule = rule('core#PersistentVolumeSpec', (spec) => {
  if (spec.has('local') && !spec.in('nodeAffinity').has('required'))
    needed(spec, 'nodeAffinity', 'of a local volume');
});

export const volumeAffinity: Rule = rule('core#VolumeNodeAffinity', (affinity) =>
  needed(affinity, 'required', 'which machines have it'),
);

export const rootIsKept: Rule = rule('core#PersistentVolumeSpec', (spec) => {
  const path = spec.in('hostPath').text('path');
  if (spec.text('persistentVolumeReclaimPolicy') === 'Recycle' && /^\/+(\.\/*)*$/.test(path))
    spec.refuse(
      { code: 'api/conflict', what: 'is Recycle, which would empty the machine' },
      'persistentVolumeReclaimPolicy',
    );
});

export const attributesNeedDriver: Rule = rule(
  'core#PersistentVolumeSpec',
  (spec) => {
    if (!spec.has('volumeAttributesClassName')) return;
    required(spec, 'volumeAttributesClassName');
    if (!spec.has('csi')) needed(spec, 'csi', 'with volumeAttributesClassName');
  },
  { since: '1.34' },
);
