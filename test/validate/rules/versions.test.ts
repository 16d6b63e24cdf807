import { describe, expect, it } from 'vitest';
import { validateObjects } from '../../../generator/validate/validate-objects.ts';
import { releases, versions } from './versions.mjs';

describe.each(releases.map((release, index) => ({ release, index })))('$release', ({ release, index }) => {
  const kubernetes = release.split('.').slice(0, 2).join('.');
  it.each(versions)('thinks of %s as its server does', (_, taken, object) => {
    const errors = validateObjects([object], { kubernetes }).filter(({ severity }) => severity === 'error');
    expect(errors.length === 0, JSON.stringify(errors)).toBe(taken[index]);
  });
});

it('has cases of which servers differ', () => {
  for (const [what, taken] of versions) expect(new Set(taken).size, what).toBe(2);
});
