// For each rule of the server an object that is fine, and one that this rule refuses.

const meta = (kind, apiVersion, rest, name = 'a') => ({ apiVersion, kind, metadata: { name }, ...rest });
const container = (fields = {}) => ({ name: 'a', image: 'a', ...fields });
const pod = (fields, spec = {}) => meta('Pod', 'v1', { spec: { containers: [container(fields)], ...spec } });
const podSpec = (spec) => pod({}, spec);
const template = (fields = {}, spec = {}, metadata = {}) => ({
  metadata: { labels: { app: 'a' }, ...metadata },
  spec: { containers: [container(fields)], ...spec },
});
const selector = { matchLabels: { app: 'a' } };
const workload = (kind, spec = {}, made = template()) =>
  meta(kind, 'apps/v1', { spec: { selector, template: made, ...spec } });
const deployment = (spec, made) => workload('Deployment', spec, made);
const daemonSet = (spec, made) => workload('DaemonSet', spec, made);
const statefulSet = (spec, made) => workload('StatefulSet', { serviceName: 'a', ...spec }, made);
const controller = (spec) => meta('ReplicationController', 'v1', { spec: { template: template(), ...spec } });
const jobPod = (fields = {}, spec = {}) => ({
  spec: { restartPolicy: 'Never', containers: [container(fields)], ...spec },
});
const job = (spec = {}, made = jobPod(), name = 'a') =>
  meta('Job', 'batch/v1', { spec: { template: made, ...spec } }, name);
const cronJob = (spec = {}, made = { spec: { template: jobPod() } }) =>
  meta('CronJob', 'batch/v1', { spec: { schedule: '@daily', jobTemplate: made, ...spec } });
const service = (spec, metadata = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a', ...metadata },
  spec: { ports: [{ port: 80 }], ...spec },
});
const volume = (source) => podSpec({ volumes: [{ name: 'v', ...source }] });
const mounted = (mount, source = { emptyDir: {} }, fields = {}) =>
  pod(
    { ...fields, volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] },
    { volumes: [{ name: 'v', ...source }] },
  );
const persistent = (spec) =>
  meta('PersistentVolume', 'v1', {
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...spec },
  });
const claim = (spec) =>
  meta('PersistentVolumeClaim', 'v1', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  });
const probe = (fields) => pod({ readinessProbe: fields });
const variable = (fields) => pod({ env: [{ name: 'A', ...fields }] });
const affinity = (term) =>
  podSpec({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } });
const nodeAffinity = (terms) =>
  podSpec({
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } },
    },
  });
const spread = (fields) => ({
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: selector,
  ...fields,
});
const spreadPod = (...all) => podSpec({ topologySpreadConstraints: all });
const ingress = (spec, metadata = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'a', ...metadata },
  spec,
});
const backend = { service: { name: 'a', port: { number: 80 } } };
const ingressPath = (fields) =>
  ingress({ rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...fields }] } }] });
const ingressClass = (spec) =>
  meta('IngressClass', 'networking.k8s.io/v1', { spec: { controller: 'example.com/a', ...spec } });
const networkPolicy = (spec) =>
  meta('NetworkPolicy', 'networking.k8s.io/v1', { spec: { podSelector: {}, ...spec } });
const autoscaler = (spec) =>
  meta('HorizontalPodAutoscaler', 'autoscaling/v2', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
      maxReplicas: 2,
      ...spec,
    },
  });
const metrics = (...all) => autoscaler({ metrics: all });
const cpu = (target) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', ...target } },
});
const external = (target, metric = { name: 'a' }) => ({
  type: 'External',
  external: { metric, target: { type: 'Value', ...target } },
});
const scaleUp = (rules) =>
  autoscaler({
    behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }], ...rules } },
  });
const policyRule = {
  apiGroups: ['apps'],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['deployments'],
};
const validatingPolicy = (spec) =>
  meta('ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', {
    spec: {
      matchConstraints: { resourceRules: [policyRule] },
      validations: [{ expression: 'true' }],
      ...spec,
    },
  });
const mutatingPolicy = (spec) =>
  meta('MutatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', {
    spec: {
      matchConstraints: { resourceRules: [policyRule] },
      reinvocationPolicy: 'Never',
      mutations: [
        {
          patchType: 'JSONPatch',
          jsonPatch: { expression: '[JSONPatch{op: "add", path: "/metadata/labels/a", value: "b"}]' },
        },
      ],
      ...spec,
    },
  });
const policyBinding = (spec) =>
  meta('ValidatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/v1', {
    spec: { policyName: 'a', validationActions: ['Deny'], ...spec },
  });
const hook = (fields) => ({
  name: 'a.example.com',
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  clientConfig: { service: { name: 'a', namespace: 'a' } },
  rules: [policyRule],
  ...fields,
});
const webhooks = (...all) =>
  meta('ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', { webhooks: all });
const apiService = (spec, name = 'v1.example.com') =>
  meta(
    'APIService',
    'apiregistration.k8s.io/v1',
    { spec: { group: 'example.com', version: 'v1', groupPriorityMinimum: 10, versionPriority: 10, ...spec } },
    name,
  );
const claimOf = (devices) => meta('ResourceClaim', 'resource.k8s.io/v1', { spec: { devices } });
const request = (fields = {}) => ({ name: 'r', exactly: { deviceClassName: 'a.example.com', ...fields } });
const sliceOf = (spec) =>
  meta('ResourceSlice', 'resource.k8s.io/v1', {
    spec: {
      driver: 'a.example.com',
      pool: { name: 'a', generation: 1, resourceSliceCount: 1 },
      nodeName: 'n',
      ...spec,
    },
  });
const deviceOf = (fields, spec = {}) => sliceOf({ devices: [{ name: 'd', ...fields }], ...spec });
const flow = (spec) =>
  meta('FlowSchema', 'flowcontrol.apiserver.k8s.io/v1', {
    spec: { matchingPrecedence: 100, priorityLevelConfiguration: { name: 'a' }, ...spec },
  });
const flowSubject = { kind: 'User', user: { name: 'a' } };
const resourceFlow = { verbs: ['get'], apiGroups: [''], resources: ['pods'], namespaces: ['*'] };
const flowRule = (fields) =>
  flow({ rules: [{ subjects: [flowSubject], resourceRules: [resourceFlow], ...fields }] });
const level = (limited, spec = {}) =>
  meta('PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1', {
    spec: { type: 'Limited', limited: { limitResponse: { type: 'Reject' }, ...limited }, ...spec },
  });
const role = (...rules) => meta('Role', 'rbac.authorization.k8s.io/v1', { rules });
const roleBinding = (fields) =>
  meta('RoleBinding', 'rbac.authorization.k8s.io/v1', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' },
    subjects: [{ kind: 'User', name: 'a' }],
    ...fields,
  });
const quota = (spec) => meta('ResourceQuota', 'v1', { spec });
const limits = (...all) => meta('LimitRange', 'v1', { spec: { limits: all } });
const secret = (fields, metadata = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a', ...metadata },
  ...fields,
});
const storageClass = (fields) =>
  meta('StorageClass', 'storage.k8s.io/v1', { provisioner: 'example.com/a', ...fields });
const driver = (spec) => meta('CSIDriver', 'storage.k8s.io/v1', { spec }, 'a.example.com');
const node = (fields) => meta('Node', 'v1', fields);
const slice = (fields) =>
  meta('EndpointSlice', 'discovery.k8s.io/v1', { addressType: 'IPv4', endpoints: [], ...fields });
const endpoints = (...subsets) => meta('Endpoints', 'v1', { subsets });
const runtime = (fields) => meta('RuntimeClass', 'node.k8s.io/v1', { handler: 'a', ...fields });
const event = (fields) =>
  meta('Event', 'v1', { involvedObject: { kind: 'Pod', name: 'a', namespace: 'default' }, ...fields });
const newEvent = (fields) =>
  meta('Event', 'events.k8s.io/v1', {
    eventTime: '2024-01-01T00:00:00.000000Z',
    action: 'a',
    reason: 'a',
    reportingController: 'example.com/a',
    reportingInstance: 'a',
    type: 'Normal',
    regarding: { namespace: 'default' },
    ...fields,
  });
