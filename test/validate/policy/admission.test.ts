import { expect, it } from 'vitest';
import { validateObjects } from '../../../generator/validate/validate-objects.ts';
import { around, objects, policies } from './admission.mjs';

/** What the policies of a render say of one more object. */
function said(object: object, others: readonly object[] = [...around, ...policies]): readonly string[] {
  return validateObjects([object, ...others], {
    kubernetes: '1.36',
    only: ['policy'],
    policy: { admission: true },
  })
    .filter(({ index }) => index === 0)
    .map(({ code, message }) => `${code}: ${message}`);
}

it('policies of the render deny what they would deny in the cluster', async () => {
  const lines = Object.entries(objects).map(([about, object]) =>
    [about, ...said(object).map((each) => `  ${each}`)].join('\n'),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('admission.txt');
});

it('policies that nobody binds, or that only log, deny nothing; one that warns is a warning', () => {
  const wrong = objects['owned, by nobody'] as object;
  expect(
    said(
      wrong,
      policies.filter((each) => (each as { kind: string }).kind === 'ValidatingAdmissionPolicy'),
    ),
  ).toEqual([]);
  const acting = (validationActions: readonly string[]): readonly object[] =>
    [...around, ...policies].map((each) => {
      const { kind, spec, ...rest } = each as { kind: string; spec: object };
      return kind === 'ValidatingAdmissionPolicyBinding'
        ? { ...rest, kind, spec: { ...spec, validationActions } }
        : each;
    });
  expect(said(wrong, acting(['Audit']))).toEqual([]);
  expect(said(wrong, acting(['Warn', 'Audit']))).toEqual([
    expect.stringContaining('policy/admission-warning: '),
  ]);
  expect(said(wrong, acting(['Deny', 'Audit']))).toEqual([expect.stringContaining('policy/admission: ')]);
});

it('what depends on who asks, or on what is not rendered, is left open', () => {
  const policy = (expression: string, more: object = {}): readonly object[] => [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'a' },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] },
          ],
          ...more,
        },
        validations: [{ expression }],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'a' },
      spec: { policyName: 'a', validationActions: ['Deny'] },
    },
  ];
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'elsewhere' } };
  expect(said(object, policy('false'))).toHaveLength(1);
  for (const open of [
    "request.userInfo.username == 'a'",
    "authorizer.group('').resource('pods').check('list').allowed()",
    "namespaceObject.metadata.name == 'b'",
  ])
    expect(said(object, policy(open))).toEqual([]);
  expect(said(object, policy('false', { namespaceSelector: { matchLabels: { a: 'b' } } }))).toEqual([]);
});
