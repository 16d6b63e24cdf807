// Policies with their bindings and parameters, and objects that they take or deny.

const group = 'admissionregistration.k8s.io/v1';
const rule = (resources, apiGroups = [''], more = {}) => ({
  apiGroups,
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE'],
  resources,
  ...more,
});

/** @param {string} name @param {object} spec @param {object} [binding] */
function policy(name, { rules = [rule(['configmaps'])], constraints = {}, ...spec }, binding = {}) {
  return [
    {
      apiVersion: group,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: { matchConstraints: { resourceRules: rules, ...constraints }, ...spec },
    },
    {
      apiVersion: group,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: `${name}-bound` },
      spec: { policyName: name, validationActions: ['Deny'], ...binding },
    },
  ];
}

const own = (name) => ({ matchLabels: { asks: name } });
/** Each policy is asked of its own objects only. */
const only = (name) => ({ objectSelector: own(name) });

const space = (name, labels) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const map = (name, asks, data = {}, more = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'quiet', ...more, labels: { asks, ...more.labels } },
  data,
});
const deployment = (name, asks, spec = {}, container = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'quiet', labels: { asks } },
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ name: 'a', image: 'r.example.com/a:1', ...container }] },
    },
    ...spec,
  },
});
const limit = (name, max, more = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'loud', ...more },
  data: { max },
});

const workloads = [rule(['deployments'], ['apps'])];

/** What has to be there first. */
export const around = [
  space('quiet', { volume: 'low' }),
  space('loud', { volume: 'high' }),
  limit('limits', '3'),
  limit('one', '2', { labels: { limits: 'yes' } }),
  limit('other', '4', { labels: { limits: 'yes' } }),
];

export const policies = [
  ...policy('owned', {
    constraints: only('owned'),
    validations: [
      {
        expression: "has(object.metadata.labels) && 'team' in object.metadata.labels",
        message: 'nobody owns it',
      },
    ],
  }),
  ...policy('replicas', {
    rules: workloads,
    constraints: only('replicas'),
    validations: [
      {
        expression: 'object.spec.replicas <= 3',
        messageExpression: "'replicas are ' + string(object.spec.replicas) + ', at most 3'",
      },
    ],
  }),
  ...policy(
    'limited',
    {
      rules: workloads,
      constraints: only('limited'),
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      validations: [
        { expression: 'object.spec.replicas <= int(params.data.max)', message: 'more than the limit' },
      ],
    },
    { paramRef: { name: 'limits', namespace: 'loud', parameterNotFoundAction: 'Deny' } },
  ),
  ...policy(
    'selected',
    {
      rules: workloads,
      constraints: only('selected'),
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      validations: [
        {
          expression: 'object.spec.replicas <= int(params.data.max)',
          messageExpression: "'more than ' + params.data.max",
        },
      ],
    },
    {
      paramRef: {
        selector: { matchLabels: { limits: 'yes' } },
        namespace: 'loud',
        parameterNotFoundAction: 'Allow',
      },
    },
  ),
  ...policy('registry', {
    rules: workloads,
    constraints: only('registry'),
    variables: [
      { name: 'containers', expression: 'object.spec.template.spec.containers' },
      {
        name: 'foreign',
        expression: "variables.containers.filter(c, !c.image.startsWith('r.example.com/'))",
      },
    ],
    validations: [
      {
        expression: 'variables.foreign.size() == 0',
        messageExpression: "'images from elsewhere: ' + variables.foreign.map(c, c.image).join(', ')",
      },
    ],
  }),
  ...policy('volume', {
    constraints: {
      ...only('volume'),
      namespaceSelector: { matchExpressions: [{ key: 'volume', operator: 'In', values: ['high'] }] },
    },
    validations: [
      { expression: "namespaceObject.metadata.labels.volume == 'high' && !has(object.data.noise)" },
    ],
  }),
  ...policy('failing', {
    constraints: only('failing'),
    validations: [{ expression: "object.data.colour == 'blue'" }],
  }),
  ...policy('lenient', {
    constraints: only('lenient'),
    failurePolicy: 'Ignore',
    validations: [{ expression: "object.data.colour == 'blue'" }],
  }),
  ...policy('conditional', {
    constraints: only('conditional'),
    matchConditions: [{ name: 'named', expression: "object.metadata.name.startsWith('conditional-x')" }],
    validations: [{ expression: 'false', message: 'not this one' }],
  }),
  ...policy('excluded', {
    rules: [rule(['*'])],
    constraints: { ...only('excluded'), excludeResourceRules: [rule(['secrets'])] },
    validations: [{ expression: 'false', message: 'nothing but secrets' }],
  }),
  ...policy(
    'narrowed',
    {
      constraints: only('narrowed'),
      validations: [{ expression: 'false', message: 'not in there' }],
    },
    { matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'loud' } } } },
  ),
  ...policy('updating', {
    rules: [rule(['configmaps'], [''], { operations: ['UPDATE'] })],
    constraints: only('updating'),
    validations: [{ expression: 'object.data == oldObject.data', message: 'it stays' }],
  }),
  ...policy('asking', {
    constraints: only('asking'),
    validations: [
      {
        expression:
          "request.operation == 'CREATE' && request.resource.resource == 'configmaps' && request.namespace != 'quiet'",
      },
    ],
  }),
  ...policy('cautious', {
    constraints: only('cautious'),
    validations: [{ expression: "object.data.?colour.orValue('blue') == 'blue'", message: 'not blue' }],
  }),
];

