import { describe, expect, it } from 'vitest';
import { definitionIn } from '../../generator/facts/definition.ts';
import { kubernetesFile } from '../../generator/facts/location.ts';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { crd } from '../support/crd.ts';

function pod(container: object, spec: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
    spec: { containers: [{ name: 'a', image: 'a:1', ...container }], ...spec },
  };
}

function said(object: unknown, options = {}): readonly string[] {
  return validateObjects([object], { kubernetes: '1.36', ...options }).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

describe('a kind of the server', () => {
  it('has a finding for each mistake: whole, with the server’s path, the pointer and what was meant', () => {
    const { index, ...finding } = validateObjects([pod({}), pod({ imagePullPolcy: 'Always' })])[0] ?? {
      index: -1,
    };
    expect(index).toBe(1);
    expect(finding).toEqual({
      code: 'api/unknown-field',
      class: 'api',
      severity: 'error',
      message: 'there is no field imagePullPolcy in spec.containers[0]',
      resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'p' },
      path: 'spec.containers[0].imagePullPolcy',
      pointer: '/spec/containers/0/imagePullPolcy',
      fix: 'did you mean imagePullPolicy?',
    });
  });

  it.each([
    [{ args: [1] }, 'api/wrong-type spec.containers[0].args[0]: spec.containers[0].args[0] is 1, not a text'],
    [
      { tty: 'yes' },
      'api/wrong-type spec.containers[0].tty: spec.containers[0].tty is "yes", not true or false',
    ],
    [
      { env: { A: 'b' } },
      'api/wrong-type spec.containers[0].env: spec.containers[0].env is a map, not a list',
    ],
    [
      { ports: [{ containerPort: 1.5 }] },
      'api/wrong-type spec.containers[0].ports[0].containerPort: spec.containers[0].ports[0].containerPort is 1.5, not a whole number',
    ],
    [
      { ports: [{ containerPort: 2 ** 31 }] },
      'api/out-of-range spec.containers[0].ports[0].containerPort: spec.containers[0].ports[0].containerPort is 2147483648: it must be <= 2147483647',
    ],
    [
      { resources: { limits: { memory: '128MB' } } },
      'api/bad-format spec.containers[0].resources.limits.memory: spec.containers[0].resources.limits.memory is "128MB", not a quantity, like 500m, 1.5 or 2Gi',
    ],
    [
      { imagePullPolicy: 'always' },
      'api/not-allowed spec.containers[0].imagePullPolicy: spec.containers[0].imagePullPolicy is "always", which is none of Always, IfNotPresent, Never, , null',
    ],
    [{ name: null }, 'api/missing-field spec.containers[0].name: spec.containers[0].name is required'],
  ])('%j is refused', (container, message) => {
    expect(said(pod(container))).toEqual([message.replace(', , null', '')]);
  });

  it.each([
    [
      'numbers in quantities',
      { resources: { limits: { cpu: 1, memory: '1.5Gi' }, requests: { cpu: '.5', memory: '1e3' } } },
    ],
    [
      'texts and numbers where either may be',
      { livenessProbe: { httpGet: { port: 'http' } }, readinessProbe: { tcpSocket: { port: 80 } } },
    ],
    ['null for anything', { env: null, resources: { limits: null }, args: ['a'] }],
    ['3.0 for a whole number', { ports: [{ containerPort: 3.0 }] }],
    ['an empty text for an enum', { imagePullPolicy: '' }],
    ['64-bit integers', { lifecycle: { preStop: { sleep: { seconds: 1n } } } }],
  ])('%s is fine', (_what, container) => {
    expect(said(pod(container))).toEqual([]);
  });

  it('has the fields and kinds of its release', () => {
    const object = pod({}, { evictionResponders: [{ name: 'a.example.com', priority: 1 }] });
    expect(said(object, { kubernetes: '1.37', skip: ['api/gated-field'] })).toEqual([]);
    expect(said(object)).toEqual([
      'api/unknown-field spec.evictionResponders: there is no field evictionResponders in spec: it is there since 1.37',
    ]);
    const flow = {
      apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
      kind: 'FlowSchema',
      metadata: { name: 'a' },
      spec: { priorityLevelConfiguration: { name: 'a' } },
    };
    expect(said(flow, { kubernetes: '1.31', only: ['api'] })).toEqual([]);
    expect(said(flow)).toEqual([
      'api/unknown-kind apiVersion: Kubernetes 1.36 has no FlowSchema in flowcontrol.apiserver.k8s.io/v1beta3: it is there until 1.31',
    ]);
    expect(said({ apiVersion: 'v1', kind: 'Pdo' })).toEqual([
      'api/unknown-kind kind: there is no kind Pdo in v1',
    ]);
    expect(said('text')).toEqual(['api/unknown-kind kind: there is no kind (none) in (no apiVersion)']);
  });

  it('of an API that is off by default is refused, until it is said to be on', () => {
    const object = {
      apiVersion: 'resource.k8s.io/v1alpha3',
      kind: 'DeviceTaintRule',
      metadata: { name: 'x' },
      spec: { taint: { key: 'a', effect: 'NoSchedule' } },
    };
    expect(said(object)).toEqual([
      'api/not-served apiVersion: resource.k8s.io/v1alpha3 is off by default: an API server serves it only when told to',
    ]);
    expect(said(object, { serve: ['resource.k8s.io/v1alpha3'], only: ['api'] })).toEqual([]);
  });

  it('may be asked for some findings only', () => {
    const object = pod({ imge: 'x', tty: 1 });
    expect(said(object, { only: ['api/wrong-type'] })).toHaveLength(1);
    expect(said(object, { skip: ['api'] })).toEqual([]);
    expect(said(object, { only: ['api'], skip: ['api/unknown-field'] })).toHaveLength(1);
  });

  it('never says what a Secret holds', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: { password: 'hunter2!' },
    };
    expect(said(secret)).toEqual([
      'api/bad-format data.password: data.password is something else, not base64',
      'policy/plain-secret data: data holds password in plain text: whoever reads the repository knows it',
    ]);
    expect(JSON.stringify(validateObjects([secret]))).not.toContain('hunter2');
  });

  it('warns of a Secret in plain text, and of nothing else that is in one', () => {
    const secret = (rest: object): object => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      ...rest,
    });
    const warned = (rest: object): readonly string[] =>
      validateObjects([secret(rest)]).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
    expect(warned({ stringData: { password: 'a' } })).toEqual(['warning policy/plain-secret stringData']);
    expect(warned({ data: { password: 'YQ==' } })).toEqual(['warning policy/plain-secret data']);
    expect(warned({})).toEqual([]);
    expect(
      warned({ stringData: { password: '', 'ca.crt': 'a', 'id.pub': 'b', token: `$${'{token}'}` } }),
    ).toEqual([]);
    expect(warned({ stringData: { password: 'ENC[AES256_GCM,data:a,type:str]' } })).toEqual([]);
    expect(validateObjects([secret({ stringData: { a: 'b' } })], { skip: ['policy'] })).toEqual([]);
  });

  it('is not changed, whatever is said of it', () => {
    const object = Object.freeze(pod(Object.freeze({ env: null, x: 1 })));
    const before = JSON.stringify(object);
    validateObjects([object]);
    expect(JSON.stringify(object)).toBe(before);
  });
});