const map = (metadata, fields = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', ...metadata },
  ...fields,
});
const owner = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'u', controller: true };
const definition = (spec) =>
  meta(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    {
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
        ...spec,
      },
    },
    'widgets.example.com',
  );
// A request for a certificate that nobody would sign.
const certificateRequest = Buffer.from(`-----BEGIN CERTIFICATE REQUEST-----
MIHGMG4CAQAwDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BImQI5IcBZ+IrViKTDNpdb1gPZiCXwe2KP6phNhTiWuBR8SBkw/JYKGFa6twv+Il
BKqgBoXiAJEURh3Ymf597nWgADAKBggqhkjOPQQDAgNIADBFAiBPV/QIQNBfuT6F
YaeNiyU5quNsIbNeEIh+Rih29R8LQQIhAL6YtLMmJoXQnWHVYGhA5VL0oU6O+k2p
6lXFjArN5V6K
-----END CERTIFICATE REQUEST-----
`).toString('base64');
const signing = (spec) =>
  meta('CertificateSigningRequest', 'certificates.k8s.io/v1', {
    spec: { request: certificateRequest, signerName: 'example.com/a', usages: ['client auth'], ...spec },
  });
const quoted = (text) => Buffer.from(text).toString('base64');
const onExit = (fields) =>
  job({
    podFailurePolicy: {
      rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1], ...fields } }],
    },
  });
const indexed = (spec) => job({ completionMode: 'Indexed', completions: 3, ...spec });

