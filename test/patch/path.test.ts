import { describe, expect, it } from 'vitest';
import { applyPatch } from '../../generator/patch/convert/apply-patch.ts';
import { applyRequests } from '../../generator/patch/file/apply-requests.ts';
import { readAssignment, readRemoval } from '../../generator/patch/file/assignment.ts';
import { readPatches } from '../../generator/patch/file/read-patches.ts';
import { isMeant, readReference } from '../../generator/patch/file/reference.ts';
import type { PathDocument } from '../../generator/patch/path/document.ts';
import { applyOperation } from '../../generator/paths/apply-operation.ts';
import { selectsLabels } from '../../generator/paths/label-selector.ts';
import { applyPathPatch, patch } from '../../generator/paths/patch.ts';
import { isTarget, targetText } from '../../generator/paths/target.ts';
import { Deployment } from '../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { refusal, refused } from '../support/refused.ts';

const web = Deployment({
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web', tier: 'front' } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      spec: {
        containers: [
          { name: 'a', image: 'a:1', args: ['x', 'y'] },
          { name: 'b', image: 'b:1' },
          { name: 'c', image: 'c:1' },
        ],
      },
    },
  },
});
const { containers } = Deployment.path.spec.template.spec;
const names = (object: Deployment): readonly string[] =>
  object.spec?.template.spec?.containers.map(({ name }) => name) ?? [];

describe('a typed patch', () => {
  it('puts items at an end, beside another one, and moves them', () => {
    const item = (name: string): { name: string; image: string } => ({ name, image: 'i' });
    const apply = (change: ReturnType<typeof patch<Deployment>>): readonly string[] =>
      names(applyPathPatch(web, change));
    const start = patch(Deployment, 'web');
    expect(apply(start.append(containers, item('n')))).toEqual(['a', 'b', 'c', 'n']);
    expect(apply(start.prepend(containers, item('n')))).toEqual(['n', 'a', 'b', 'c']);
    expect(apply(start.insertBefore(containers.named('b'), item('n')))).toEqual(['a', 'n', 'b', 'c']);
    expect(apply(start.insertAfter(containers.named('b'), item('n')))).toEqual(['a', 'b', 'n', 'c']);
    expect(apply(start.insertBefore(containers.at(-1), item('n')))).toEqual(['a', 'b', 'n', 'c']);
    expect(apply(start.move(containers.named('a'), containers.end))).toEqual(['b', 'c', 'a']);
    expect(apply(start.move(containers.named('c'), containers.start))).toEqual(['c', 'a', 'b']);
    expect(apply(start.move(containers.named('a'), containers.after({ name: 'b' })))).toEqual([
      'b',
      'a',
      'c',
    ]);
    expect(apply(start.move(containers.named('a'), containers.before({ name: 'a' })))).toEqual([
      'a',
      'b',
      'c',
    ]);
    const made = applyPathPatch(web, start.append(containers.named('b').args, '--new'));
    expect(made.spec?.template.spec?.containers[1]?.args).toEqual(['--new']);
  });

  it('knows what it is for', () => {
    expect(isTarget(patch(Deployment, 'web').target, web)).toBe(true);
    expect(isTarget(patch(Deployment).target, web)).toBe(true);
    expect(isTarget(patch(Deployment, { namespace: 'shop', labels: { tier: 'front' } }).target, web)).toBe(
      true,
    );
    expect(isTarget(patch(Deployment, { labels: 'app in (web, api),!old' }).target, web)).toBe(true);
    expect(isTarget(patch(Deployment, 'api').target, web)).toBe(false);
    expect(isTarget(patch(Deployment, { namespace: 'other' }).target, web)).toBe(false);
    expect(isTarget({ apiVersion: 'v1', kind: 'Service' }, web)).toBe(false);
    expect(targetText(patch(Deployment, { labels: { app: 'web' } }).target)).toBe(
      'every Deployment with app=web',
    );
    expect(targetText({ kind: 'Deployment', namespace: 'shop', name: 'web' })).toBe('Deployment shop/web');
  });

  it('checks values again when it is applied, everything at once, and says where it was written', () => {
    const wrong = patch(Deployment, 'web').set(containers.named('a'), {
      name: 'a',
      imag: 'x',
      tty: 'yes',
      args: 'x',
      ports: [{ containerPort: 1.5 }],
    } as never);
    const findings = refused(() => applyPathPatch(web, wrong));
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'patch/unknown-field Deployment spec.template.spec.containers[name=a].imag is a field that the schema does not have; did you mean image?',
      'patch/wrong-value Deployment spec.template.spec.containers[name=a].tty is "yes", the schema asks for true or false',
      'patch/wrong-value Deployment spec.template.spec.containers[name=a].args is "x", the schema asks for a list',
      'patch/wrong-value Deployment spec.template.spec.containers[name=a].ports[0].containerPort is 1.5, the schema asks for a whole number',
    ]);
    expect(findings[0]?.definition).toMatchObject({ file: import.meta.filename, line: expect.any(Number) });
    const missing = patch(Deployment, 'web').remove(containers.named('z'));
    expect(refused(() => applyPathPatch(web, missing))).toMatchObject([
      { code: 'patch/no-such-item', definition: { file: import.meta.filename } },
    ]);
  });

  it('refuses a place that is none', () => {
    expect(
      refusal(() => patch(Deployment, 'web').insertBefore(Deployment.path.spec as never, {} as never)),
    ).toContain('leads to no single item of a list');
  });
});