describe('a custom resource', () => {
  const schema = {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required: ['size', 'mode'],
        properties: {
          size: { type: 'integer', minimum: 1, maximum: 5 },
          mode: { type: 'string', enum: ['fast', 'slow'], default: 'fast' },
          name: { type: 'string', pattern: '^[a-z]+$', maxLength: 3 },
          note: { type: 'string', nullable: true },
          port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
          free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
          parts: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['id', 'kind'],
            items: {
              type: 'object',
              required: ['id'],
              properties: { id: { type: 'string' }, kind: { type: 'string', default: 'x' } },
            },
          },
          one: {
            type: 'object',
            properties: { a: { type: 'string' }, b: { type: 'string' } },
            oneOf: [{ required: ['a'] }, { required: ['b'] }],
          },
          date: { type: 'string', format: 'date-time' },
          odd: { type: 'string', format: 'nobody-knows' },
        },
      },
    },
  };
  const crds = [crd({ versions: { v1: schema } })];
  const widget = (spec: unknown): object => ({
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name: 'w' },
    spec,
  });

  it.each([
    [{ size: 3 }, []],
    [
      {
        size: 3,
        note: null,
        name: null,
        free: { any: [1] },
        port: 'http',
        odd: 'x',
        date: '2024-01-01T00:00:00Z',
      },
      [],
    ],
    [{ size: 9 }, ['api/out-of-range spec.size: spec.size is 9: it must be <= 5']],
    [{ size: null }, ['api/missing-field spec.size: spec.size is required']],
    [
      { size: 1, mode: 'fats' },
      ['api/not-allowed spec.mode: spec.mode is "fats", which is none of fast, slow'],
    ],
    [
      { size: 1, name: 'abcd' },
      ['api/out-of-range spec.name: spec.name is "abcd": it must NOT have more than 3 characters'],
    ],
    [{ size: 1, name: 'A' }, ['api/bad-format spec.name: spec.name is "A", not text like ^[a-z]+$']],
    [{ size: 1, extra: 1 }, ['api/unknown-field spec.extra: there is no field extra in spec']],
    [{ size: 1, port: 1.5 }, ['api/wrong-type spec.port: spec.port is 1.5, not a whole number or a text']],
    [
      { size: 1, one: {} },
      ['api/no-match spec.one: spec.one does not fit exactly one of the alternatives of its schema'],
    ],
    [{ size: 1, tags: ['a', 'b', 'a'] }, ['api/not-unique spec.tags[2]: spec.tags[2] is the same as item 0']],
    [
      { size: 1, parts: [{ id: 'a' }, { id: 'a', kind: 'y' }, { id: 'a', kind: 'x' }] },
      ['api/not-unique spec.parts[2]: spec.parts[2] is the same id and kind as item 0'],
    ],
    [
      { size: 1, date: 'today' },
      ['api/bad-format spec.date: spec.date is "today", not a time, like 2006-01-02T15:04:05Z'],
    ],
  ])('%j', (spec, expected) => {
    expect(said(widget(spec), { crds })).toEqual(expected);
  });

  it('has its metadata checked as the server does', () => {
    expect(said({ ...widget({ size: 1 }), metadata: { name: 'w', labels: { a: 1 } } }, { crds })).toEqual([
      'api/wrong-type metadata.labels.a: metadata.labels.a is 1, not a text',
    ]);
    expect(said({ ...widget({ size: 1 }), spec: undefined }, { crds })).toEqual([
      'api/missing-field spec: spec is required',
    ]);
  });

  it('that is shipped needs no definition', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'r' },
      spec: { rules: [{ nmae: 'a' }] },
    };
    expect(said(route)).toEqual([
      'api/unknown-field spec.rules[0].nmae: there is no field nmae in spec.rules[0]',
    ]);
  });
});

