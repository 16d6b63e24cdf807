import { describe, expect, it } from 'vitest';
import type { PolicyConfig } from '../../../generator/validate/policy/options.ts';
import { policyNamed, wrongPolicy } from '../../../generator/validate/policy/settings.ts';
import { type IndexedFinding, validateObjects } from '../../../generator/validate/validate-objects.ts';
import { pods, standards } from './pods.mjs';

function line({ code, severity, message, path, pointer, resource, fix }: IndexedFinding): string {
  const way = fix === undefined ? [] : [`  fix: ${fix}`];
  return [
    `${severity} ${code} in ${resource?.kind} ${resource?.name}`,
    `  at ${path} (${pointer})`,
    `  ${message}`,
    ...way,
  ].join('\n');
}

function said(policy: PolicyConfig, ...objects: readonly object[]): readonly IndexedFinding[] {
  return validateObjects(objects, { kubernetes: '1.36', only: ['policy'], policy });
}

const meta = (kind: string, apiVersion: string, rest: object, name = 'a'): object => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  ...rest,
});
const pod = (spec: object, container: object = {}): object =>
  meta('Pod', 'v1', { spec: { containers: [{ name: 'a', image: 'a:1', ...container }], ...spec } });
const image = (name: string): object => pod({}, { image: name });
const deployment = (container: object, spec: object = {}): object =>
  meta('Deployment', 'apps/v1', {
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: {
        metadata: { labels: { app: 'a' } },
        spec: { containers: [{ name: 'a', image: 'a:1', ...container }], ...spec },
      },
    },
  });
const job = meta('Job', 'batch/v1', {
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
});
const role = (rule: object, kind = 'Role'): object =>
  meta(kind, 'rbac.authorization.k8s.io/v1', { rules: [rule] });
const binding = (name: string, subject: object): object =>
  meta('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [subject],
  });
const digest = `sha256:${'0'.repeat(64)}`;
const requests = { cpu: '1', memory: '1Gi' };
const probe = { httpGet: { port: 80 } };
const group = (name: string): object => ({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name });
const read = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] };

/** A policy, what it takes, and what it does not. */
const cases: Readonly<Record<string, readonly [PolicyConfig, readonly object[], readonly object[]]>> = {
  'images with a tag': [
    { images: 'tag' },
    [image('a:1'), image('r.example.com:5000/a/b:v1'), image(`a@${digest}`), image('${image}')],
    [
      image('a'),
      image('r.example.com:5000/a'),
      image('a:latest'),
      pod({ volumes: [{ name: 'v', image: { reference: 'b' } }] }),
    ],
  ],
  'images with a digest': [
    { images: 'digest' },
    [image(`a@${digest}`), image(`a:1@${digest}`)],
    [image('a:1'), image('a@sha256:1'), deployment({ image: 'b' })],
  ],
  'what containers take': [
    { resources: true },
    [
      deployment({ resources: { requests, limits: { memory: '1Gi' } } }),
      deployment({ resources: { limits: requests } }),
      deployment({}, { resources: { requests, limits: { memory: '1Gi' } } }),
      meta('Service', 'v1', { spec: { ports: [{ port: 80 }] } }),
    ],
    [
      deployment({}),
      deployment({ resources: { requests } }),
      deployment(
        { resources: { limits: requests } },
        { initContainers: [{ name: 'b', image: 'b:1', restartPolicy: 'Always' }] },
      ),
    ],
  ],
  'only limits of cpu': [
    { resources: ['limits.cpu'] },
    [deployment({ resources: { limits: { cpu: '1' } } })],
    [deployment({ resources: { requests } })],
  ],
  probes: [
    { probes: true },
    [deployment({ readinessProbe: probe, livenessProbe: probe }), job],
    [deployment({ readinessProbe: probe }), pod({})],
  ],
  'one probe': [
    { probes: ['startup'] },
    [deployment({ startupProbe: probe })],
    [deployment({ livenessProbe: probe })],
  ],
  roles: [
    { roles: true },
    [role(read), binding('view', group('team'))],
    [
      role({ ...read, verbs: ['*'] }),
      role({ ...read, resources: ['deployments', '*'] }, 'ClusterRole'),
      role({ ...read, apiGroups: ['*'] }),
      role({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['bind'] }),
      role({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['get', 'escalate'] }),
      role({ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }),
      role({ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }),
      role({ apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] }),
      binding('cluster-admin', group('team')),
      binding('view', group('system:authenticated')),
    ],
  ],
  'tokens of the default account': [
    { tokens: true },
    [pod({ automountServiceAccountToken: false }), pod({ serviceAccountName: 'web' })],
    [pod({}), deployment({}, { serviceAccountName: 'default' })],
  ],
  'what is of the node': [
    { hostNamespaces: true },
    [pod({ hostNetwork: false })],
    [pod({ hostNetwork: true }), deployment({}, { hostPID: true, hostIPC: true })],
  ],
  'pod security of a level': [
    { podSecurity: 'baseline' },
    [pod({})],
    [pod({ hostNetwork: true }), deployment({ securityContext: { privileged: true } })],
  ],
};

