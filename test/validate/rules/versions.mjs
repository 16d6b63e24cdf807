// Objects of which servers of different releases think differently: what each says of it (true: it takes it). The e2e suite asks the
// servers that it can have.

export const releases = ['1.30.14', '1.33.13', '1.36.3'];

const meta = (kind, apiVersion, rest, name = 'a') => ({ apiVersion, kind, metadata: { name }, ...rest });
const container = (fields = {}) => ({ name: 'a', image: 'a', ...fields });
const pod = (spec, fields) => meta('Pod', 'v1', { spec: { containers: [container(fields)], ...spec } });
const selector = { matchLabels: { app: 'a' } };
const service = (spec, name) => meta('Service', 'v1', { spec: { ports: [{ port: 80 }], ...spec } }, name);
const statefulSet = (spec, podSpec) =>
  meta('StatefulSet', 'apps/v1', {
    spec: {
      selector,
      serviceName: 'a',
      template: { metadata: { labels: { app: 'a' } }, spec: { containers: [container()], ...podSpec } },
      ...spec,
    },
  });
const podsMade = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
const ingress = (name) =>
  meta('Ingress', 'networking.k8s.io/v1', {
    spec: { defaultBackend: { service: { name, port: { number: 80 } } } },
  });
const scaler = (scaleTargetRef) =>
  meta('HorizontalPodAutoscaler', 'autoscaling/v2', { spec: { maxReplicas: 3, scaleTargetRef } });

const policy = (expression) =>
  meta('ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', {
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: [podsMade] },
      validations: [{ expression }],
    },
  });
const changer = meta('MutatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', {
  spec: {
    reinvocationPolicy: 'Never',
    matchConstraints: { resourceRules: [podsMade] },
    mutations: [
      { patchType: 'JSONPatch', jsonPatch: { expression: '[JSONPatch{op: "remove", path: "/spec/a"}]' } },
    ],
  },
});

/** What, whether 1.30, 1.33 and 1.36 take it, and the object. */
export const versions = [
  ['a Service whose name begins with a digit', [false, false, true], service({}, '1a')],
  ['an Ingress to a Service whose name begins with a digit', [false, false, true], ingress('1a')],
  [
    'a StatefulSet whose template mounts no volume',
    [true, true, false],
    statefulSet({}, { containers: [container({ volumeMounts: [{ name: 'none', mountPath: '/a' }] })] }),
  ],
  [
    'a StatefulSet whose template has no image',
    [true, true, false],
    statefulSet({}, { containers: [{ name: 'a' }] }),
  ],
  [
    'a StatefulSet called by a service of upper case',
    [true, false, false],
    statefulSet({ serviceName: 'A' }),
  ],
  [
    'traffic of a Service in its own zone',
    [true, false, true],
    service({ trafficDistribution: 'PreferSameZone' }),
  ],
  ['a container that is never restarted', [false, false, true], pod({}, { restartPolicy: 'Never' })],
  [
    'a container that is restarted on some codes',
    [false, false, true],
    pod(
      {},
      {
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
      },
    ),
  ],
  [
    'an autoscaler of a Deployment of no group',
    [true, true, false],
    scaler({ kind: 'Deployment', name: 'a' }),
  ],
  [
    'sleeping for no time',
    [false, true, true],
    pod({}, { lifecycle: { preStop: { sleep: { seconds: 0 } } } }),
  ],
  [
    'a variable whose name has a bracket',
    [false, true, true],
    pod({}, { env: [{ name: 'a(b)', value: 'c' }] }),
  ],
  ['a search domain with an underscore', [false, true, true], pod({ dnsConfig: { searches: ['_a.b'] } })],
  [
    'all of /proc seen by users of the machine',
    [true, false, false],
    pod({}, { securityContext: { procMount: 'Unmasked' } }),
  ],
  [
    'spread by a key that the selector has',
    [false, false, true],
    pod({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: selector,
          matchLabelKeys: ['app'],
        },
      ],
    }),
  ],
  ['an image as a volume', [false, true, true], pod({ volumes: [{ name: 'v', image: { reference: 'a' } }] })],
  ['resources of a pod as a whole', [false, true, true], pod({ resources: { requests: { cpu: '1' } } })],
  [
    'a volume of a class of attributes, and of no driver',
    [true, true, false],
    meta('PersistentVolume', 'v1', {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        hostPath: { path: '/a' },
        volumeAttributesClassName: 'a',
      },
    }),
  ],
  ['a policy that changes objects', [false, false, true], changer],
  ['an expression about addresses', [false, true, true], policy('isIP("10.0.0.1")')],
  ['an expression about versions', [false, false, true], policy('isSemver("1.0.0")')],
];
