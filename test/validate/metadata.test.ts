import { expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';

function said(object: object, kubernetes = '1.36'): readonly string[] {
  return validateObjects([object], { kubernetes }).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

function map(metadata: object): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}

const subdomain =
  'made of lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part';

it.each([
  [
    {
      name: 'a.b-c',
      labels: { 'example.com/a_b': 'x.Y_1', a: '' },
      annotations: { 'Example.com/A': 'any thing' },
    },
    [],
  ],
  [{ generateName: 'a-' }, []],
  [
    {},
    ['api/missing-field metadata.name: metadata.name is required: an object has a name, or a generateName'],
  ],
  [{ name: 'A' }, [`api/bad-name metadata.name: metadata.name "A" is not ${subdomain}`]],
  [{ name: 'a..b' }, [`api/bad-name metadata.name: metadata.name "a..b" is not ${subdomain}`]],
  [
    { generateName: '-a-' },
    [`api/bad-name metadata.generateName: metadata.generateName "-aa" is not ${subdomain}`],
  ],
  [
    { name: 'a', namespace: 'a.b' },
    [
      'api/bad-name metadata.namespace: metadata.namespace "a.b" is not made of lower-case letters, digits and dashes, with a letter or digit at both ends',
    ],
  ],
  [
    { name: 'a', labels: { a: 'x y' } },
    [
      'api/bad-label metadata.labels: metadata.labels: a is "x y", which is not made of letters, digits, - _ and ., with a letter or digit at both ends',
    ],
  ],
  [
    { name: 'a', labels: { 'a/b/c': 'x' } },
    ['api/bad-label metadata.labels: metadata.labels: the label "a/b/c" has more than one slash'],
  ],
  [
    { name: 'a', labels: { '/b': 'x' } },
    [
      'api/bad-label metadata.labels: metadata.labels: the label "/b" has a domain before its slash that is empty',
    ],
  ],
  [
    { name: 'a', annotations: { 'a b': 'x' } },
    [
      'api/bad-label metadata.annotations: metadata.annotations: the annotation "a b" has a name that is not made of letters, digits, - _ and ., with a letter or digit at both ends',
    ],
  ],
  [
    { name: 'a', annotations: { a: 'x'.repeat(262_144) } },
    ['api/out-of-range metadata.annotations: metadata.annotations take 262145 bytes, and may take 262144'],
  ],
  [
    { name: 'a', finalizers: ['a b'] },
    [
      'api/bad-name metadata.finalizers: metadata.finalizers "a b" has a name that is not made of letters, digits, - _ and ., with a letter or digit at both ends',
    ],
  ],
  [
    { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'x', uid: '' }] },
    ['api/missing-field metadata.ownerReferences.uid: metadata.ownerReferences.uid is required'],
  ],
])('%j', (metadata, expected) => {
  expect(said(map(metadata))).toEqual(expected);
});

it('names are written as each kind wants them, in each version', () => {
  const named = (apiVersion: string, kind: string, name: string, rest: object = {}): object => ({
    apiVersion,
    kind,
    metadata: { name },
    ...rest,
  });
  expect(said(named('v1', 'Namespace', 'a.b'))).toHaveLength(1);
  expect(said(named('rbac.authorization.k8s.io/v1', 'Role', 'system:Any Thing', { rules: [] }))).toEqual([]);
  expect(said(named('rbac.authorization.k8s.io/v1', 'Role', 'a/b', { rules: [] }))).toEqual([
    'api/bad-name metadata.name: metadata.name "a/b" holds / or %',
  ]);
  const service = named('v1', 'Service', '1a', { spec: { ports: [{ port: 1 }] } });
  expect(said(service)).toEqual([]);
  expect(said(service, '1.35')).toEqual([
    'api/bad-name metadata.name: metadata.name "1a" is not made of lower-case letters, digits and dashes, beginning with a letter',
  ]);
  expect(said(named('v1', 'ConfigMap', 'a'.repeat(254)))).toEqual([
    `api/bad-name metadata.name: metadata.name "${'a'.repeat(57)}…" is longer than 253 characters`,
  ]);
  expect(said({ apiVersion: 'v1', kind: 'LimitRange', metadata: {}, spec: { limits: [] } })).toEqual([]);
  expect(said({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', namespace: 'x y' } })).toEqual(
    [],
  );
});