describe('a field behind a feature gate', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { hostUsers: false, containers: [{ name: 'a', image: 'a' }] },
  };

  it('is warned of in the releases that have it off', () => {
    expect(validateObjects([pod], { kubernetes: '1.30' })).toEqual([
      {
        code: 'api/gated-field',
        class: 'api',
        severity: 'warning',
        message:
          'spec.hostUsers means something only where the feature gate UserNamespacesSupport is on: Kubernetes 1.30 drops it otherwise',
        resource: { apiVersion: 'v1', kind: 'Pod', name: 'a' },
        path: 'spec.hostUsers',
        pointer: '/spec/hostUsers',
        index: 0,
      },
    ]);
    expect(validateObjects([pod], { kubernetes: '1.36' })).toEqual([]);
  });
});

describe('a field that other releases have', () => {
  const pod = (field: object): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'a', ...field }] },
  });

  it('says since when', () => {
    const { name, since } = fieldsOfContainer().find((each) => each.since !== undefined) ?? { name: '' };
    const [found] = validateObjects([pod({ [name]: [] })], { kubernetes: '1.29' });
    expect(found?.message).toBe(
      `there is no field ${name} in spec.containers[0]: it is there since ${since}`,
    );
  });

  it('says until which release of its project', () => {
    const app = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a' },
      spec: {
        project: 'a',
        destination: {},
        source: { repoURL: 'a', path: 'a', kustomize: { ignoreMissingComponents: true } },
      },
    };
    expect(validateObjects([app]).map(({ message }) => message)).toEqual([]);
    expect(validateObjects([app], { crds: ['argo-cd@2.14'] }).map(({ message }) => message)).toEqual([
      'there is no field ignoreMissingComponents in spec.source.kustomize: it is there argo-cd since 3.5.7',
    ]);
  });
});

/** Fields of a container, with the releases they are in. */
function fieldsOfContainer(): readonly { readonly name: string; readonly since?: string | undefined }[] {
  const container = kubernetesFile('core', 'v1');
  const definition = container && definitionIn(container, 'Container');
  return (definition?.fieldNames ?? []).map((name) => ({ name, since: definition?.field(name)?.[0]?.since }));
}