describe('a policy', () => {
  it.each(Object.entries(cases))('takes and refuses %s', (_, [policy, fine, wrong]) => {
    for (const object of fine) expect(said(policy, object)).toEqual([]);
    for (const object of wrong) {
      expect(said(policy, object)).not.toEqual([]);
      // Nothing is asked that is not named.
      expect(said({}, object)).toEqual([]);
      expect(validateObjects([object], { policy, skip: ['policy', 'references'] })).toEqual([]);
    }
  });

  it('says it so', async () => {
    const all = Object.entries(cases).map(
      ([name, [policy, , wrong]]) =>
        `## ${name}\n${wrong.flatMap((object) => said(policy, object).map(line)).join('\n')}\n`,
    );
    await expect(all.join('\n')).toMatchFileSnapshot('expected.txt');
  });

  it('knows what is around an object', () => {
    const account = meta('ServiceAccount', 'v1', { automountServiceAccountToken: false }, 'default');
    expect(said({ tokens: true }, pod({}), account)).toEqual([]);
    const limits = meta('LimitRange', 'v1', {
      spec: {
        limits: [{ type: 'Container', default: { memory: '1Gi', cpu: '1' }, defaultRequest: { cpu: '1' } }],
      },
    });
    expect(said({ resources: true }, deployment({}), limits)).toEqual([]);
    const elsewhere = { ...limits, metadata: { name: 'a', namespace: 'other' } };
    expect(said({ resources: true }, deployment({}), elsewhere)).toHaveLength(3);
  });
});

describe('pod security', () => {
  const namespace = (labels: object): object => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels },
  });
  const enforced = (level: string, version = 'latest'): object => {
    const prefix = 'pod-security.kubernetes.io/enforce';
    return namespace({ [prefix]: level, [`${prefix}-version`]: version });
  };
  const count = (policy: PolicyConfig, ...objects: readonly object[]): number =>
    said(policy, ...objects).filter(({ code }) => code === 'policy/pod-security').length;

  it('is what the namespace says, or else the config', () => {
    const host = pod({ hostNetwork: true });
    expect(count({ podSecurity: 'labels' }, host)).toBe(0);
    expect(count({ podSecurity: 'labels' }, host, enforced('baseline'))).toBe(1);
    expect(count({ podSecurity: 'restricted' }, host, enforced('privileged'))).toBe(0);
    expect(count({ podSecurity: 'privileged' }, host, enforced('restricted'))).toBeGreaterThan(1);
    expect(count({ podSecurity: { level: 'baseline', namespaces: { shop: 'privileged' } } }, host)).toBe(0);
    expect(count({ podSecurity: { namespaces: { shop: 'baseline' } } }, host, enforced('privileged'))).toBe(
      1,
    );
  });

  it('asks what its version asked', async () => {
    const table = standards.map(({ level, version }) => {
      const refused = Object.entries(pods).filter(
        ([, each]) =>
          count(
            { podSecurity: 'labels' },
            { ...each, metadata: { ...each.metadata, namespace: 'shop' } },
            enforced(level, version),
          ) > 0,
      );
      return `## ${level} ${version}\n${refused.map(([about]) => about).join('\n')}\n`;
    });
    await expect(table.join('\n')).toMatchFileSnapshot('standards.txt');
  });
});

describe('policies in a config', () => {
  it.each([
    ['images', " is no map of policies, like { images: 'tag' }"],
    [{ images: 'latest' }, ': images is "latest": it is tag, digest'],
    [{ image: 'tag' }, ': there is no image: did you mean images?'],
    [{ podSecurity: 'strict' }, ': podSecurity is "strict": it is labels, privileged, baseline, restricted'],
    [{ podSecurity: { levels: 1 } }, ': podSecurity has a field levels: there are level and namespaces'],
    [{ podSecurity: { level: 'a' } }, ': podSecurity.level is "a": it is privileged, baseline, restricted'],
    [
      { podSecurity: { namespaces: { a: 'b' } } },
      ': podSecurity.namespaces has a value that is "b": it is privileged, baseline, restricted',
    ],
    [
      { resources: 'all' },
      ': resources is true, or a list of requests.cpu, requests.memory, limits.cpu, limits.memory',
    ],
    [{ probes: ['ready'] }, ': probes has an item that is "ready": it is readiness, liveness, startup'],
    [{ roles: false }, ': roles is true, or not there'],
    [
      {
        images: 'digest',
        podSecurity: { level: 'baseline' },
        resources: true,
        probes: ['startup'],
        tokens: true,
      },
      undefined,
    ],
  ])('%j', (given, wrong) => {
    expect(wrongPolicy(given)).toBe(wrong);
  });

  it('are named on the command line as well', () => {
    expect(
      policyNamed([
        'images',
        'pod-security',
        'resources=limits.cpu',
        'resources=requests.cpu',
        'probes',
        'host-namespaces',
      ]),
    ).toEqual({
      images: 'tag',
      podSecurity: 'labels',
      resources: ['limits.cpu', 'requests.cpu'],
      probes: true,
      hostNamespaces: true,
    });
    expect(policyNamed(['images=digest', 'pod-security=baseline'])).toEqual({
      images: 'digest',
      podSecurity: 'baseline',
    });
  });
});