it.each([
  ['app=web', true],
  ['app==web,tier!=back', true],
  ['app in (api, web)', true],
  ['app notin (web)', false],
  ['app', true],
  ['!app', false],
  ['missing', false],
  ['example.com/x=', false],
  ['', true],
])('the label selector %j', (selector, expected) => {
  expect(selectsLabels(selector, { app: 'web', tier: 'front' })).toBe(expected);
});

it('says what of a label selector it cannot read', () => {
  expect(refusal(() => selectsLabels('app=web,tier ~ x', {}))).toBe(
    'patch/bad-patch: the label selector "app=web,tier ~ x" cannot be read at "tier ~ x"',
  );
});

describe('a reference', () => {
  it.each([
    ['deployment/web', true],
    ['Deployment/web', true],
    ['deploy/web', true],
    ['deployments/web', true],
    ['deployment.apps/web', true],
    ['deployment.other.io/web', false],
    ['deployment/shop/web', true],
    ['deployment/other/web', false],
    ['deployment', true],
    ['deployment/*', true],
    ['deployment[app=web,tier in (front)]', true],
    ['deployment[app=api]', false],
    ['service/web', false],
  ])('%s', (text, expected) => {
    expect(isMeant(readReference(text), web)).toBe(expected);
  });

  it('that is none is refused', () => {
    expect(refusal(() => readReference('a/b/c/d'))).toBe('patch/bad-path: "a/b/c/d" names no object');
  });
});

describe('an assignment', () => {
  const set = (...texts: readonly string[]): Deployment =>
    applyRequests([web], texts.map(readAssignment), 'web.yaml', {}).values[0] as Deployment;

  it('is cut at the first colon and equals sign outside brackets and quotes; the schema says the type', () => {
    expect(
      set('deployment/web:spec.template.spec.containers[name=a].image=a=b:c').spec?.template.spec
        ?.containers[0]?.image,
    ).toBe('a=b:c');
    expect(set("metadata.annotations['a=b:c[0]']=true").metadata?.annotations).toEqual({
      'a=b:c[0]': 'true',
    });
    expect(set('spec.replicas=0x10').spec?.replicas).toBe(16);
    expect(set('spec.paused=yes').spec?.paused).toBe(true);
    expect(set('spec.strategy.rollingUpdate.maxSurge=25%').spec?.strategy?.rollingUpdate?.maxSurge).toBe(
      '25%',
    );
    expect(set('spec.strategy.rollingUpdate.maxSurge=1').spec?.strategy?.rollingUpdate?.maxSurge).toBe(1);
    expect(
      set('spec.template.spec.containers[name=a].args=[true, "2", 3]').spec?.template.spec?.containers[0]
        ?.args,
    ).toEqual(['true', '2', '3']);
    expect(
      set('spec.template.spec.containers[name=b].env=[{name: A, value: 1}]').spec?.template.spec
        ?.containers[1]?.env,
    ).toEqual([{ name: 'A', value: '1' }]);
    expect(set("metadata.labels['app']={x}").metadata?.labels).toMatchObject({ app: '{x}' });
  });

  it('may take out', () => {
    const { values } = applyRequests(
      [web],
      [readRemoval('deployment/web:spec.template.spec.containers[name=b]')],
      'f',
      {},
    );
    expect(names(values[0] as Deployment)).toEqual(['a', 'c']);
  });

  it('that cannot be read, or does not fit, is refused', () => {
    expect(refusal(() => readAssignment('deployment/web:spec.replicas'))).toContain('it has no value');
    expect(refusal(() => readAssignment('deployment/web:=3'))).toContain('it has no path');
    expect(refusal(() => set('spec.paused=3'))).toContain('neither true nor false');
    expect(refusal(() => set('spec.template=x'))).toContain('is "x", the schema asks for a map');
    expect(refused(() => set('deployment/wbe:spec.replicas=1'))).toMatchObject([
      {
        code: 'patch/no-target',
        message: 'there is no deployment/wbe in web.yaml',
        fix: 'there is deployment/shop/web',
      },
    ]);
  });

  it('on a kind that nobody knows is text', () => {
    const object = { apiVersion: 'x.example.com/v1', kind: 'X', spec: { list: [{ name: 'a' }] } };
    const requests = ['spec.count=3', 'spec.list[name=a].on=true', 'spec.list[0].deep.er=x'].map(
      readAssignment,
    );
    expect(applyRequests([object], requests, 'x.yaml', {}).values).toEqual([
      { ...object, spec: { list: [{ name: 'a', on: 'true', deep: { er: 'x' } }], count: '3' } },
    ]);
  });
});