const loud = { namespace: 'loud' };

/** What each is asked, and whether it is denied. */
export const objects = {
  'owned, by a team': map('owned-a', 'owned', {}, { labels: { team: 'a' } }),
  'owned, by nobody': map('owned-b', 'owned'),
  'replicas, as many as may be': deployment('replicas-a', 'replicas', { replicas: 3 }),
  'replicas, one by default': deployment('replicas-b', 'replicas'),
  'replicas, too many': deployment('replicas-c', 'replicas', { replicas: 4 }),
  'limited, within': deployment('limited-a', 'limited', { replicas: 3 }),
  'limited, beyond': deployment('limited-b', 'limited', { replicas: 4 }),
  'selected, within both': deployment('selected-a', 'selected', { replicas: 2 }),
  'selected, beyond one': deployment('selected-b', 'selected', { replicas: 3 }),
  'selected, beyond both': deployment('selected-c', 'selected', { replicas: 5 }),
  'registry, ours': deployment('registry-a', 'registry'),
  'registry, of others': deployment('registry-b', 'registry', {}, { image: 'docker.io/a:1' }),
  'volume, high': map('volume-a', 'volume', { noise: 'a' }, loud),
  'volume, high, without a noise': map('volume-b', 'volume', { a: 'a' }, loud),
  'volume, low': map('volume-c', 'volume', { noise: 'a' }),
  'failing, blue': map('failing-a', 'failing', { colour: 'blue' }),
  'failing, without a colour': map('failing-b', 'failing', { a: 'a' }),
  'lenient, without a colour': map('lenient-a', 'lenient', { a: 'a' }),
  'lenient, red': map('lenient-b', 'lenient', { colour: 'red' }),
  'conditional, met': map('conditional-x', 'conditional'),
  'conditional, not met': map('conditional-y', 'conditional'),
  'excluded, a map': map('excluded-a', 'excluded'),
  'excluded, a secret': {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'excluded-b', namespace: 'quiet', labels: { asks: 'excluded' } },
  },
  'narrowed, inside': map('narrowed-a', 'narrowed', {}, loud),
  'narrowed, outside': map('narrowed-b', 'narrowed'),
  'updating, when it is made': map('updating-a', 'updating', { a: 'a' }),
  'asking, in the quiet': map('asking-a', 'asking'),
  'asking, in the loud': map('asking-b', 'asking', {}, loud),
  'cautious, without a colour': map('cautious-a', 'cautious', { a: 'a' }),
  'cautious, red': map('cautious-b', 'cautious', { colour: 'red' }),
  'asked by nobody': map('quiet-a', 'nobody'),
};
