import { describe, expect, it } from 'vitest';
import { finding } from '../../generator/core/codes.ts';
import { baselineText, compared, readBaseline } from '../../generator/validate/sieve/baseline.ts';
import { isLike } from '../../generator/validate/sieve/glob.ts';
import { withoutIgnored, wrongIgnore } from '../../generator/validate/sieve/ignore.ts';
import { refusal } from '../support/refused.ts';

const resource = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };
const bad = finding('api/unknown-field', 'no field prots', {
  resource,
  path: 'spec.prots',
  source: { file: 'a/b.yaml', line: 3 },
});

describe('an ignore', () => {
  const reason = 'the vendor mends it in 2.0';

  it.each([
    { code: 'api/unknown-field' },
    { code: 'api' },
    { code: 'api', kind: 'Service', namespace: 'sh*', name: '*', path: 'spec.*', file: 'a/*.yaml' },
  ])('hides what it names: %j', (ignore) => {
    expect(withoutIgnored([bad], [{ ...ignore, reason }], '2026-11-24')).toEqual([]);
  });

  it.each([
    { code: 'api/wrong-type' },
    { code: 'api', kind: 'Pod' },
    { code: 'api', name: 'we' },
    { code: 'api', file: 'b/*' },
  ])('that hides nothing is said: %j', (ignore) => {
    const left = withoutIgnored([bad], [{ ...ignore, reason }], '2026-11-24');
    expect(left).toEqual([
      bad,
      {
        code: 'cli/unused-ignore',
        class: 'cli',
        severity: 'warning',
        message: `the ignore of ${ignore.code} (${reason}) hides nothing`,
        fix: 'take it away',
      },
    ]);
  });

  it('ends on its day', () => {
    const ignore = { code: 'api', reason, until: '2026-11-24' };
    expect(withoutIgnored([bad], [ignore], '2026-11-24')).toEqual([]);
    expect(withoutIgnored([bad], [ignore], '2026-11-25')).toEqual([
      bad,
      expect.objectContaining({
        code: 'cli/expired-ignore',
        message: `the ignore of api (${reason}) ended on 2026-11-24`,
      }),
    ]);
  });

  it.each([
    [{ code: 'api' }, 'of api gives no reason'],
    [{ reason }, 'names no code'],
    [{ code: 'api', reason, until: 'soon' }, "of api ends on no day: write until: '2027-03-31'"],
    [{ code: 'api', reason, kinds: 'a' }, 'has a field kinds, which means nothing'],
    [{ code: 'api', reason, kind: 1 }, 'of api holds something that is no text'],
    [{ code: 'api', reason, until: '2027-01-01' }, undefined],
  ])('is checked itself: %j', (ignore, wrong) => {
    expect(wrongIgnore(ignore)).toBe(wrong);
  });
});

describe('a baseline', () => {
  it('knows findings again wherever they have moved, each as often as it was there', () => {
    const text = baselineText([bad, bad]);
    expect(text).toBe(`{ "findings": [
  {"code":"api/unknown-field","resource":{"apiVersion":"v1","kind":"Service","namespace":"shop","name":"web"},"path":"spec.prots"},
  {"code":"api/unknown-field","resource":{"apiVersion":"v1","kind":"Service","namespace":"shop","name":"web"},"path":"spec.prots"}
] }
`);
    const moved = { ...bad, source: { file: 'c.yaml', line: 9 } };
    const other = finding('api/wrong-type', 'other', { resource });
    const baseline = readBaseline(text, 'baseline.json');
    expect(compared([moved, moved, moved, other], baseline)).toEqual({ fresh: [moved, other], gone: 0 });
    expect(compared([moved], baseline)).toEqual({ fresh: [], gone: 1 });
  });

  it('may be what validate prints as JSON', () => {
    const printed = JSON.stringify({ findings: [bad], documents: 1, errors: 1, warnings: 0 });
    expect(compared([bad], readBaseline(printed, 'b.json')).fresh).toEqual([]);
  });

  it.each(['', '[]', '{"findings":[1]}'])('that cannot be read is a mistake: %s', (text) => {
    expect(refusal(() => readBaseline(text, 'b.json'))).toBe('cli/bad-baseline: b.json is no baseline');
  });
});

it.each([
  ['web', 'web', true],
  ['web', 'we', false],
  ['shop-web', '*web', true],
  ['aXbXc', 'a*b*c', true],
  ['abc', 'a*b*c*d', false],
  ['aba', 'ab*ba', false],
  ['', '*', true],
  ['a'.repeat(50_000), `${'*a'.repeat(500)}b`, false],
])('%s is like %s: %s', (text, pattern, like) => {
  expect(isLike(text, pattern)).toBe(like);
});
