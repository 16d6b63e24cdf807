import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import {
  absolutePath,
  atMost,
  driverName,
  label1123,
  noStepsUp,
  pathBelow,
  type Syntax,
  subdomain,
} from '../../syntax.ts';
import { within } from '../../vocabulary/numbers.ts';
import { amount } from '../../vocabulary/quantities.ts';
import { needed, required } from '../../vocabulary/required.ts';
import { miswritten, written } from '../../vocabulary/written.ts';

export const hostPath: Rule = rule('core#HostPathVolumeSource', (source) => {
  required(source, 'path');
  written(source, 'path', noStepsUp, 'api/bad-format');
});

export const emptyDir: Rule = rule('core#EmptyDirVolumeSource', (source) => {
  if ((amount(source.get('sizeLimit')) ?? 0n) < 0n)
    source.refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'sizeLimit');
});

export const nfs: Rule = rule('core#NFSVolumeSource', (source) => {
  required(source, 'server', 'path');
  written(source, 'path', absolutePath, 'api/bad-format');
});

export const gitRepository: Rule = rule('core#GitRepoVolumeSource', (source) => {
  required(source, 'repository');
  written(source, 'directory', pathBelow, 'api/bad-format');
});

export const csiVolume: Rule = rule(['core#CSIVolumeSource', 'core#CSIPersistentVolumeSource'], (source) => {
  required(source, 'driver');
  written(source, 'driver', driverName);
});

export const csiPublishSecret: Rule = rule('core#CSIVolumeSource', (source) => {
  if (!source.has('nodePublishSecretRef')) return;
  const secret = source.in('nodePublishSecretRef');
  required(secret, 'name');
  const wrong = secret.text('name') === '' ? undefined : subdomain(secret.text('name'));
  if (wrong !== undefined)
    source.refuseAs('name', miswritten(secret.text('name'), wrong), 'nodePublishSecretRef');
});

/** What of a volume of a driver is kept, and the secrets for it. */
export const csiPersistent: Rule = rule('core#CSIPersistentVolumeSource', (source) => {
  required(source, 'volumeHandle');
  for (const name of [
    'controllerPublishSecretRef',
    'controllerExpandSecretRef',
    'nodePublishSecretRef',
    'nodeExpandSecretRef',
  ])
    if (source.has(name)) {
      const secret = source.in(name);
      required(secret, 'name', 'namespace');
      written(secret, 'name', subdomain);
      written(secret, 'namespace', label1123);
    }
});

export const claimTemplate: Rule = rule('core#EphemeralVolumeSource', (source) => {
  if (!source.has('volumeClaimTemplate')) required(source, 'volumeClaimTemplate');
});

/** Of the metadata of a template only labels and annotations are its own. */
export const templateMetadata: Rule = rule(
  ['core#PersistentVolumeClaimTemplate', 'resource.k8s.io#ResourceClaimTemplateSpec'],
  (template) => {
    const metadata = template.in('metadata');
    for (const name of Object.keys(metadata.values))
      if (name !== 'labels' && name !== 'annotations' && name !== 'creationTimestamp')
        metadata.refuse(
          {
            code: 'api/conflict',
            what: 'may not be set: only labels and annotations may',
            fix: 'take it away',
          },
          name,
        );
  },
);

/** Parts of disks have numbers, and disks names. */
export const cloudDisk: Rule = rule(
  ['core#GCEPersistentDiskVolumeSource', 'core#AWSElasticBlockStoreVolumeSource'],
  (disk) => {
    within(disk, 'partition', 0, 255);
    required(disk, disk.name === 'gcePersistentDisk' ? 'pdName' : 'volumeID');
  },
);

const qualified = /^iqn\.\d{4}-\d{2}\.([\w\-.]+)(:[^,;*&$|\s]+)$/;
const initiator: Syntax = (text) => {
  const fits = text.startsWith('iqn')
    ? qualified.test(text)
    : text.startsWith('eui')
      ? /^eui.[0-9A-Fa-f]{16}$/.test(text)
      : text.startsWith('naa') && /^naa.[0-9A-Fa-f]{32}$/.test(text);
  return fits ? undefined : 'is no name of iSCSI: iqn.2001-04.com.example:storage, eui.… or naa.…';
};

export const iscsi: Rule = rule(['core#ISCSIVolumeSource', 'core#ISCSIPersistentVolumeSource'], (source) => {
  required(source, 'targetPortal', 'iqn');
  written(source, 'iqn', initiator, 'api/bad-format');
  const name = source.text('initiatorName');
  const wrong = name === '' ? undefined : initiator(name);
  if (wrong !== undefined)
    source.refuseAs('initiatorname', { code: 'api/bad-format', what: wrong }, 'initiatorName');
  within(source, 'lun', 0, 255);
  if ((source.flag('chapAuthDiscovery') || source.flag('chapAuthSession')) && !source.has('secretRef'))
    needed(source, 'secretRef', 'for chapAuthDiscovery and chapAuthSession');
});

