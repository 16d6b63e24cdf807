import { expect, it } from 'vitest';
import { namedRules } from '../../../generator/validate/rules/rules.ts';
import { type IndexedFinding, validateObjects } from '../../../generator/validate/validate-objects.ts';
import { cases } from './cases.mjs';
import { saidBy } from './said-by.ts';

/** A finding as it stands in the file of what is expected: whole, in one line and what it is about. */
function line({ code, severity, message, path, pointer, resource, fix }: IndexedFinding): string {
  const { apiVersion, kind, name } = resource ?? { apiVersion: '', kind: '' };
  return [
    `${severity} ${code} in ${apiVersion} ${kind} ${name}`,
    `  at ${path} (${pointer})`,
    `  ${message}`,
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
  ].join('\n');
}

it('has a case for each rule, and a rule for each case', () => {
  expect(Object.keys(cases).sort()).toEqual([...namedRules.keys()].sort());
});

it.each(Object.entries(cases))(
  '%s takes what is fine, and refuses what is wrong',
  (name, [fine, wrong, kubernetes]) => {
    const options = { kubernetes: kubernetes ?? '1.36', serve: ['storage.k8s.io/v1beta1'] };
    expect(validateObjects([fine], options).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(saidBy(name, fine, options.kubernetes)).toEqual([]);
    // This rule says it, whatever others say of the same object.
    const paths = saidBy(name, wrong, options.kubernetes);
    expect(paths).not.toEqual([]);
    const said = validateObjects([wrong], options);
    expect(said.map(({ path }) => path)).toEqual(expect.arrayContaining([...paths]));
  },
);

it('says what sort of mistake it is', () => {
  const codes = new Set(
    Object.values(cases).flatMap(([, wrong]) =>
      validateObjects([wrong], { kubernetes: '1.36', only: ['api'] }).map(({ code }) => code),
    ),
  );
  expect([...codes].sort()).toEqual([
    'api/bad-expression',
    'api/bad-format',
    'api/bad-label',
    'api/bad-name',
    'api/conflict',
    'api/gated-field',
    'api/missing-field',
    'api/not-allowed',
    'api/not-found',
    'api/not-unique',
    'api/out-of-range',
    'api/selector-mismatch',
  ]);
});

it('says it so', async () => {
  const all = Object.entries(cases).map(([name, [, wrong, kubernetes = '1.36']]) => {
    const said = validateObjects([wrong], { kubernetes, only: ['api'] }).map(line);
    return `== ${name}\n${said.join('\n')}`;
  });
  await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot('expected.txt');
});
