import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../support/compiler.ts';
import { root } from '../support/shared.ts';
import { temporaryFolder } from '../support/temporary.ts';

const stack = join(root, 'test', 'types', 'cases', 'budget.ts');

it('a stack of ten kinds and thirty paths checks within 3 s, 300 MB and a known number of instantiations', () => {
  const folder = temporaryFolder();
  const runs = [1, 2].map(() => check([stack], folder));
  expect(runs[0]?.errors).toEqual([]);
  const least = (name: string): number => Math.min(...runs.map(({ counts }) => counts[name] ?? Number.NaN));
  expect(least('Total time')).toBeLessThan(3);
  expect(least('Memory used')).toBeLessThan(300_000);
  // Measured with the pinned compiler, with a tenth to spare: more means that a type became more costly.
  expect(least('Instantiations')).toBeLessThan(22_000);
});

it('and with the native compiler', () => {
  expect(check([stack], temporaryFolder(), '7').errors).toEqual([]);
});
