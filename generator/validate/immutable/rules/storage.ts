import { isRecord } from '../../../core/json.ts';
import type { Fields } from '../../rules/fields.ts';
import { amount } from '../../rules/vocabulary/quantities.ts';
import { type ChangeRule, change, fixed } from '../change.ts';
import { cures } from '../cures.ts';
import { namesIn, same } from '../same.ts';

export const claimSpec: ChangeRule = change('core#PersistentVolumeClaim', (change) => {
  const spec = change.in('spec');
  const [was, is] = [amount(sizeOf(spec.before.values)), amount(sizeOf(spec.after.values))];
  // A claim that is bound has its volume; one that was given none takes what there is.
  const once = ['volumeName', 'storageClassName'].filter((name) => !spec.before.has(name));
  // A source that no driver knows the server forgets.
  const sources = isSource(spec.after.in('dataSource')) ? [] : ['dataSource'];
  spec.keepsAllBut(['resources', 'volumeAttributesClassName', ...once, ...sources], cures.claim);
  if (!same(resourcesOf(spec.before.values), resourcesOf(spec.after.values)))
    spec.keepsAs(spec.after.path, 'resources', cures.claim);
  if (was !== undefined && is !== undefined && is < was)
    spec.after
      .in('resources')
      .in('requests')
      .refuse(fixed(`is less than before (${String(sizeOf(spec.before.values))})`, cures.shrink), 'storage');
});

/** A source that was taken away is one as well. */
function isSource(source: Fields): boolean {
  const [group, kind] = [source.text('apiGroup'), source.text('kind')];
  if (source.empty) return true;
  return group === '' ? kind === 'PersistentVolumeClaim' : group === 'snapshot.storage.k8s.io';
}

function sizeOf({ resources }: Readonly<Record<string, unknown>>): unknown {
  const requests = isRecord(resources) ? resources.requests : undefined;
  return isRecord(requests) ? requests.storage : undefined;
}

function resourcesOf({ resources }: Readonly<Record<string, unknown>>): unknown {
  if (!isRecord(resources)) return {};
  return {
    ...resources,
    requests: { ...(isRecord(resources.requests) ? resources.requests : {}), storage: '' },
  };
}

/** Of a volume everything is its source but these. */
const notSource = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

export const volumeSource: ChangeRule = change('core#PersistentVolume', (change) => {
  const { before, after } = change.in('spec');
  const changed = namesIn(before.values, after.values).filter(
    (name) =>
      !notSource.includes(name) &&
      !same(expandable(before.get(name), after.get(name)), after.get(name), name),
  );
  for (const name of changed)
    after.refuseAs(
      'persistentvolumesource',
      fixed(`${name} may not be changed: a volume stays where it is`, cures.volume),
      name,
    );
});

/** A driver may be told later by which Secret it grows a volume. */
function expandable(before: unknown, after: unknown): unknown {
  if (!isRecord(before) || !isRecord(after) || before.controllerExpandSecretRef !== undefined) return before;
  return { ...before, controllerExpandSecretRef: after.controllerExpandSecretRef };
}

export const volumeMode: ChangeRule = change(['core#PersistentVolume'], (change) => {
  const spec = change.in('spec');
  if (spec.differs('volumeMode'))
    spec.after.refuseAt('volumeMode', fixed('may not be changed', cures.volume), 'volumeMode');
});

export const volumeAffinity: ChangeRule = change('core#PersistentVolume', (change) => {
  const spec = change.in('spec');
  if (spec.before.has('nodeAffinity') && spec.differs('nodeAffinity'))
    spec.after.refuseAt('nodeAffinity', fixed('may not be changed', cures.volume), 'nodeAffinity');
});

export const storageClass: ChangeRule = change('storage.k8s.io#StorageClass', (change) =>
  change.keeps(['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'], cures.class),
);

export const attributesClass: ChangeRule = change('storage.k8s.io#VolumeAttributesClass', (change) =>
  change.keeps(['driverName', 'parameters'], cures.class),
);

export const csiDriver: ChangeRule = change('storage.k8s.io#CSIDriver', (change) => {
  const spec = change.in('spec');
  spec.keeps(['volumeLifecycleModes'], cures.again);
  // The server has a name of its own for it.
  if (spec.differs('attachRequired'))
    spec.after.refuseAs('attachedRequired', fixed('may not be changed', cures.again), 'attachRequired');
});

export const csiDriverOnce: ChangeRule = change(
  'storage.k8s.io#CSIDriver',
  (change) => change.in('spec').keeps(['fsGroupPolicy', 'podInfoOnMount'], cures.again),
  { until: '1.29' },
);

/** Drivers come and go; what one of them says of itself stays, but for how much it has room for. */
export const nodeDrivers: ChangeRule = change('storage.k8s.io#CSINode', ({ before, after }) => {
  const was = new Map(
    before
      .in('spec')
      .each('drivers')
      .map((each) => [each.text('name'), each.values]),
  );
  after
    .in('spec')
    .each('drivers')
    .forEach((driver, index) => {
      const known = was.get(driver.text('name'));
      if (known === undefined || same({ ...known, allocatable: {} }, { ...driver.values, allocatable: {} }))
        return;
      after
        .in('spec')
        .refuseAs(
          'drivers',
          fixed(`${driver.text('name')} may not be changed`, cures.again),
          'drivers',
          index,
        );
    });
});

const oldClass = 'volume.beta.kubernetes.io/storage-class';

export const claimAnnotation: ChangeRule = change('core#PersistentVolumeClaim', ({ before, after }) => {
  const [was, is] = [before, after].map((each) => each.in('metadata').in('annotations').values[oldClass]);
  // It may become the field that has taken its place.
  if (was === is || (is === undefined && after.in('spec').get('storageClassName') === was)) return;
  after
    .in('metadata')
    .refuseAs(`annotations.${oldClass}`, fixed('may not be changed', cures.claim), 'annotations', oldClass);
});

export const attachment: ChangeRule = change('storage.k8s.io#VolumeAttachment', (change) =>
  change.keeps(['spec'], cures.again),
);

export const storageCapacity: ChangeRule = change('storage.k8s.io#CSIStorageCapacity', (change) =>
  change.keeps(['nodeTopology', 'storageClassName'], cures.again),
);
