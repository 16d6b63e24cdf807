import { describe, expect, it } from 'vitest';
import { refusedChanges } from '../../../generator/validate/immutable/refused.ts';
import { changeRules } from '../../../generator/validate/immutable/rules.ts';
import { same } from '../../../generator/validate/immutable/same.ts';
import { type IndexedFinding, validateObjects } from '../../../generator/validate/validate-objects.ts';
import { cases } from './cases.mjs';

/** A finding as it stands in the file of what is expected. */
function line({ code, severity, message, path, pointer, resource, fix }: IndexedFinding): string {
  return `${severity} ${code} in ${resource?.apiVersion} ${resource?.kind} ${resource?.name}\n  at ${path} (${pointer})\n  ${message}\n  fix: ${fix}`;
}

it('has a case for each rule, and a rule for each case', () => {
  expect(Object.keys(cases).sort()).toEqual([...changeRules.keys()].sort());
});

it.each(Object.entries(cases))(
  '%s takes what may change, and refuses what may not',
  (name, [before, fine, wrong, kubernetes = '1.36']) => {
    const options = { kubernetes, only: ['immutable'], serve: ['certificates.k8s.io/v1beta1'] };
    expect(validateObjects([fine], { ...options, before: [before] })).toEqual([]);
    expect(validateObjects([before], { ...options, before: [before] })).toEqual([]);
    const rule = changeRules.get(name);
    expect(refusedChanges(before, wrong, options, rule === undefined ? [] : [rule])).not.toEqual([]);
  },
);

it('says it so', async () => {
  const all = Object.entries(cases).map(([name, [before, , wrong, kubernetes = '1.36']]) => {
    const said = validateObjects([wrong], { kubernetes, only: ['immutable'], before: [before] });
    return `## ${name}\n${said.map(line).join('\n')}\n`;
  });
  await expect(all.join('\n')).toMatchFileSnapshot('expected.txt');
});

describe('the server sees no change', () => {
  it.each([
    ['of amounts that come to the same', { requests: { cpu: '1000m' } }, { requests: { cpu: 1 } }],
    ['between nothing and an empty list, map or text', { a: [], b: {}, c: '' }, {}],
    ['between nothing and a zero that is not told from it', { hostNetwork: false, minReadySeconds: 0 }, {}],
    ['in what Flux puts something in place of', { a: '${zone}' }, { a: 'b' }],
  ])('%s', (_, before, after) => {
    expect(same(before, after)).toBe(true);
    expect(same(after, before)).toBe(true);
  });

  it.each([
    [{ storageClassName: '' }, {}],
    [{ runAsUser: 0 }, {}],
    [{ automountServiceAccountToken: false }, {}],
    [{ a: '1000m' }, { a: '1' }],
    [{ args: ['a', 'b'] }, { args: ['b', 'a'] }],
    [{ a: [] }, { a: ['b'] }],
    [{ a: {} }, { a: { b: 'c' } }],
  ])('but it does between %j and %j', (before, after) => {
    expect(same(before, after)).toBe(false);
    expect(same(after, before)).toBe(false);
  });
});

it('takes an object written in another version of its group for the same one', () => {
  const before = {
    apiVersion: 'storage.k8s.io/v1beta1',
    kind: 'VolumeAttributesClass',
    metadata: { name: 'a' },
    driverName: 'a',
  };
  const after = { ...before, apiVersion: 'storage.k8s.io/v1', driverName: 'b' };
  expect(validateObjects([after], { before: [before], only: ['immutable'] }).map(({ path }) => path)).toEqual(
    ['driverName'],
  );
});

it('does not say what a Secret holds', () => {
  const secret = (password: string): object => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a' },
    immutable: true,
    stringData: { password },
  });
  const said = validateObjects([secret('hunter2')], { before: [secret('hunter1')], only: ['immutable'] });
  expect(said.map(({ message, pointer }) => [message, pointer])).toEqual([
    ['data may not be changed (password): it was immutable: true', '/stringData'],
  ]);
  expect(JSON.stringify(said)).not.toContain('hunter');
});
