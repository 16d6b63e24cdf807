// For each deprecation an object without it, and one with it; a version, where only some warn; and whether the server says so itself.

const meta = (kind, apiVersion, rest = {}, metadata = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'a', ...metadata },
  ...rest,
});
const pod = (spec = {}, metadata = {}, container = {}) =>
  meta('Pod', 'v1', { spec: { containers: [{ name: 'a', image: 'a', ...container }], ...spec } }, metadata);
const template = (metadata, container = {}) =>
  meta('PodTemplate', 'v1', {
    template: { metadata, spec: { containers: [{ name: 'a', image: 'a', ...container }] } },
  });
const service = (spec = {}, metadata = {}) =>
  meta('Service', 'v1', { spec: { ports: [{ port: 80 }], ...spec } }, metadata);
const volume = (spec, metadata = {}) =>
  meta(
    'PersistentVolume',
    'v1',
    { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...spec } },
    metadata,
  );
const annotations = (key, value = 'a') => ({ annotations: { [key]: value } });
const mounted = (source) => pod({ volumes: [{ name: 'a', ...source }] });
const local = { hostPath: { path: '/a' } };
const ingress = (metadata, spec = {}) =>
  meta(
    'Ingress',
    'networking.k8s.io/v1',
    { spec: { defaultBackend: { service: { name: 'a', port: { number: 80 } } }, ...spec } },
    metadata,
  );
const slice = (addressType, address, more = {}) =>
  meta('EndpointSlice', 'discovery.k8s.io/v1', {
    addressType,
    endpoints: [{ addresses: [address], ...more }],
  });
const near = (topologyKey) => ({
  affinity: {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey, labelSelector: { matchLabels: { a: 'a' } } },
      ],
    },
  },
});
const required = (key) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Exists' }] }],
      },
    },
  },
});
const spread = (topologyKey) => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { a: 'a' } },
    },
  ],
});

export const cases = {
  deprecatedVolumes: {
    fine: mounted({ emptyDir: {} }),
    wrong: mounted({ glusterfs: { endpoints: 'a', path: 'a' } }),
  },
  oldAccount: {
    fine: pod({ serviceAccountName: 'a', serviceAccount: 'a' }),
    wrong: pod({ serviceAccount: 'a' }),
    documented: true,
  },
  balancerAddress: {
    fine: service({ type: 'LoadBalancer' }),
    wrong: service({ type: 'LoadBalancer', loadBalancerIP: '10.0.0.1' }),
    documented: true,
  },
  externalAddresses: { fine: service({ clusterIP: 'None' }), wrong: service({ externalIPs: ['10.0.0.1'] }) },
  closeTraffic: {
    fine: service({ trafficDistribution: 'PreferSameZone' }),
    wrong: service({ trafficDistribution: 'PreferClose' }),
  },
  recycled: {
    fine: volume({ ...local, persistentVolumeReclaimPolicy: 'Retain' }),
    wrong: volume({ ...local, persistentVolumeReclaimPolicy: 'Recycle' }),
  },
  namedEndpoints: { fine: slice('IPv4', '10.0.0.1'), wrong: slice('FQDN', 'a.example.com') },
  oldTopology: {
    fine: slice('IPv4', '10.0.0.1', { zone: 'a' }),
    wrong: slice('IPv4', '10.0.0.1', { deprecatedTopology: { a: 'a' } }),
    documented: true,
  },
  nodeConfig: {
    fine: meta('Node', 'v1'),
    wrong: meta('Node', 'v1', {
      spec: { configSource: { configMap: { name: 'a', namespace: 'a', kubeletConfigKey: 'a' } } },
    }),
    documented: true,
  },
  nodeName: {
    fine: meta('Node', 'v1', { spec: { providerID: 'a' } }),
    wrong: meta('Node', 'v1', { spec: { externalID: 'a' } }),
  },
  oldEndpoints: { fine: slice('IPv4', '10.0.0.1'), wrong: meta('Endpoints', 'v1') },
  chosenNodes: {
    fine: pod({ nodeSelector: { 'kubernetes.io/os': 'linux' } }),
    wrong: pod({ nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }),
  },
  requiredNodes: {
    fine: pod(required('topology.kubernetes.io/zone')),
    wrong: pod(required('failure-domain.beta.kubernetes.io/zone')),
  },
  spreadNodes: {
    fine: pod(spread('topology.kubernetes.io/region')),
    wrong: pod(spread('failure-domain.beta.kubernetes.io/region')),
  },
  nearNodes: {
    fine: pod(near('topology.kubernetes.io/zone')),
    wrong: pod(near('failure-domain.beta.kubernetes.io/zone')),
    documented: true,
  },
  runtimeNodes: {
    fine: meta('RuntimeClass', 'node.k8s.io/v1', {
      handler: 'a',
      scheduling: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
    }),
    wrong: meta('RuntimeClass', 'node.k8s.io/v1', {
      handler: 'a',
      scheduling: { nodeSelector: { 'beta.kubernetes.io/arch': 'arm64' } },
    }),
  },
  ingressClass: {
    fine: ingress({}, { ingressClassName: 'a' }),
    wrong: ingress(annotations('kubernetes.io/ingress.class')),
  },
  topologyHints: {
    fine: service({}, annotations('service.kubernetes.io/topology-mode', 'Auto')),
    wrong: service({}, annotations('service.kubernetes.io/topology-aware-hints', 'auto')),
  },
  volumeClass: {
    fine: volume({ ...local, storageClassName: 'a' }),
    wrong: volume(local, annotations('volume.beta.kubernetes.io/storage-class')),
  },
  mountOptions: {
    fine: volume({ nfs: { server: 'a', path: '/a' }, mountOptions: ['ro'] }),
    wrong: volume(
      { nfs: { server: 'a', path: '/a' } },
      annotations('volume.beta.kubernetes.io/mount-options', 'ro'),
    ),
  },
  mountableSecrets: {
    fine: meta('ServiceAccount', 'v1'),
    wrong: meta('ServiceAccount', 'v1', {}, annotations('kubernetes.io/enforce-mountable-secrets', 'true')),
  },
  podAnnotations: {
    fine: pod({ priorityClassName: 'system-node-critical' }),
    wrong: pod({}, annotations('scheduler.alpha.kubernetes.io/critical-pod', '')),
  },
  armourAnnotations: {
    fine: template({}, { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }),
    wrong: template(annotations('container.apparmor.security.beta.kubernetes.io/a', 'runtime/default')),
  },
};
