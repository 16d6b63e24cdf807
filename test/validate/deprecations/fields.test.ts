import { expect, it } from 'vitest';
import { deprecationRules } from '../../../generator/validate/deprecations/rules.ts';
import { type IndexedFinding, validateObjects } from '../../../generator/validate/validate-objects.ts';
import { cases } from './cases.mjs';

function said(object: object, kubernetes = '1.36'): readonly IndexedFinding[] {
  return validateObjects([object], { kubernetes, only: ['deprecations'] });
}

it('has a case for each rule, and a rule for each case', () => {
  expect(Object.keys(cases).sort()).toEqual([...deprecationRules.keys()].sort());
});

it.each(Object.entries(cases))(
  '%s is warned of, and what stands in its place is not',
  (_, { fine, wrong }) => {
    expect(said(fine)).toEqual([]);
    expect(said(wrong).map(({ severity }) => severity)).toEqual(['warning']);
    expect(validateObjects([wrong], { kubernetes: '1.36', skip: ['deprecations'] })).toEqual([]);
  },
);

it('says it so', async () => {
  const lines = Object.entries(cases).map(([name, { wrong }]) =>
    said(wrong)
      .map(
        ({ code, path, pointer, message, fix }) =>
          `## ${name}\n${code} at ${path} (${pointer})\n  ${message}\n  fix: ${fix}\n`,
      )
      .join(''),
  );
  await expect(lines.join('\n')).toMatchFileSnapshot('expected.txt');
});

it.each([
  ['externalAddresses', '1.35', '1.36'],
  ['closeTraffic', '1.34', '1.35'],
  ['oldEndpoints', '1.32', '1.33'],
  ['mountOptions', '1.30', '1.31'],
  ['mountableSecrets', '1.31', '1.32'],
  ['armourAnnotations', '1.29', '1.30'],
] as const)('%s is warned of from one release to the next: %s, %s', (name, before, since) => {
  const wrong = cases[name]?.wrong as object;
  expect(said(wrong, before)).toEqual([]);
  expect(said(wrong, since)).toHaveLength(1);
});
