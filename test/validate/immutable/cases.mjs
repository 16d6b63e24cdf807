// For each rule about changes: an object as it is, a change that the server takes, and one that this rule refuses.

const meta = (kind, apiVersion, rest, name = 'a') => ({ apiVersion, kind, metadata: { name }, ...rest });
const labels = (app = 'a') => ({ matchLabels: { app } });
const template = (image = 'a', app = 'a', more = {}) => ({
  metadata: { labels: { app, tier: 'b' } },
  spec: { containers: [{ name: 'a', image, ...more }] },
});
const workload = (kind, spec) =>
  meta(kind, 'apps/v1', { spec: { selector: labels(), template: template(), ...spec } });
const set = (spec) => workload('StatefulSet', { serviceName: 'a', ...spec });
const claim = (storage = '1Gi', more = {}) => ({
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage } },
  ...more,
});
const job = (spec = {}, image = 'a', pod = {}) =>
  meta('Job', 'batch/v1', {
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image, ...pod }] } },
      ...spec,
    },
  });
const pod = (image = 'a', spec = {}, container = {}) =>
  meta('Pod', 'v1', { spec: { containers: [{ name: 'a', image, ...container }], ...spec } });
const service = (spec) => meta('Service', 'v1', { spec: { ports: [{ port: 80 }], ...spec } });
const pvc = (spec) => meta('PersistentVolumeClaim', 'v1', { spec });
const volume = (spec) =>
  meta('PersistentVolume', 'v1', {
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' }, ...spec },
  });
const nodes = (value) => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: [value] }] }] },
});
const configMap = (data, more = {}) => meta('ConfigMap', 'v1', { data, ...more });
const secret = (more) => meta('Secret', 'v1', { type: 'Opaque', ...more });
const binding = (role, subject = 'u') =>
  meta('RoleBinding', 'rbac.authorization.k8s.io/v1', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: subject }],
  });
const storageClass = (more) =>
  meta('StorageClass', 'storage.k8s.io/v1', { provisioner: 'a.example.com', ...more });
const driver = (spec) => meta('CSIDriver', 'storage.k8s.io/v1', { spec }, 'a.example.com');
const schema = { openAPIV3Schema: { type: 'object' } };
const version = (name, storage = false) => ({ name, served: true, storage, schema });
const definition = (spec, group = 'example.com') =>
  meta(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    {
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind: 'Wheel', plural: 'wheels' },
        versions: [version('v1', true)],
        ...spec,
      },
    },
    `wheels.${group}`,
  );
const claimOf = (deviceClassName, labels) => ({
  apiVersion: 'resource.k8s.io/v1',
  kind: 'ResourceClaim',
  metadata: { name: 'a', labels },
  spec: { devices: { requests: [{ name: 'a', exactly: { deviceClassName } }] } },
});
const slice = (driver, more = {}) =>
  meta('ResourceSlice', 'resource.k8s.io/v1', {
    spec: { driver, nodeName: 'a', pool: { name: 'a', generation: 1, resourceSliceCount: 1 }, ...more },
  });

const happened = (more) => ({
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name: 'a' },
  eventTime: '2026-01-01T00:00:00.000000Z',
  reportingController: 'example.com/a',
  reportingInstance: 'a',
  action: 'a',
  reason: 'a',
  type: 'Normal',
  regarding: { kind: 'Pod', name: 'a', namespace: 'default' },
  ...more,
});