export const fibreChannel: Rule = rule('core#FCVolumeSource', (source) => {
  const [names, ids] = [source.list('targetWWNs').length > 0, source.list('wwids').length > 0];
  if (names === ids)
    source.refuse(
      {
        code: names ? 'api/conflict' : 'api/missing-field',
        what: names ? 'excludes wwids' : 'is required, or wwids',
      },
      'targetWWNs',
    );
  if (!names) return;
  if (source.has('lun')) within(source, 'lun', 0, 255);
  else needed(source, 'lun', 'beside targetWWNs');
});

export const rbd: Rule = rule(['core#RBDVolumeSource', 'core#RBDPersistentVolumeSource'], (source) =>
  required(source, 'monitors', 'image'),
);
export const ceph: Rule = rule(['core#CephFSVolumeSource', 'core#CephFSPersistentVolumeSource'], (source) =>
  required(source, 'monitors'),
);
export const glusterfs: Rule = rule(
  ['core#GlusterfsVolumeSource', 'core#GlusterfsPersistentVolumeSource'],
  (source) => {
    required(source, 'endpoints', 'path');
    written(source, 'endpointsNamespace', label1123);
  },
);
export const cinder: Rule = rule(
  ['core#CinderVolumeSource', 'core#CinderPersistentVolumeSource'],
  (source) => {
    required(source, 'volumeID');
    if (!source.has('secretRef')) return;
    required(
      source.in('secretRef'),
      ...(source.root.text('kind') === 'PersistentVolume' ? ['name', 'namespace'] : ['name']),
    );
  },
);
export const azureFile: Rule = rule(
  ['core#AzureFileVolumeSource', 'core#AzureFilePersistentVolumeSource'],
  (source) => required(source, 'secretName', 'shareName'),
);
export const azureDisk: Rule = rule('core#AzureDiskVolumeSource', (source) => {
  required(source, 'diskName', 'diskURI');
  const [uri, managed] = [source.text('diskURI'), source.text('kind') === 'Managed'];
  const begins = managed ? '/subscriptions/' : 'https://';
  if (uri !== '' && !uri.startsWith(begins))
    source.refuse({ code: 'api/bad-format', what: `does not begin with ${begins}` }, 'diskURI');
});
export const vsphere: Rule = rule('core#VsphereVirtualDiskVolumeSource', (source) =>
  required(source, 'volumePath'),
);
export const photon: Rule = rule('core#PhotonPersistentDiskVolumeSource', (source) =>
  required(source, 'pdID'),
);
export const portworx: Rule = rule('core#PortworxVolumeSource', (source) => required(source, 'volumeID'));
export const scaleIo: Rule = rule(
  ['core#ScaleIOVolumeSource', 'core#ScaleIOPersistentVolumeSource'],
  (source) => required(source, 'gateway', 'system', 'volumeName'),
);
export const storageOs: Rule = rule(
  ['core#StorageOSVolumeSource', 'core#StorageOSPersistentVolumeSource'],
  (source) => {
    required(source, 'volumeName');
    written(source, 'volumeName', label1123);
    written(source, 'volumeNamespace', label1123);
  },
);
export const flexVolume: Rule = rule(
  ['core#FlexVolumeSource', 'core#FlexPersistentVolumeSource'],
  (source) => {
    required(source, 'driver');
    for (const [name] of source.entries('options'))
      if (/(^|\.)(kubernetes|k8s)\.io$/.test(name.split('/')[0]?.toLowerCase() ?? '') && name.includes('/'))
        source.refuse({ code: 'api/not-allowed', what: 'is of Kubernetes itself' }, 'options', name);
  },
);
export const flocker: Rule = rule('core#FlockerVolumeSource', (source) => flockerData(source));

function flockerData(source: Fields): void {
  if (source.text('datasetName') === '' && source.text('datasetUUID') === '')
    source.refuse({ code: 'api/missing-field', what: 'has neither datasetName nor datasetUUID' });
  if (source.text('datasetName') !== '' && source.text('datasetUUID') !== '')
    source.refuse({ code: 'api/conflict', what: 'has both datasetName and datasetUUID' });
  written(source, 'datasetName', (text) => (text.includes('/') ? 'has a slash in it' : undefined));
}

export const quobyte: Rule = rule('core#QuobyteVolumeSource', (source) => {
  required(source, 'registry', 'volume');
  written(
    source,
    'tenant',
    atMost(64, () => undefined),
    'api/bad-format',
  );
  written(
    source,
    'registry',
    (text) =>
      text.split(',').every((pair) => /^(\[[^\]]*\]|[^:[\]]*):[^:]*$/.test(pair))
        ? undefined
        : 'is no list of host:port',
    'api/bad-format',
  );
});

export const localVolume: Rule = rule('core#LocalVolumeSource', (source) => {
  required(source, 'path');
  written(source, 'path', noStepsUp, 'api/bad-format');
});

export const imageVolume: Rule = rule('core#ImageVolumeSource', (source) => {
  if (source.root.text('kind') === 'Pod') required(source, 'reference');
});