/** @type {Readonly<Record<string, readonly [fine: object, wrong: object, kubernetes?: string]>>} */
export const cases = {
  names: [map({}), map({ name: 'A' })],
  namespace: [map({ namespace: 'default' }), map({ namespace: 'a.b' })],
  labels: [map({ labels: { 'example.com/a': 'b' } }), map({ labels: { 'a b': 'c d' } })],
  annotations: [map({ annotations: { 'Example.com/a': 'any text' } }), map({ annotations: { '/a': '' } })],
  finalizers: [map({ finalizers: ['example.com/a', 'orphan'] }), map({ finalizers: ['a'] })],
  namespaceFinalizers: [
    meta('Namespace', 'v1', { spec: { finalizers: ['kubernetes'] } }),
    meta('Namespace', 'v1', { spec: { finalizers: ['a'] } }),
  ],
  owners: [map({ ownerReferences: [owner] }), map({ ownerReferences: [owner, { ...owner, name: 'b' }] })],
  labelSelector: [
    networkPolicy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }),
    networkPolicy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
  ],
  definitions: [definition({}), definition({ group: 'example.org' })],
  conversion: [
    definition({ conversion: { strategy: 'None' } }),
    definition({ conversion: { strategy: 'Some' } }),
  ],

  templateLabels: [deployment(), deployment({}, template({}, {}, { labels: { app: 'a', b: 'c d' } }))],
  podAnnotations: [
    {
      ...podSpec({}),
      metadata: { name: 'a', annotations: { 'controller.kubernetes.io/pod-deletion-cost': '-5' } },
    },
    {
      ...podSpec({}),
      metadata: { name: 'a', annotations: { 'controller.kubernetes.io/pod-deletion-cost': 'high' } },
    },
  ],
  podNames: [podSpec({ serviceAccountName: 'a.b' }), podSpec({ serviceAccountName: 'A' })],
  hostNames: [podSpec({ hostname: 'a' }), podSpec({ hostname: 'a.b' })],
  hostnameOverride: [
    podSpec({ hostnameOverride: 'a.b' }),
    podSpec({ hostnameOverride: 'a.b', setHostnameAsFQDN: true }),
  ],
  podDeadline: [podSpec({ activeDeadlineSeconds: 1 }), podSpec({ activeDeadlineSeconds: 0 })],
  ownResolver: [
    podSpec({ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.1'] } }),
    podSpec({ dnsPolicy: 'None' }),
  ],
  resolver: [
    podSpec({ dnsConfig: { nameservers: ['1.1.1.1'] } }),
    podSpec({ dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', 'dns'] } }),
  ],
  searchDomains: [
    podSpec({ dnsConfig: { searches: ['a_b.', '.'] } }),
    podSpec({ dnsConfig: { searches: ['A'] } }),
  ],
  strictSearchDomains: [
    podSpec({ dnsConfig: { searches: ['a.b.'] } }),
    podSpec({ dnsConfig: { searches: ['a_b'] } }),
    '1.32',
  ],
  hostAlias: [
    podSpec({ hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] }),
    podSpec({ hostAliases: [{ ip: 'a', hostnames: ['a_b'] }] }),
  ],
  nodeSelector: [podSpec({ nodeSelector: { a: 'b' } }), podSpec({ nodeSelector: { a: 'b c' } })],
  toleration: [
    podSpec({ tolerations: [{ operator: 'Exists' }] }),
    podSpec({ tolerations: [{ effect: 'NoSchedule', tolerationSeconds: 1 }] }),
  ],
  nodeRequirement: [
    nodeAffinity([{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }]),
    nodeAffinity([{ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1', '2'] }] }]),
  ],
  nodeTerms: [nodeAffinity([{}]), nodeAffinity([])],
  weights: [
    podSpec({
      affinity: {
        nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: {} }] },
      },
    }),
    podSpec({
      affinity: {
        nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: {} }] },
      },
    }),
  ],
  affinityTerm: [
    affinity({ topologyKey: 'zone', labelSelector: selector }),
    affinity({ topologyKey: '', labelSelector: selector, namespaces: ['a.b'] }),
  ],
  labelKeys: [
    affinity({ topologyKey: 'zone', labelSelector: selector, matchLabelKeys: ['b'] }),
    affinity({ topologyKey: 'zone', matchLabelKeys: ['b'] }),
  ],
  spread: [
    spreadPod(spread({ minDomains: 2 })),
    spreadPod(spread({ maxSkew: 0, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 })),
  ],
  spreadKeys: [
    spreadPod(spread({ matchLabelKeys: ['b'] })),
    spreadPod(spread({ matchLabelKeys: ['app'] })),
    '1.33',
  ],
  mergedSpreadKeys: [
    spreadPod(spread({ matchLabelKeys: ['app'] })),
    { ...spreadPod(spread({ matchLabelKeys: ['app'] })), metadata: { name: 'a', labels: { app: 'a' } } },
  ],
  mergedAffinityKeys: [
    affinity({ topologyKey: 'zone', labelSelector: selector, matchLabelKeys: ['app'] }),
    {
      ...affinity({ topologyKey: 'zone', labelSelector: selector, matchLabelKeys: ['app'] }),
      metadata: { name: 'a', labels: { app: 'a' } },
    },
  ],
  spreadOnce: [
    spreadPod(spread({}), spread({ topologyKey: 'host' })),
    spreadPod(spread({}), spread({ maxSkew: 2 })),
  ],
  gates: [podSpec({ schedulingGates: [{ name: 'a' }] }), podSpec({ schedulingGates: [{ name: 'a b' }] })],
  gatedNode: [
    podSpec({ schedulingGates: [{ name: 'a' }] }),
    podSpec({ schedulingGates: [{ name: 'a' }], nodeName: 'n' }),
  ],
  readinessGates: [
    podSpec({ readinessGates: [{ conditionType: 'example.com/a' }] }),
    podSpec({ readinessGates: [{ conditionType: 'a b' }] }),
  ],
  podClaims: [
    podSpec({ resourceClaims: [{ name: 'a', resourceClaimName: 'b' }] }),
    podSpec({ resourceClaims: [{ name: 'a' }, { name: 'a', resourceClaimName: 'b' }] }),
  ],
  groups: [
    podSpec({ securityContext: { supplementalGroups: [1] } }),
    podSpec({ securityContext: { supplementalGroups: [-1] } }),
  ],
  sharedProcesses: [
    podSpec({ shareProcessNamespace: true }),
    podSpec({ shareProcessNamespace: true, hostPID: true }),
  ],
  sysctls: [
    podSpec({ securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }),
    podSpec({
      hostNetwork: true,
      securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] },
    }),
  ],
  ownUsers: [podSpec({ hostUsers: false }), podSpec({ hostUsers: false, hostPID: true })],
  system: [
    podSpec({ os: { name: 'linux' } }),
    podSpec({ os: { name: 'windows' }, securityContext: { runAsUser: 1 } }),
  ],
  hostProcess: [
    podSpec({ hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } }),
    podSpec({ securityContext: { windowsOptions: { hostProcess: true } } }),
  ],

  containerName: [pod({}), pod({ name: 'A', image: '' })],
  someContainer: [podSpec({}), podSpec({ containers: [] })],
  containerNames: [
    podSpec({ initContainers: [container({ name: 'b' })] }),
    podSpec({ initContainers: [container()] }),
  ],
  containerPort: [
    pod({ ports: [{ containerPort: 80, name: 'http' }] }),
    pod({ ports: [{ containerPort: 0, name: '80', hostPort: 70_000 }] }),
  ],
  portNames: [
    pod({
      ports: [
        { containerPort: 80, name: 'a' },
        { containerPort: 81, name: 'b' },
      ],
    }),
    pod({
      ports: [
        { containerPort: 80, name: 'a' },
        { containerPort: 81, name: 'a' },
      ],
    }),
  ],
  hostPorts: [
    pod({ ports: [{ containerPort: 80, hostPort: 80 }] }),
    pod({
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    }),
  ],
  hostNetworkPorts: [
    pod({ ports: [{ containerPort: 80 }] }, { hostNetwork: true }),
    pod({ ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }),
  ],
  variableNames: [pod({ env: [{ name: 'a b!' }] }), pod({ env: [{ name: 'a=b' }] })],
  strictVariableNames: [pod({ env: [{ name: 'a.b-c' }] }), pod({ env: [{ name: 'a b' }] }), '1.31'],
  variableNamed: [pod({ env: [{ name: 'A' }] }), pod({ env: [{ name: '' }] })],
  variableSource: [
    variable({ valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }),
    variable({ value: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }),
  ],
  prefixes: [
    pod({ envFrom: [{ prefix: 'A_', secretRef: { name: 'a' } }] }),
    pod({ envFrom: [{ prefix: 'A=', secretRef: { name: 'a' } }] }),
  ],
  strictPrefixes: [
    pod({ envFrom: [{ prefix: 'A_', secretRef: { name: 'a' } }] }),
    pod({ envFrom: [{ prefix: '1A', secretRef: { name: 'a' } }] }),
    '1.31',
  ],
  variablesFrom: [pod({ envFrom: [{ configMapRef: { name: 'a' } }] }), pod({ envFrom: [{}] })],
  variablesFromName: [
    pod({ envFrom: [{ configMapRef: { name: 'a.b' } }] }),
    pod({ envFrom: [{ configMapRef: { name: 'A' } }] }),
  ],
  keySelectors: [
    variable({ valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }),
    variable({ valueFrom: { secretKeyRef: { name: 'A', key: 'b/c' } } }),
  ],
  fileKeySelectors: [
    pod(
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'a', key: 'B' } } }] },
      { volumes: [{ name: 'v', emptyDir: {} }] },
    ),
    pod(
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: '../a', key: 'B' } } }] },
      { volumes: [{ name: 'v', emptyDir: {} }] },
    ),
  ],
  podReferences: [
    variable({ valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } }),
    variable({ valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } }),
  ],
  resourceReferences: [
    variable({ valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }),
    variable({ valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } }),
  ],
  divisors: [
    variable({ valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } }),
    variable({ valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2m' } } }),
  ],
  imageSpaces: [pod({ image: 'a' }), pod({ image: ' a' })],
  noEphemeralContainers: [
    deployment(),
    deployment({}, template({}, { ephemeralContainers: [container({ name: 'b' })] })),
  ],
  mountedVolumes: [mounted({}), mounted({ name: 'w' })],
  mount: [mounted({}), mounted({ mountPath: '' })],
  mountPaths: [
    mounted({}),
    pod(
      {
        volumeMounts: [
          { name: 'v', mountPath: '/v' },
          { name: 'v', mountPath: '/v' },
        ],
      },
      { volumes: [{ name: 'v', emptyDir: {} }] },
    ),
  ],
  mountsAndDevices: [
    pod(
      { volumeDevices: [{ name: 'w', devicePath: '/w' }] },
      { volumes: [{ name: 'w', persistentVolumeClaim: { claimName: 'c' } }] },
    ),
    mounted(
      {},
      { persistentVolumeClaim: { claimName: 'c' } },
      { volumeDevices: [{ name: 'v', devicePath: '/w' }] },
    ),
  ],
  usedDevice: [
    pod(
      { volumeDevices: [{ name: 'w', devicePath: '/w' }] },
      { volumes: [{ name: 'w', persistentVolumeClaim: { claimName: 'c' } }] },
    ),
    pod(
      { volumeDevices: [{ name: 'w', devicePath: '/../w' }] },
      { volumes: [{ name: 'w', persistentVolumeClaim: { claimName: 'c' } }] },
    ),
  ],
  subPaths: [mounted({ subPath: 'a/b' }), mounted({ subPath: '../a' })],
  mountOptions: [
    mounted({ readOnly: true, recursiveReadOnly: 'Enabled' }),
    mounted({ recursiveReadOnly: 'Enabled' }),
  ],
  probeHandler: [probe({ grpc: { port: 80 } }), probe({ grpc: { port: 80 }, exec: { command: ['a'] } })],
  lifecycleHandler: [
    pod({ lifecycle: { preStop: { exec: { command: ['a'] } } } }),
    pod({ lifecycle: { preStop: {} } }),
  ],
  probeNumbers: [
    probe({ grpc: { port: 80 }, periodSeconds: 5 }),
    probe({ grpc: { port: 80 }, periodSeconds: -5, terminationGracePeriodSeconds: 0 }),
  ],
  successThreshold: [
    probe({ grpc: { port: 80 }, successThreshold: 2 }),
    pod({ livenessProbe: { grpc: { port: 80 }, successThreshold: 2 } }),
  ],
  httpGet: [
    probe({ httpGet: { port: 'http', httpHeaders: [{ name: 'X-A', value: 'b' }] } }),
    probe({ httpGet: { port: '80', httpHeaders: [{ name: 'X A', value: 'b' }] } }),
  ],
  tcpSocket: [probe({ tcpSocket: { port: 80 } }), probe({ tcpSocket: { port: 0 } })],
  grpc: [probe({ grpc: { port: 80 } }), probe({ grpc: { port: 70_000 } })],
  exec: [probe({ exec: { command: ['a'] } }), probe({ exec: {} })],
  sleep: [
    pod({ lifecycle: { preStop: { sleep: { seconds: 0 } } } }),
    pod({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }),
  ],
  sleepAtAll: [
    pod({ lifecycle: { preStop: { sleep: { seconds: 1 } } } }),
    pod({ lifecycle: { preStop: { sleep: { seconds: 0 } } } }),
    '1.32',
  ],
  initProbes: [
    podSpec({
      initContainers: [
        container({ name: 'b', restartPolicy: 'Always', readinessProbe: { grpc: { port: 1 } } }),
      ],
    }),
    podSpec({ initContainers: [container({ name: 'b', readinessProbe: { grpc: { port: 1 } } })] }),
  ],
  ephemeralFields: [
    podSpec({}),
    podSpec({ ephemeralContainers: [container({ name: 'b', ports: [{ containerPort: 80 }] })] }),
  ],
  resourceAmounts: [
    pod({ resources: { limits: { cpu: '1', 'example.com/gpu': '1' } } }),
    pod({ resources: { limits: { cpu: '-1', gpu: '1', 'example.com/gpu': '1.5' } } }),
  ],
  requestsWithinLimits: [
    pod({ resources: { limits: { cpu: '1' }, requests: { cpu: '1000m' } } }),
    pod({ resources: { limits: { cpu: '1' }, requests: { cpu: '1001m' } } }),
  ],
  hugePages: [
    pod({ resources: { limits: { 'hugepages-2Mi': '2Mi', memory: '1Gi' } } }),
    pod({ resources: { limits: { 'hugepages-2Mi': '2Mi' } } }),
  ],
  resourceClaims: [
    pod(
      { resources: { claims: [{ name: 'a' }] } },
      { resourceClaims: [{ name: 'a', resourceClaimName: 'b' }] },
    ),
    pod({ resources: { claims: [{ name: 'a' }] } }),
  ],
  resizePolicy: [
    pod({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] }),
    pod({ resizePolicy: [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }] }),
  ],
  sidecarsOnly: [
    podSpec({ initContainers: [container({ name: 'b', restartPolicy: 'Always' })] }),
    pod({ restartPolicy: 'Always' }),
    '1.34',
  ],
  restartRules: [
    pod({
      restartPolicy: 'Never',
      restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }],
    }),
    pod({ restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] }),
  ],
  restartPolicies: [pod({ restartPolicy: 'Never' }), pod({ restartPolicy: 'Sometimes' })],
  userAndGroup: [pod({ securityContext: { runAsUser: 0 } }), pod({ securityContext: { runAsUser: -1 } })],
  privilege: [
    pod({ securityContext: { privileged: true } }),
    pod({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
  ],
  procMount: [
    pod({ securityContext: { procMount: 'Unmasked' } }, { hostUsers: false }),
    pod({ securityContext: { procMount: 'Unmasked' } }),
  ],
  seccomp: [
    podSpec({ securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } } }),
    podSpec({ securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a.json' } } }),
  ],
  appArmor: [
    podSpec({ securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } } }),
    podSpec({ securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } } }),
  ],
  windowsOptions: [
    pod({ securityContext: { windowsOptions: { runAsUserName: 'A\\b' } } }),
    pod({ securityContext: { windowsOptions: { runAsUserName: 'a\\b\\c' } } }),
  ],

  volumeSource: [volume({ emptyDir: {} }), volume({ emptyDir: {}, hostPath: { path: '/a' } })],
  volumeName: [volume({}), volume({ name: 'A' })],
  volumeNames: [
    podSpec({ volumes: [{ name: 'a' }, { name: 'b' }] }),
    podSpec({ volumes: [{ name: 'a' }, { name: 'a' }] }),
  ],
  ephemeralClaims: [
    volume({ ephemeral: { volumeClaimTemplate: { spec: claim({}).spec } } }),
    podSpec({
      volumes: [
        { name: 'v', ephemeral: { volumeClaimTemplate: { spec: claim({}).spec } } },
        { name: 'w', persistentVolumeClaim: { claimName: 'a-v' } },
      ],
    }),
  ],
  fileModes: [
    volume({ secret: { secretName: 'a', defaultMode: 511 } }),
    volume({ secret: { secretName: 'a', defaultMode: 512 } }),
  ],
  volumeOfName: [volume({ secret: { secretName: 'a' } }), volume({ secret: {} })],
  volumeOfMap: [volume({ configMap: { name: 'a' } }), volume({ configMap: {} })],
  volumeOfClaim: [
    volume({ persistentVolumeClaim: { claimName: 'a' } }),
    volume({ persistentVolumeClaim: { claimName: '' } }),
  ],
  keyToPath: [
    volume({ configMap: { name: 'a', items: [{ key: 'a', path: 'a/b' }] } }),
    volume({ configMap: { name: 'a', items: [{ key: 'a', path: '..b' }] } }),
  ],
  downwardFile: [
    volume({ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.labels' } }] } }),
    volume({ downwardAPI: { items: [{ path: '/a' }] } }),
  ],
  projected: [
    volume({ projected: { sources: [{ configMap: { name: 'a' } }] } }),
    volume({ projected: { sources: [{ configMap: { name: 'a' }, secret: { name: 'a' } }] } }),
  ],
  projectedToken: [
    podSpec({
      serviceAccountName: 'a',
      volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } }],
    }),
    podSpec({
      serviceAccountName: 'a',
      volumes: [
        {
          name: 'v',
          projected: { sources: [{ serviceAccountToken: { path: 'a', expirationSeconds: 10 } }] },
        },
      ],
    }),
  ],
  tokenNeedsAccount: [
    podSpec({
      serviceAccountName: 'a',
      volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } }],
    }),
    volume({ projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } }),
  ],
  trustBundle: [
    volume({ projected: { sources: [{ clusterTrustBundle: { name: 'a', path: 'a' } }] } }),
    volume({ projected: { sources: [{ clusterTrustBundle: { name: 'a', path: '/a' } }] } }),
    '1.37',
  ],
  hostPath: [volume({ hostPath: { path: '/a' } }), volume({ hostPath: { path: '/a/../b' } })],
  emptyDir: [volume({ emptyDir: { sizeLimit: '1Gi' } }), volume({ emptyDir: { sizeLimit: '-1' } })],
  nfs: [volume({ nfs: { server: 'a', path: '/a' } }), volume({ nfs: { server: 'a', path: 'a' } })],
  gitRepository: [
    volume({ gitRepo: { repository: 'a' } }),
    volume({ gitRepo: { repository: 'a', directory: '/a' } }),
  ],
  csiVolume: [volume({ csi: { driver: 'a.example.com' } }), volume({ csi: { driver: 'a_b' } })],
  csiPublishSecret: [
    volume({ csi: { driver: 'a', nodePublishSecretRef: { name: 'a' } } }),
    volume({ csi: { driver: 'a', nodePublishSecretRef: {} } }),
  ],
  csiPersistent: [
    persistent({ csi: { driver: 'a', volumeHandle: 'a' } }),
    persistent({ csi: { driver: 'a', volumeHandle: '' } }),
  ],
  claimTemplate: [
    volume({ ephemeral: { volumeClaimTemplate: { spec: claim({}).spec } } }),
    volume({ ephemeral: {} }),
  ],
  templateMetadata: [
    volume({
      ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: 'b' } }, spec: claim({}).spec } },
    }),
    volume({ ephemeral: { volumeClaimTemplate: { metadata: { name: 'a' }, spec: claim({}).spec } } }),
  ],
  cloudDisk: [
    volume({ awsElasticBlockStore: { volumeID: 'a' } }),
    volume({ awsElasticBlockStore: { volumeID: 'a', partition: 256 } }),
  ],
  iscsi: [
    volume({ iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0 } }),
    volume({ iscsi: { targetPortal: 'a', iqn: 'a', lun: 0 } }),
  ],
  fibreChannel: [
    volume({ fc: { wwids: ['a'] } }),
    volume({ fc: { wwids: ['a'], targetWWNs: ['b'], lun: 1 } }),
  ],
  rbd: [volume({ rbd: { monitors: ['a'], image: 'a' } }), volume({ rbd: { monitors: [], image: 'a' } })],
  ceph: [volume({ cephfs: { monitors: ['a'] } }), volume({ cephfs: { monitors: [] } })],
  glusterfs: [
    volume({ glusterfs: { endpoints: 'a', path: 'a' } }),
    volume({ glusterfs: { endpoints: 'a', path: '' } }),
  ],
  cinder: [volume({ cinder: { volumeID: 'a' } }), volume({ cinder: { volumeID: '' } })],
  azureFile: [
    volume({ azureFile: { secretName: 'a', shareName: 'a' } }),
    volume({ azureFile: { secretName: 'a', shareName: '' } }),
  ],
  azureDisk: [
    volume({ azureDisk: { diskName: 'a', diskURI: 'https://a/b.vhd' } }),
    volume({ azureDisk: { diskName: 'a', diskURI: 'http://a/b.vhd' } }),
  ],
  vsphere: [volume({ vsphereVolume: { volumePath: 'a' } }), volume({ vsphereVolume: { volumePath: '' } })],
  photon: [volume({ photonPersistentDisk: { pdID: 'a' } }), volume({ photonPersistentDisk: { pdID: '' } })],
  portworx: [volume({ portworxVolume: { volumeID: 'a' } }), volume({ portworxVolume: { volumeID: '' } })],
  scaleIo: [
    volume({ scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: 'a' } } }),
    volume({ scaleIO: { gateway: '', system: 'a', volumeName: 'a', secretRef: { name: 'a' } } }),
  ],
  storageOs: [volume({ storageos: { volumeName: 'a' } }), volume({ storageos: { volumeName: 'A' } })],
  flexVolume: [
    volume({ flexVolume: { driver: 'a', options: { a: 'b' } } }),
    volume({ flexVolume: { driver: 'a', options: { 'kubernetes.io/a': 'b' } } }),
  ],
  flocker: [
    volume({ flocker: { datasetName: 'a' } }),
    volume({ flocker: { datasetName: 'a', datasetUUID: 'b' } }),
  ],
  quobyte: [
    volume({ quobyte: { registry: 'a:1,b:2', volume: 'a' } }),
    volume({ quobyte: { registry: 'a', volume: 'a' } }),
  ],
  localVolume: [
    persistent({ local: { path: '/a' }, nodeAffinity: { required: { nodeSelectorTerms: [{}] } } }),
    persistent({ local: { path: '/a/../b' }, nodeAffinity: { required: { nodeSelectorTerms: [{}] } } }),
  ],
  imageVolume: [volume({ image: { reference: 'a' } }), volume({ image: {} })],

  workloadNumbers: [deployment({ replicas: 0 }), deployment({ replicas: -1 })],
  history: [deployment({ revisionHistoryLimit: 0 }), deployment({ revisionHistoryLimit: -1 })],
  progress: [deployment({ minReadySeconds: 10 }), deployment({ minReadySeconds: 600 })],
  ordinals: [statefulSet({ ordinals: { start: 1 } }), statefulSet({ ordinals: { start: -1 } })],
  notEverything: [deployment(), deployment({ selector: {} })],
  ownPods: [deployment(), deployment({ selector: { matchLabels: { app: 'b' } } })],
  ownPodsOfController: [controller({}), controller({ selector: { app: 'b' } })],
  serviceName: [statefulSet({}), statefulSet({ serviceName: 'a.b' })],
  podManagement: [
    statefulSet({ podManagementPolicy: 'Parallel' }),
    statefulSet({ podManagementPolicy: 'parallel' }),
  ],
  claimRetention: [
    statefulSet({ persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } }),
    statefulSet({ persistentVolumeClaimRetentionPolicy: { whenScaled: 'delete' } }),
  ],
  rollingDeployment: [
    deployment({ strategy: { rollingUpdate: { maxSurge: '200%', maxUnavailable: 0 } } }),
    deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }),
  ],
  rollingDaemonSet: [
    daemonSet({ updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } } }),
    daemonSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } } }),
  ],
  rollingStatefulSet: [
    statefulSet({ updateStrategy: { rollingUpdate: { partition: 1 } } }),
    statefulSet({ updateStrategy: { rollingUpdate: { partition: -1 } } }),
  ],
  unavailableStatefulSet: [
    statefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 1 } } }),
    statefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } }),
    '1.37',
  ],
  strategyTypes: [
    deployment({ strategy: { type: 'Recreate' } }),
    deployment({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
  ],
  restartAlways: [deployment(), deployment({}, template({}, { restartPolicy: 'Never' }))],

  jobNumbers: [job({ backoffLimit: 0 }), job({ backoffLimit: -1 })],
  jobRestarts: [job(), job({}, jobPod({}, { restartPolicy: 'Always' }))],
  indexed: [indexed({}), job({ completionMode: 'Indexed', parallelism: 1 })],
  failedIndexes: [
    indexed({ backoffLimitPerIndex: 1, maxFailedIndexes: 1 }),
    indexed({ maxFailedIndexes: 1 }),
  ],
  manyIndexes: [
    indexed({ backoffLimitPerIndex: 1, maxFailedIndexes: 1 }),
    indexed({ backoffLimitPerIndex: 1, completions: 100_001 }),
  ],
  jobSelector: [job(), job({ selector: { matchLabels: { app: 'a' } } })],
  jobLabels: [
    job({}, { metadata: { labels: { 'job-name': 'a' } }, ...jobPod() }),
    job({}, { metadata: { labels: { 'job-name': 'b' } }, ...jobPod() }),
  ],
  indexedName: [indexed({}), job({ completionMode: 'Indexed', completions: 1 }, jobPod(), 'x'.repeat(62))],
  managedBy: [job({ managedBy: 'example.com/a' }), job({ managedBy: 'a' })],
  failurePolicy: [onExit({}), job({ podFailurePolicy: { rules: [{ action: 'FailJob' }] } })],
  exitCodes: [onExit({ values: [1, 2] }), onExit({ values: [2, 1, 0], containerName: 'b' })],
  conditionPattern: [
    job({
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
    }),
    job({
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'a b', status: 'True' }] }] },
    }),
  ],
  replacement: [
    onExit({}),
    { ...onExit({}), spec: { ...onExit({}).spec, podReplacementPolicy: 'TerminatingOrFailed' } },
  ],
  successPolicy: [
    indexed({ successPolicy: { rules: [{ succeededCount: 1 }] } }),
    indexed({ successPolicy: { rules: [] } }),
  ],
  successRule: [
    indexed({ successPolicy: { rules: [{ succeededIndexes: '0-1,2' }] } }),
    indexed({ successPolicy: { rules: [{ succeededIndexes: '2,1', succeededCount: 4 }] } }),
  ],
  schedule: [cronJob({ schedule: '*/5 0-12 ? jan mon' }), cronJob({ schedule: '* * * * 7' })],
  timeZone: [cronJob({ timeZone: 'Europe/Berlin' }), cronJob({ timeZone: 'Europe/Bonn' })],
  cronNumbers: [cronJob({ startingDeadlineSeconds: 0 }), cronJob({ startingDeadlineSeconds: -1 })],
  madeSelector: [cronJob(), cronJob({}, { spec: { selector, template: jobPod() } })],

  servicePort: [
    service({ ports: [{ port: 80, targetPort: 'http' }] }),
    service({ ports: [{ port: 80, targetPort: '80', appProtocol: 'a b' }] }),
  ],
  servicePortNames: [
    service({
      ports: [
        { port: 80, name: 'a' },
        { port: 81, name: 'b' },
      ],
    }),
    service({ ports: [{ port: 80 }, { port: 81, name: 'B' }] }),
  ],
  portsOnce: [
    service({
      ports: [
        { port: 53, name: 'a' },
        { port: 53, name: 'b', protocol: 'UDP' },
      ],
    }),
    service({
      ports: [
        { port: 53, name: 'a' },
        { port: 53, name: 'b' },
      ],
    }),
  ],
  nodePorts: [
    service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }),
    service({ ports: [{ port: 80, nodePort: 30_080 }] }),
  ],
  serviceSelector: [service({ selector: { a: 'b' } }), service({ selector: { a: 'b c' } })],
  externalAddresses: [service({ externalIPs: ['10.0.0.1'] }), service({ externalIPs: ['127.0.0.1', 'a'] })],
  sourceRanges: [
    service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    service({ loadBalancerSourceRanges: ['10.0.0.0/33'] }),
  ],
  balancerFields: [
    service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/a' }),
    service({ loadBalancerClass: 'example.com/a' }),
  ],
  trafficPolicies: [
    service({ type: 'NodePort', externalTrafficPolicy: 'Local' }),
    service({ externalTrafficPolicy: 'Local' }),
  ],
  healthCheckPort: [
    service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30_081 }),
    service({ type: 'LoadBalancer', healthCheckNodePort: 30_081 }),
  ],
  trafficDistribution: [
    service({ trafficDistribution: 'PreferSameNode' }),
    service({ trafficDistribution: 'Near' }),
  ],
  trafficDistributionBefore: [
    service({ trafficDistribution: 'PreferClose' }),
    service({ trafficDistribution: 'PreferSameNode' }),
    '1.33',
  ],
  addressFamilies: [service({ ipFamilies: ['IPv4'] }), service({ ipFamilies: ['IPv4', 'IPv4'] })],
  topologyAnnotations: [
    service({}, { annotations: { 'service.kubernetes.io/topology-mode': 'Auto' } }),
    service(
      {},
      {
        annotations: {
          'service.kubernetes.io/topology-mode': 'Auto',
          'service.kubernetes.io/topology-aware-hints': 'Disabled',
        },
      },
    ),
  ],
  servicePorts: [service({ clusterIP: 'None', ports: [] }), service({ ports: [] })],
  externalName: [
    service({ type: 'ExternalName', externalName: 'a.example.com.' }),
    service({ type: 'ExternalName', externalName: 'A' }),
  ],
  headlessType: [service({ clusterIP: 'None' }), service({ clusterIP: 'None', type: 'NodePort' })],
  sessionAffinity: [
    service({ sessionAffinity: 'ClientIP' }),
    service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } } }),
  ],
  clusterAddresses: [service({ clusterIP: '10.96.0.77' }), service({ clusterIP: 'a' })],

  accessModes: [claim({}), claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] })],
  claimedStorage: [claim({}), claim({ resources: { requests: { storage: '0' } } })],
  storageClassName: [claim({ storageClassName: 'a' }), claim({ storageClassName: 'A' })],
  dataSource: [
    claim({ dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' } }),
    claim({ dataSourceRef: { kind: 'VolumeSnapshot', name: 'b' } }),
  ],
  capacity: [
    persistent({ hostPath: { path: '/a' } }),
    persistent({ hostPath: { path: '/a' }, capacity: { storage: '0' } }),
  ],
  persistentSource: [persistent({ hostPath: { path: '/a' } }), persistent({})],
  localAffinity: [
    persistent({ local: { path: '/a' }, nodeAffinity: { required: { nodeSelectorTerms: [{}] } } }),
    persistent({ local: { path: '/a' } }),
  ],
  volumeAffinity: [
    persistent({ hostPath: { path: '/a' } }),
    persistent({ hostPath: { path: '/a' }, nodeAffinity: {} }),
  ],
  rootIsKept: [
    persistent({ hostPath: { path: '/a' }, persistentVolumeReclaimPolicy: 'Recycle' }),
    persistent({ hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' }),
  ],
  attributesNeedDriver: [
    persistent({ csi: { driver: 'a', volumeHandle: 'a' }, volumeAttributesClassName: 'a' }),
    persistent({ hostPath: { path: '/a' }, volumeAttributesClassName: 'a' }),
  ],
  configMap: [
    map({}, { data: { a: 'b' } }),
    map({}, { data: { 'a b': 'c', d: 'e' }, binaryData: { d: 'ZQ==' } }),
  ],
  secretKeys: [secret({ data: { a: 'Yg==' } }), secret({ stringData: { '..a': 'b' } })],
  secretType: [
    secret({ type: 'kubernetes.io/tls', stringData: { 'tls.crt': '', 'tls.key': '' } }),
    secret({ type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': quoted('a') } }),
  ],
  tokenSecret: [
    secret(
      { type: 'kubernetes.io/service-account-token' },
      { annotations: { 'kubernetes.io/service-account.name': 'a' } },
    ),
    secret({ type: 'kubernetes.io/service-account-token' }),
  ],
  quotaAmounts: [
    quota({ hard: { 'requests.cpu': '1', 'count/a.b': '1', pods: '1' } }),
    quota({ hard: { gpu: '1', pods: '1.5' } }),
  ],
  quotaScopes: [
    quota({ scopes: ['BestEffort'], hard: { pods: '1' } }),
    quota({ scopes: ['BestEffort', 'NotBestEffort'], hard: { cpu: '1' } }),
  ],
  quotaSelector: [
    quota({
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['a'] }] },
    }),
    quota({
      scopeSelector: { matchExpressions: [{ scopeName: 'BestEffort', operator: 'In', values: ['a'] }] },
    }),
  ],
  limitTypes: [
    limits({ type: 'Container', max: { cpu: '1' } }),
    limits({ type: 'Pod', default: { cpu: '1' } }, { type: 'Pod' }),
  ],
  limitNames: [
    limits({ type: 'Container', max: { cpu: '1' } }),
    limits({ type: 'Container', max: { storage: '1' } }),
  ],
  limitOrder: [
    limits({ type: 'Container', min: { cpu: '1' }, max: { cpu: '2' } }),
    limits({ type: 'Container', min: { cpu: '3' }, max: { cpu: '2' } }),
  ],
  endpointSubset: [
    endpoints({ addresses: [{ ip: '10.0.0.1' }] }),
    endpoints({ ports: [{ port: 80 }, { port: 81, name: 'a' }] }),
  ],
  endpointAddress: [
    endpoints({ addresses: [{ ip: '10.0.0.1' }] }),
    endpoints({ addresses: [{ ip: '127.0.0.1' }] }),
  ],
  endpointPort: [
    endpoints({ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }),
    endpoints({ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 0 }] }),
  ],
  slicedAddresses: [
    slice({ endpoints: [{ addresses: ['10.0.0.1'] }] }),
    slice({ endpoints: [{ addresses: ['2001:db8::1'] }] }),
  ],
  slicedPorts: [
    slice({ ports: [{ port: 80 }, { port: 81, name: 'a' }] }),
    slice({ ports: [{ port: 80 }, { port: 81 }] }),
  ],
  endpointHints: [
    slice({ endpoints: [{ addresses: ['10.0.0.1'], hints: { forZones: [{ name: 'a' }] } }] }),
    slice({ endpoints: [{ addresses: ['10.0.0.1'], hints: { forZones: [{ name: 'a' }, { name: 'a' }] } }] }),
  ],

  someRule: [ingress({ defaultBackend: backend }), ingress({})],
  ingressHost: [ingress({ rules: [{ host: '*.example.com' }] }), ingress({ rules: [{ host: '10.0.0.1' }] })],
  ingressTls: [
    ingress({ defaultBackend: backend, tls: [{ hosts: ['a.example.com'], secretName: 'a' }] }),
    ingress({ defaultBackend: backend, tls: [{ hosts: ['a.*.com'], secretName: 'A' }] }),
  ],
  ingressPaths: [ingressPath({}), ingress({ rules: [{ http: { paths: [] } }] })],
  ingressPath: [ingressPath({ path: '/a' }), ingressPath({ path: 'a//b' })],
  ingressBackend: [
    ingressPath({}),
    ingressPath({ backend: { service: { name: 'A', port: { number: 80, name: 'http' } } } }),
  ],
  ingressBackendBefore: [
    ingressPath({}),
    ingressPath({ backend: { service: { name: '1a', port: { number: 80 } } } }),
    '1.35',
  ],
  backendResource: [
    ingressPath({ backend: { resource: { kind: 'A', name: 'a' } } }),
    ingressPath({ backend: { resource: { kind: 'A', name: 'a/b' } } }),
  ],
  oneClass: [
    ingress(
      { defaultBackend: backend, ingressClassName: 'a' },
      { annotations: { 'kubernetes.io/ingress.class': 'a' } },
    ),
    ingress(
      { defaultBackend: backend, ingressClassName: 'a' },
      { annotations: { 'kubernetes.io/ingress.class': 'b' } },
    ),
  ],
  ingressController: [ingressClass({}), ingressClass({ controller: 'a' })],
  classParameters: [
    ingressClass({ parameters: { kind: 'A', name: 'a' } }),
    ingressClass({ parameters: { kind: 'A', name: 'a', scope: 'Namespace' } }),
  ],
  policyPort: [
    networkPolicy({ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
    networkPolicy({ ingress: [{ ports: [{ port: 80, endPort: 70 }] }] }),
  ],
  policyPeer: [
    networkPolicy({ ingress: [{ from: [{ podSelector: {} }] }] }),
    networkPolicy({ ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
  ],
  ipBlock: [
    networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] }),
    networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.1.0.0/16'] } }] }] }),
  ],
  policyTypes: [
    networkPolicy({ policyTypes: ['Egress'] }),
    networkPolicy({ policyTypes: ['Egress', 'Ingress', 'Egress'] }),
  ],
  serviceRanges: [
    meta('ServiceCIDR', 'networking.k8s.io/v1', { spec: { cidrs: ['10.0.0.0/24'] } }),
    meta('ServiceCIDR', 'networking.k8s.io/v1', { spec: { cidrs: ['10.0.0.1/24'] } }),
  ],
  addressName: [
    meta(
      'IPAddress',
      'networking.k8s.io/v1',
      { spec: { parentRef: { resource: 'a', name: 'a' } } },
      '10.0.0.1',
    ),
    meta(
      'IPAddress',
      'networking.k8s.io/v1',
      { spec: { parentRef: { resource: 'a', name: 'a' } } },
      '10.0.0.01',
    ),
  ],
  addressParent: [
    meta(
      'IPAddress',
      'networking.k8s.io/v1',
      { spec: { parentRef: { resource: 'a', name: 'a' } } },
      '10.0.0.1',
    ),
    meta(
      'IPAddress',
      'networking.k8s.io/v1',
      { spec: { parentRef: { resource: 'a', name: 'a/b' } } },
      '10.0.0.1',
    ),
  ],

  policyRule: [
    role({ verbs: ['get'], apiGroups: [''], resources: ['pods'] }),
    role({ verbs: ['get'], resources: ['pods'] }),
  ],
  aggregation: [
    meta('ClusterRole', 'rbac.authorization.k8s.io/v1', {
      aggregationRule: { clusterRoleSelectors: [selector] },
    }),
    meta('ClusterRole', 'rbac.authorization.k8s.io/v1', { aggregationRule: {} }),
  ],
  roleRef: [roleBinding({}), roleBinding({ roleRef: { apiGroup: 'rbac', kind: 'role', name: '' } })],
  subject: [
    roleBinding({}),
    roleBinding({ subjects: [{ kind: 'ServiceAccount', name: 'A', apiGroup: 'rbac.authorization.k8s.io' }] }),
  ],
  budget: [
    meta('PodDisruptionBudget', 'policy/v1', { spec: { minAvailable: '50%' } }),
    meta('PodDisruptionBudget', 'policy/v1', { spec: { minAvailable: '50', maxUnavailable: 1 } }),
  ],
  scaleTarget: [autoscaler({}), autoscaler({ scaleTargetRef: { kind: 'Deployment', name: 'a' } })],
  replicas: [autoscaler({}), autoscaler({ minReplicas: 3 })],
  scaled: [autoscaler({}), autoscaler({ scaleTargetRef: { apiVersion: 'a/b/c', kind: '', name: 'a' } })],
  metric: [metrics(cpu({ averageUtilization: 50 })), metrics({ type: 'Pods' })],
  resourceMetric: [metrics(cpu({ averageUtilization: 50 })), metrics(cpu({}))],
  objectMetric: [
    metrics({
      type: 'Object',
      object: {
        describedObject: { apiVersion: 'v1', kind: 'A', name: 'a' },
        metric: { name: 'a' },
        target: { type: 'Value', value: '1' },
      },
    }),
    metrics({
      type: 'Object',
      object: {
        describedObject: { apiVersion: 'v1', kind: 'A', name: 'a' },
        metric: { name: 'a' },
        target: { type: 'Value' },
      },
    }),
  ],
  externalMetric: [metrics(external({ value: '1' })), metrics(external({ value: '1', averageValue: '1' }))],
  podsMetric: [
    metrics({
      type: 'Pods',
      pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: '1' } },
    }),
    metrics({ type: 'Pods', pods: { metric: { name: 'a' }, target: { type: 'AverageValue' } } }),
  ],
  metricName: [metrics(external({ value: '1' })), metrics(external({ value: '1' }, { name: 'a/b' }))],
  metricTarget: [metrics(external({ value: '1' })), metrics(external({ value: '0' }))],
  scaling: [scaleUp({}), scaleUp({ stabilizationWindowSeconds: 3601 })],
  scalingPolicy: [scaleUp({}), scaleUp({ policies: [{ type: 'Pods', value: 0, periodSeconds: 1801 }] })],

  storageClass: [storageClass({}), storageClass({ provisioner: 'a b' })],
  attributesClass: [
    meta('VolumeAttributesClass', 'storage.k8s.io/v1', { driverName: 'a', parameters: { a: 'b' } }),
    meta('VolumeAttributesClass', 'storage.k8s.io/v1', { driverName: 'a' }),
  ],
  topology: [
    storageClass({ allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }] }),
    storageClass({ allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: [] }] }] }),
  ],
  topologies: [
    storageClass({ allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }] }),
    storageClass({
      allowedTopologies: [
        { matchLabelExpressions: [{ key: 'a', values: ['b'] }] },
        { matchLabelExpressions: [{ key: 'a', values: ['b'] }] },
      ],
    }),
  ],
  tokenRequests: [
    driver({ tokenRequests: [{ audience: 'a' }] }),
    driver({ tokenRequests: [{ audience: 'a', expirationSeconds: 10 }] }),
  ],
  nodeDrivers: [
    meta('CSINode', 'storage.k8s.io/v1', { spec: { drivers: [{ name: 'a', nodeID: 'a' }] } }),
    meta('CSINode', 'storage.k8s.io/v1', { spec: { drivers: [{ name: 'a', nodeID: '' }] } }),
  ],
  attachment: [
    meta('VolumeAttachment', 'storage.k8s.io/v1', {
      spec: { attacher: 'a', nodeName: 'n', source: { persistentVolumeName: 'a' } },
    }),
    meta('VolumeAttachment', 'storage.k8s.io/v1', { spec: { attacher: 'a', nodeName: 'n', source: {} } }),
  ],
  storageCapacity: [
    meta('CSIStorageCapacity', 'storage.k8s.io/v1', { storageClassName: 'a', capacity: '1' }),
    meta('CSIStorageCapacity', 'storage.k8s.io/v1', { storageClassName: 'A', capacity: '-1' }),
  ],

  admissionRules: [
    webhooks(hook({})),
    webhooks(hook({ rules: [{ ...policyRule, operations: ['*', 'CREATE'] }] })),
  ],
  admissionResources: [
    webhooks(hook({})),
    webhooks(hook({ rules: [{ ...policyRule, resources: ['*/*', 'pods'] }] })),
  ],
  admissionNames: [
    validatingPolicy({ matchConstraints: { resourceRules: [{ ...policyRule, resourceNames: ['a'] }] } }),
    validatingPolicy({ matchConstraints: { resourceRules: [{ ...policyRule, resourceNames: ['a', 'a'] }] } }),
  ],
  webhook: [webhooks(hook({})), webhooks(hook({ name: 'a', timeoutSeconds: 31 }))],
  webhookNames: [webhooks(hook({})), webhooks(hook({}), hook({}))],
  reviewVersions: [webhooks(hook({})), webhooks(hook({ admissionReviewVersions: ['v2'] }))],
  webhookClient: [
    webhooks(hook({ clientConfig: { url: 'https://example.com/a' } })),
    webhooks(hook({ clientConfig: { url: 'http://a@example.com/a?b#c' } })),
  ],
  constraints: [validatingPolicy({}), validatingPolicy({ matchConstraints: {} })],
  parameterKind: [
    validatingPolicy({ paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }),
    validatingPolicy({ paramKind: { apiVersion: 'a/b/c', kind: 'A_B' } }),
  ],
  policyConditions: [
    validatingPolicy({ matchConditions: [{ name: 'a', expression: 'true' }] }),
    validatingPolicy({ matchConditions: [{ name: 'a b', expression: 'true &&' }] }),
  ],
  webhookConditions: [
    webhooks(hook({ matchConditions: [{ name: 'a', expression: 'true' }] })),
    webhooks(hook({ matchConditions: [{ name: 'a', expression: 'params.a' }] })),
  ],
  policyVariables: [
    validatingPolicy({ variables: [{ name: 'a', expression: '1' }] }),
    validatingPolicy({ variables: [{ name: 'a-b', expression: '1 +' }] }),
  ],
  someCheck: [validatingPolicy({}), validatingPolicy({ validations: [] })],
  validations: [
    validatingPolicy({ validations: [{ expression: 'object.a > 1', messageExpression: '"a"' }] }),
    validatingPolicy({ validations: [{ expression: 'variables.a', message: 'a\nb' }] }),
  ],
  auditAnnotations: [
    validatingPolicy({ auditAnnotations: [{ key: 'a', valueExpression: '"b"' }] }),
    validatingPolicy({ auditAnnotations: [{ key: 'a', valueExpression: '1' }] }),
  ],
  mutations: [mutatingPolicy({}), mutatingPolicy({ mutations: [] })],
  mutation: [mutatingPolicy({}), mutatingPolicy({ mutations: [{ patchType: 'JSONPatch' }] })],
  bindingPolicy: [policyBinding({}), policyBinding({ policyName: 'A' })],
  bindingActions: [policyBinding({}), policyBinding({ validationActions: ['Deny', 'Warn'] })],
  parameterReference: [
    policyBinding({ paramRef: { name: 'a', parameterNotFoundAction: 'Deny' } }),
    policyBinding({ paramRef: { parameterNotFoundAction: 'Deny' } }),
  ],
  apiServiceName: [apiService({}), apiService({}, 'a')],
  apiServiceGroup: [apiService({}), apiService({ group: '', version: 'v1beta1' }, 'v1beta1.')],
  apiServicePriority: [apiService({}), apiService({ groupPriorityMinimum: 20_001 })],
  apiServiceTarget: [
    apiService({ service: { name: 'a', namespace: 'a' }, insecureSkipTLSVerify: true }),
    apiService({ insecureSkipTLSVerify: true }),
  ],

  taints: [
    node({ spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } }),
    node({
      spec: {
        taints: [
          { key: 'a', effect: 'NoSchedule' },
          { key: 'a', effect: 'NoSchedule' },
        ],
      },
    }),
  ],
  podRanges: [
    node({ spec: { podCIDRs: ['10.0.0.0/24'], podCIDR: '10.0.0.0/24' } }),
    node({ spec: { podCIDRs: ['10.0.0.0/24', '10.0.1.0/24'], podCIDR: '10.0.0.0/24' } }),
  ],
  nodeAmounts: [node({ status: { capacity: { cpu: '1' } } }), node({ status: { capacity: { cpu: '-1' } } })],
  priority: [
    meta('PriorityClass', 'scheduling.k8s.io/v1', { value: 1 }),
    meta('PriorityClass', 'scheduling.k8s.io/v1', { value: 1_000_000_001 }),
  ],
  runtimeHandler: [runtime({}), runtime({ handler: 'A' })],
  runtimeOverhead: [
    runtime({ overhead: { podFixed: { cpu: '1' } } }),
    runtime({ overhead: { podFixed: { gpu: '1' } } }),
  ],
  runtimeScheduling: [
    runtime({ scheduling: { nodeSelector: { a: 'b' } } }),
    runtime({ scheduling: { tolerations: [{ operator: 'Exists' }, { operator: 'Exists' }] } }),
  ],
  lease: [
    meta('Lease', 'coordination.k8s.io/v1', { spec: { leaseDurationSeconds: 1 } }),
    meta('Lease', 'coordination.k8s.io/v1', { spec: { leaseDurationSeconds: 0 } }),
  ],
  event: [event({}), event({ involvedObject: { namespace: 'kube-system' } })],
  newEvent: [newEvent({}), newEvent({ type: 'Other' })],
  signingRequest: [signing({}), signing({ usages: ['client auth', 'client auth'], signerName: 'a' })],
  flowSchema: [flow({}), flow({ matchingPrecedence: 1 })],
  flowRules: [flowRule({}), flowRule({ subjects: [] })],
  flowSubject: [flowRule({}), flowRule({ subjects: [{ kind: 'User', group: { name: 'a' } }] })],
  resourceFlows: [flowRule({}), flowRule({ resourceRules: [{ ...resourceFlow, verbs: ['get', '*'] }] })],
  addressFlows: [
    flowRule({ nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['/a/*'] }] }),
    flowRule({ nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['a*'] }] }),
  ],
  priorityLevel: [level({}), level({}, { type: 'Exempt' })],
  limitedLevel: [level({ lendablePercent: 1 }), level({ lendablePercent: 101 })],
  limitResponse: [
    level({ limitResponse: { type: 'Queue', queuing: { queues: 64, handSize: 4, queueLengthLimit: 1 } } }),
    level({ limitResponse: { type: 'Queue', queuing: { queues: 2, handSize: 4, queueLengthLimit: 1 } } }),
  ],
  claimRequests: [claimOf({ requests: [request()] }), claimOf({ requests: [request(), request()] })],
  oneOfRequests: [claimOf({ requests: [request()] }), claimOf({ requests: [{ name: 'r' }] })],
  exactRequest: [
    claimOf({ requests: [request({ count: 2 })] }),
    claimOf({ requests: [request({ allocationMode: 'All', count: 2 })] }),
  ],
  selectors: [
    claimOf({ requests: [request({ selectors: [{ cel: { expression: 'device.driver == "a"' } }] })] }),
    claimOf({ requests: [request({ selectors: [{ cel: { expression: 'object.a' } }] })] }),
  ],
  requestNames: [
    claimOf({ requests: [request()], constraints: [{ requests: ['r'], matchAttribute: 'example.com/a' }] }),
    claimOf({ requests: [request()], constraints: [{ requests: ['s'], matchAttribute: 'example.com/a' }] }),
  ],
  constraint: [
    claimOf({ requests: [request()], constraints: [{ matchAttribute: 'example.com/a' }] }),
    claimOf({ requests: [request()], constraints: [{ matchAttribute: 'a' }] }),
  ],
  configuration: [
    claimOf({ requests: [request()], config: [{ opaque: { driver: 'a', parameters: {} } }] }),
    claimOf({ requests: [request()], config: [{}] }),
  ],
  opaque: [
    claimOf({ requests: [request()], config: [{ opaque: { driver: 'a', parameters: {} } }] }),
    claimOf({ requests: [request()], config: [{ opaque: { driver: 'a_b', parameters: {} } }] }),
  ],
  claimTemplateLabels: [
    meta('ResourceClaimTemplate', 'resource.k8s.io/v1', {
      spec: { metadata: { labels: { a: 'b' } }, spec: { devices: { requests: [request()] } } },
    }),
    meta('ResourceClaimTemplate', 'resource.k8s.io/v1', {
      spec: { metadata: { labels: { a: 'b c' } }, spec: { devices: { requests: [request()] } } },
    }),
  ],
  deviceToleration: [
    claimOf({ requests: [request({ tolerations: [{ key: 'a', operator: 'Exists' }] })] }),
    claimOf({ requests: [request({ tolerations: [{ key: 'a b', operator: 'Exists', value: 'c' }] })] }),
  ],
  bindingConditions: [deviceOf({}), deviceOf({ bindingConditions: ['a b'] })],
  slice: [sliceOf({}), sliceOf({ allNodes: true })],
  pool: [sliceOf({}), sliceOf({ pool: { name: 'A', generation: 1, resourceSliceCount: 0 } })],
  device: [deviceOf({}), deviceOf({ name: 'A' })],
  attributeNames: [
    deviceOf({ attributes: { 'example.com/a': { int: 1 } } }),
    deviceOf({ attributes: { 'a-b': { int: 1 } } }),
  ],
  attribute: [
    deviceOf({ attributes: { a: { version: '1.2.3' } } }),
    deviceOf({ attributes: { a: { version: '1.2', int: 1 } } }),
  ],
  deviceTaint: [
    deviceOf({ taints: [{ key: 'a', effect: 'NoSchedule' }] }),
    deviceOf({ taints: [{ key: 'a b', effect: 'NoSchedule' }] }),
  ],
  counters: [
    sliceOf({ sharedCounters: [{ name: 'a', counters: { b: { value: '1' } } }] }),
    sliceOf({ sharedCounters: [{ name: 'A', counters: { b: { value: '1' } } }] }),
  ],
};