export const cases = {
  workloadSelector: [
    workload('Deployment', {}),
    workload('Deployment', { replicas: 3, template: template('b') }),
    workload('Deployment', { selector: { matchLabels: { app: 'a', tier: 'b' } } }),
  ],
  setSpec: [
    set({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim('1Gi') }] }),
    set({
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim('1024Mi') }],
      replicas: 3,
      template: template('b'),
      updateStrategy: { rollingUpdate: { partition: 1 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
      minReadySeconds: 5,
      ordinals: { start: 1 },
      revisionHistoryLimit: 3,
    }),
    set({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim('2Gi') }] }),
  ],
  setFieldByField: [
    set({}),
    set({ replicas: 3, podManagementPolicy: 'OrderedReady' }),
    set({ podManagementPolicy: 'Parallel', serviceName: 'b' }),
    '1.37',
  ],
  setHistory: [set({}), set({ replicas: 2 }), set({ revisionHistoryLimit: 3 }), '1.32'],
  jobSpec: [job({}), job({ parallelism: 2, suspend: true }), job({}, 'b')],
  jobWaiting: [
    job({ suspend: true }),
    job({ suspend: false }),
    job({ suspend: true }, 'a', { resources: { requests: { cpu: '1' } } }),
    '1.35',
  ],
  jobWaitingForResources: [
    job({ suspend: true }),
    job({ suspend: true }, 'a', { resources: { requests: { cpu: '1' } } }),
    job({ suspend: true }, 'b'),
  ],
  revisionData: [
    meta('ControllerRevision', 'apps/v1', { data: { a: 1 }, revision: 1 }),
    meta('ControllerRevision', 'apps/v1', { data: { a: 1 }, revision: 2 }),
    meta('ControllerRevision', 'apps/v1', { data: { a: 2 }, revision: 1 }),
  ],
  podSpec: [
    pod('a', { activeDeadlineSeconds: 10, tolerations: [{ key: 'a', operator: 'Exists' }] }),
    pod('b', {
      activeDeadlineSeconds: 5,
      tolerations: [
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'Exists' },
      ],
    }),
    pod('a', { activeDeadlineSeconds: 10, tolerations: [{ key: 'a', operator: 'Exists' }], hostname: 'b' }),
  ],
  clusterAddress: [
    service({ clusterIP: 'None', selector: { a: 'a' } }),
    service({ selector: { a: 'b' } }),
    service({ clusterIP: '10.96.3.4', selector: { a: 'a' } }),
  ],
  ipFamily: [
    service({ ipFamilies: ['IPv4'] }),
    service({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', selector: { a: 'a' } }),
    service({ ipFamilies: ['IPv6'] }),
  ],
  balancerClass: [
    service({ type: 'LoadBalancer', loadBalancerClass: 'a.example.com/a' }),
    service({ type: 'ClusterIP' }),
    service({ type: 'LoadBalancer', loadBalancerClass: 'a.example.com/b' }),
  ],
  healthPort: [
    service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 31_000 }),
    service({ type: 'LoadBalancer', externalTrafficPolicy: 'Cluster' }),
    service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 31_001 }),
  ],
  secretType: [
    secret({ stringData: { a: 'a' } }),
    secret({ stringData: { a: 'b' } }),
    secret({ type: 'example.com/a', stringData: { a: 'a' } }),
  ],
  immutableContent: [
    configMap({ a: 'a' }, { immutable: true }),
    { ...configMap({ a: 'a' }, { immutable: true }), metadata: { name: 'a', labels: { a: 'b' } } },
    configMap({ a: 'b' }, { immutable: true }),
  ],
  claimSpec: [
    pvc(claim('1Gi', { storageClassName: 'slow' })),
    { ...pvc(claim('1024Mi', { storageClassName: 'slow' })), metadata: { name: 'a', labels: { a: 'b' } } },
    pvc(claim('1Gi', { storageClassName: 'fast' })),
  ],
  volumeSource: [
    volume({}),
    volume({ capacity: { storage: '2Gi' }, persistentVolumeReclaimPolicy: 'Retain', storageClassName: 'a' }),
    volume({ hostPath: { path: '/b' } }),
  ],
  volumeMode: [volume({}), volume({ volumeMode: 'Filesystem' }), volume({ volumeMode: 'Block' })],
  volumeAffinity: [
    volume({ nodeAffinity: nodes('a') }),
    volume({ nodeAffinity: nodes('a'), storageClassName: 'a' }),
    volume({ nodeAffinity: nodes('b') }),
  ],
  storageClass: [
    storageClass({ parameters: { a: 'a' } }),
    storageClass({ parameters: { a: 'a' }, allowVolumeExpansion: true }),
    storageClass({ parameters: { a: 'b' } }),
  ],
  attributesClass: [
    meta('VolumeAttributesClass', 'storage.k8s.io/v1', { driverName: 'a', parameters: { a: 'a' } }),
    {
      ...meta('VolumeAttributesClass', 'storage.k8s.io/v1', { driverName: 'a', parameters: { a: 'a' } }),
      metadata: { name: 'a', labels: { a: 'a' } },
    },
    meta('VolumeAttributesClass', 'storage.k8s.io/v1', { driverName: 'a', parameters: { a: 'b' } }),
  ],
  csiDriver: [
    driver({ attachRequired: true }),
    driver({ attachRequired: true, podInfoOnMount: true, fsGroupPolicy: 'File', storageCapacity: true }),
    driver({ attachRequired: false }),
  ],
  csiDriverOnce: [
    driver({ fsGroupPolicy: 'File' }),
    driver({ fsGroupPolicy: 'File', storageCapacity: true }),
    driver({ fsGroupPolicy: 'None' }),
    '1.29',
  ],
  attachment: [
    meta('VolumeAttachment', 'storage.k8s.io/v1', {
      spec: { attacher: 'a', nodeName: 'a', source: { persistentVolumeName: 'a' } },
    }),
    {
      ...meta('VolumeAttachment', 'storage.k8s.io/v1', {
        spec: { attacher: 'a', nodeName: 'a', source: { persistentVolumeName: 'a' } },
      }),
      metadata: { name: 'a', labels: { a: 'a' } },
    },
    meta('VolumeAttachment', 'storage.k8s.io/v1', {
      spec: { attacher: 'a', nodeName: 'b', source: { persistentVolumeName: 'a' } },
    }),
  ],
  storageCapacity: [
    meta('CSIStorageCapacity', 'storage.k8s.io/v1', { storageClassName: 'a', capacity: '1Gi' }),
    meta('CSIStorageCapacity', 'storage.k8s.io/v1', { storageClassName: 'a', capacity: '2Gi' }),
    meta('CSIStorageCapacity', 'storage.k8s.io/v1', { storageClassName: 'b', capacity: '1Gi' }),
  ],
  roleRef: [binding('a'), binding('a', 'v'), binding('b')],
  quotaScopes: [
    meta('ResourceQuota', 'v1', { spec: { scopes: ['BestEffort'], hard: { pods: '1' } } }),
    meta('ResourceQuota', 'v1', { spec: { scopes: ['BestEffort'], hard: { pods: '2' } } }),
    meta('ResourceQuota', 'v1', { spec: { scopes: ['NotBestEffort'], hard: { pods: '1' } } }),
  ],
  priorityClass: [
    meta('PriorityClass', 'scheduling.k8s.io/v1', { value: 1 }),
    meta('PriorityClass', 'scheduling.k8s.io/v1', { value: 1, description: 'b' }),
    meta('PriorityClass', 'scheduling.k8s.io/v1', { value: 2 }),
  ],
  runtimeHandler: [
    meta('RuntimeClass', 'node.k8s.io/v1', { handler: 'a' }),
    meta('RuntimeClass', 'node.k8s.io/v1', { handler: 'a', overhead: { podFixed: { cpu: '1' } } }),
    meta('RuntimeClass', 'node.k8s.io/v1', { handler: 'b' }),
  ],
  ingressController: [
    meta('IngressClass', 'networking.k8s.io/v1', { spec: { controller: 'example.com/a' } }),
    meta('IngressClass', 'networking.k8s.io/v1', {
      spec: {
        controller: 'example.com/a',
        parameters: { apiGroup: 'example.com', kind: 'A', name: 'a', scope: 'Cluster' },
      },
    }),
    meta('IngressClass', 'networking.k8s.io/v1', { spec: { controller: 'example.com/b' } }),
  ],
  addressType: [
    meta('EndpointSlice', 'discovery.k8s.io/v1', {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'] }],
    }),
    meta('EndpointSlice', 'discovery.k8s.io/v1', {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.2'] }],
    }),
    meta('EndpointSlice', 'discovery.k8s.io/v1', {
      addressType: 'FQDN',
      endpoints: [{ addresses: ['a.example.com'] }],
    }),
  ],
  addressParent: [
    meta(
      'IPAddress',
      'networking.k8s.io/v1',
      { spec: { parentRef: { resource: 'services', name: 'a', namespace: 'a' } } },
      '10.96.7.7',
    ),
    {
      ...meta('IPAddress', 'networking.k8s.io/v1', {
        spec: { parentRef: { resource: 'services', name: 'a', namespace: 'a' } },
      }),
      metadata: { name: '10.96.7.7', labels: { a: 'a' } },
    },
    meta(
      'IPAddress',
      'networking.k8s.io/v1',
      { spec: { parentRef: { resource: 'services', name: 'b', namespace: 'a' } } },
      '10.96.7.7',
    ),
  ],
  serviceRanges: [
    meta('ServiceCIDR', 'networking.k8s.io/v1', { spec: { cidrs: ['10.97.0.0/24'] } }),
    meta('ServiceCIDR', 'networking.k8s.io/v1', { spec: { cidrs: ['10.97.0.0/24', 'fd00::/112'] } }),
    meta('ServiceCIDR', 'networking.k8s.io/v1', { spec: { cidrs: ['10.98.0.0/24'] } }),
  ],
  wholeSpec: [claimOf('a'), claimOf('a', { a: 'a' }), claimOf('b')],
  bundleSigner: [
    meta('ClusterTrustBundle', 'certificates.k8s.io/v1beta1', { spec: { trustBundle: 'a' } }, 'a'),
    meta('ClusterTrustBundle', 'certificates.k8s.io/v1beta1', { spec: { trustBundle: 'b' } }, 'a'),
    meta(
      'ClusterTrustBundle',
      'certificates.k8s.io/v1beta1',
      { spec: { signerName: 'a.example.com/a', trustBundle: 'a' } },
      'a',
    ),
    // A server would ask for a certificate.
    '1.37',
  ],
  slice: [
    slice('a.example.com'),
    slice('a.example.com', { pool: { name: 'a', generation: 2, resourceSliceCount: 1 } }),
    slice('b.example.com'),
  ],
  nodeSpec: [
    meta('Node', 'v1', { spec: { podCIDRs: ['10.1.0.0/24'], podCIDR: '10.1.0.0/24' } }),
    meta('Node', 'v1', { spec: { podCIDRs: ['10.1.0.0/24'], podCIDR: '10.1.0.0/24', unschedulable: true } }),
    meta('Node', 'v1', { spec: { podCIDRs: ['10.2.0.0/24'], podCIDR: '10.2.0.0/24' } }),
  ],
  nodeIdentity: [
    meta('Node', 'v1', { spec: { externalID: 'a' } }),
    meta('Node', 'v1', { spec: { externalID: 'a', unschedulable: true } }),
    meta('Node', 'v1', { spec: { externalID: 'b' } }),
  ],
  event: [
    happened({}),
    happened({ series: { count: 2, lastObservedTime: '2026-01-01T00:00:00.000000Z' } }),
    happened({ reason: 'b' }),
  ],
  nodeDrivers: [
    meta('CSINode', 'storage.k8s.io/v1', {
      spec: { drivers: [{ name: 'a', nodeID: 'a', topologyKeys: null }] },
    }),
    meta('CSINode', 'storage.k8s.io/v1', {
      spec: {
        drivers: [
          { name: 'a', nodeID: 'a', topologyKeys: null, allocatable: { count: 3 } },
          { name: 'b', nodeID: 'a', topologyKeys: null },
        ],
      },
    }),
    meta('CSINode', 'storage.k8s.io/v1', {
      spec: { drivers: [{ name: 'a', nodeID: 'b', topologyKeys: null }] },
    }),
  ],
  claimAnnotation: [
    {
      ...pvc(claim()),
      metadata: { name: 'a', annotations: { 'volume.beta.kubernetes.io/storage-class': 'a' } },
    },
    pvc(claim('1Gi', { storageClassName: 'a' })),
    {
      ...pvc(claim()),
      metadata: { name: 'a', annotations: { 'volume.beta.kubernetes.io/storage-class': 'b' } },
    },
  ],
  definitionScope: [
    definition({}),
    definition({ names: { kind: 'Wheel', plural: 'wheels', shortNames: ['wh'] } }),
    definition({ scope: 'Cluster' }),
  ],
  storedVersion: [
    definition({ versions: [version('v1', true)] }, 'stored.example.com'),
    definition({ versions: [version('v1'), version('v2', true)] }, 'stored.example.com'),
    definition({ versions: [version('v2', true)] }, 'stored.example.com'),
  ],
};