describe('a patch file', () => {
  const read = (text: string, variables = {}): readonly unknown[] =>
    applyRequests([web], readPatches(text, 'p.yaml', 'auto', variables), 'web.yaml', {}).values;

  it('of paths: every operation, types by the schema, variables where they are declared', () => {
    const text = `
target: { kind: Deployment, namespace: shop }
variables: { tag: 2, level: }
operations:
  - test: spec.template.spec.containers[name=a].image
    value: a:1
  - set: spec.template.spec.containers[name=a].image
    value: a:\${tag}
  - set: metadata.annotations.note
    value: \${level} costs $\${money}
  - remove: spec.template.spec.containers[name=b]
  - append: spec.template.spec.containers[name=a].args
    value: yes
  - prepend: spec.template.spec.containers
    value: { name: 1, image: i }
  - insertAfter: spec.template.spec.containers[name=a]
    value: { name: n, image: i }
  - move: spec.template.spec.containers[name=c]
    before: spec.template.spec.containers[name=a]
  - move: spec.template.spec.containers[name=n]
    to: end
`;
    const [after] = read(text, { level: 'info' }) as [Deployment];
    expect(names(after)).toEqual(['1', 'c', 'a', 'n']);
    expect(after.metadata?.annotations).toEqual({ note: `info costs ${'$'}{money}` });
    expect(after.spec?.template.spec?.containers[2]).toEqual({
      name: 'a',
      image: 'a:2',
      args: ['x', 'y', 'yes'],
    });
    expect(refusal(() => read(text))).toContain('p.yaml:9:5: the variable level has no value');
  });

  it('is an entry of a kustomization or of Flux, a partial object, a list of operations, several of them', () => {
    const flux = `
kind: Kustomization
spec:
  patches:
    - target: { kind: Deployment, labelSelector: app=web }
      patch: |
        - op: replace
          path: /spec/selector/matchLabels/app
          value: shop
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { replicas: 4 }
---
- { op: add, path: /spec/paused, value: true }
---
# nothing
`;
    expect(read(flux)).toMatchObject([
      { spec: { replicas: 4, paused: true, selector: { matchLabels: { app: 'shop' } } } },
    ]);
  });

  it('says what of it cannot be read, with its place', () => {
    expect(refusal(() => read('operations:\n  - sett: spec.replicas\n    value: 3\n'))).toContain(
      'there is no operation sett; did you mean set?',
    );
    expect(refused(() => read('operations:\n  - set: spec.replicas\n'))).toMatchObject([
      {
        code: 'patch/bad-patch',
        message: 'set spec.replicas has no value',
        source: { file: 'p.yaml', line: 2, column: 5 },
      },
    ]);
    expect(
      refusal(() => read('operations:\n  - { set: spec.replicas, remove: spec.paused, value: 1 }\n')),
    ).toContain('both set and remove');
    expect(refusal(() => read('operations:\n  - { remove: spec.replicas, value: 1 }\n'))).toContain(
      'which means nothing there',
    );
    expect(
      refusal(() => read('operations:\n  - { move: "spec.template.spec.containers[name=a]" }\n')),
    ).toContain('says where');
    expect(refusal(() => read('operations: [3]\n'))).toContain('an operation is a map');
    expect(refusal(() => read('operations: []\ntarget: [1]\n'))).toContain('the target of a patch is a map');
    expect(refusal(() => read('a: ['))).toMatch(/^patch\/unreadable: p.yaml:1:5: /);
    expect(refusal(() => readPatches('a: 1', 'p.yaml', 'path', {}))).toContain(
      'a path patch is a map with operations',
    );
  });

  it('for a file of several objects says which one it means', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
    const requests = readPatches('[{ op: add, path: /x, value: 1 }]', 'p.yaml', 'json', {});
    expect(refused(() => applyRequests([web, service], requests, 'all.yaml', {}))).toMatchObject([
      {
        code: 'patch/ambiguous-target',
        message: 'p.yaml:1:1: the patch does not say which object of all.yaml it is for',
        fix: 'say one of deployment/shop/web, service/web',
      },
    ]);
    const merge = readPatches(
      '{ kind: Service, metadata: { name: web }, spec: { type: NodePort } }',
      'p.yaml',
      'auto',
      {},
    );
    const { values, touched } = applyRequests([web, service], merge, 'all.yaml', {});
    expect([...touched]).toEqual([1]);
    expect(values[0]).toBe(web);
    expect(values[1]).toMatchObject({ spec: { type: 'NodePort' } });
  });
});

it('a document as data is a patch like any other', () => {
  const document: PathDocument = { operations: [{ set: 'spec.replicas', value: 3 }] };
  expect(applyPatch(web, { type: 'path', patch: document })).toMatchObject({ spec: { replicas: 3 } });
  expect(
    applyPatch(web, { type: 'path', patch: patch(Deployment).set(Deployment.path.spec.replicas, 4) }),
  ).toMatchObject({
    spec: { replicas: 4 },
  });
  expect(refusal(() => applyPatch(web, { type: 'path', patch: {} as PathDocument }))).toContain(
    'a path patch is a map with operations',
  );
  expect(applyOperation(web, { op: 'remove', path: Deployment.path.spec })).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: web.metadata,
  });
});
