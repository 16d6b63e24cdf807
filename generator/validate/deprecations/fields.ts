import type { Ranged } from '../../facts/format.ts';
import type { Fields } from '../rules/fields.ts';
import { type Rule, rule } from '../rules/rule.ts';

/** When a field was given up, and what there is instead. */
interface Ending {
  readonly since: string;
  /** The release from which on nobody looks at it. */
  readonly dead?: string;
  readonly use: string;
}

const csi = 'a volume of its CSI driver';
const none = 'another kind of volume: there is no driver any more';

/** Volumes of drivers that were built in. */
const volumes: Readonly<Record<string, Ending>> = {
  awsElasticBlockStore: { since: '1.17', use: csi },
  azureDisk: { since: '1.19', use: csi },
  azureFile: { since: '1.21', use: csi },
  cephfs: { since: '1.28', dead: '1.31', use: csi },
  cinder: { since: '1.11', use: csi },
  flexVolume: { since: '1.23', use: csi },
  flocker: { since: '1.22', dead: '1.25', use: none },
  gcePersistentDisk: { since: '1.17', use: csi },
  gitRepo: { since: '1.11', use: 'an emptyDir that an init container clones into' },
  glusterfs: { since: '1.25', dead: '1.26', use: csi },
  photonPersistentDisk: { since: '1.11', dead: '1.16', use: none },
  portworxVolume: { since: '1.25', use: csi },
  quobyte: { since: '1.22', dead: '1.25', use: csi },
  rbd: { since: '1.28', dead: '1.31', use: csi },
  scaleIO: { since: '1.16', dead: '1.22', use: csi },
  storageos: { since: '1.22', dead: '1.25', use: csi },
  vsphereVolume: { since: '1.19', use: csi },
};

function ended(fields: Fields, name: string, { since, dead, use }: Ending): void {
  const now = dead === undefined ? '' : `, and does nothing since ${dead}`;
  fields.refuse(
    { code: 'deprecations/deprecated-field', what: `is deprecated since ${since}${now}`, fix: `use ${use}` },
    name,
  );
}

/** One field, where it is set. */
function field(on: string | readonly string[], name: string, ending: Ending, range: Ranged = {}): Rule {
  return rule(on, (fields) => (fields.has(name) ? ended(fields, name, ending) : undefined), range);
}

export const deprecatedVolumes: Rule = rule(['core#Volume', 'core#PersistentVolumeSpec'], (volume) => {
  for (const name of Object.keys(volume.values)) {
    const ending = Object.hasOwn(volumes, name) ? volumes[name] : undefined;
    if (ending !== undefined) ended(volume, name, ending);
  }
});

/** Both are written by tools that read a cluster; the old one alone was written by somebody. */
export const oldAccount: Rule = rule('core#PodSpec', (pod) => {
  if (pod.text('serviceAccount') !== '' && !pod.has('serviceAccountName'))
    ended(pod, 'serviceAccount', { since: '1.0', use: 'serviceAccountName' });
});

export const balancerAddress: Rule = field('core#ServiceSpec', 'loadBalancerIP', {
  since: '1.24',
  use: 'an annotation of the balancer, or a Gateway',
});

/** Of what has no address of its own the server ignores them. */
export const externalAddresses: Rule = rule(
  'core#ServiceSpec',
  (service) => {
    if (service.list('externalIPs').length === 0) return;
    if (service.text('type') === 'ExternalName' || service.text('clusterIP') === 'None') return;
    ended(service, 'externalIPs', { since: '1.36', use: 'type: LoadBalancer' });
  },
  { since: '1.36' },
);

/** One value of a field. */
function value(on: string, name: string, old: string, when: string, use: string, range: Ranged = {}): Rule {
  return rule(
    on,
    (fields) => {
      if (fields.text(name) === old)
        fields.refuse(
          {
            code: 'deprecations/deprecated-field',
            what: `is ${old}, which is deprecated${when}`,
            fix: `use ${use}`,
          },
          name,
        );
    },
    range,
  );
}

export const closeTraffic: Rule = value(
  'core#ServiceSpec',
  'trafficDistribution',
  'PreferClose',
  ' since 1.35',
  'PreferSameZone',
  { since: '1.35' },
);

export const recycled: Rule = value(
  'core#PersistentVolumeSpec',
  'persistentVolumeReclaimPolicy',
  'Recycle',
  '',
  'Delete, and volumes that a StorageClass makes',
);

export const namedEndpoints: Rule = value(
  'discovery.k8s.io#EndpointSlice',
  'addressType',
  'FQDN',
  '',
  'a Service of type ExternalName',
);

export const oldTopology: Rule = field('discovery.k8s.io#Endpoint', 'deprecatedTopology', {
  since: '1.20',
  use: 'zone and nodeName',
});

export const nodeConfig: Rule = field('core#NodeSpec', 'configSource', {
  since: '1.22',
  dead: '1.24',
  use: 'the configuration file of the kubelet',
});

export const nodeName: Rule = field('core#NodeSpec', 'externalID', {
  since: '1.11',
  dead: '1.11',
  use: 'providerID',
});

/** Kinds of a version that stays, and are not kept up. */
export const oldEndpoints: Rule = rule(
  'core#Endpoints',
  (endpoints) =>
    endpoints.refuse(
      {
        code: 'deprecations/deprecated-kind',
        what: 'is of Endpoints, which is deprecated since 1.33',
        fix: 'use discovery.k8s.io/v1 EndpointSlice',
      },
      'apiVersion',
    ),
  { since: '1.33' },
);
