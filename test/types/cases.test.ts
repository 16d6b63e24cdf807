import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, type compilers } from '../support/compiler.ts';
import { root } from '../support/shared.ts';
import { temporaryFolder } from '../support/temporary.ts';

const cases = join(root, 'test', 'types', 'cases');

describe.each<keyof typeof compilers>(['6', '7'])('TypeScript %s', (version) => {
  it('refuses each line that is marked, and no other', () => {
    const file = join(cases, 'must-not-compile.ts');
    const lines = readFileSync(file, 'utf8').split('\n');
    const marked = lines.flatMap((line, index) =>
      line.includes('//!') && !line.startsWith('//') ? [index + 1] : [],
    );
    expect(marked.length).toBeGreaterThanOrEqual(40);
    const { errors } = check([file], temporaryFolder(), version);
    const refused = [...new Set(errors.map(({ line }) => line))].sort((a, b) => a - b);
    const show = (numbers: readonly number[]): readonly string[] =>
      numbers.map((line) => `${line}: ${lines[line - 1]?.trim()}`);
    expect(show(refused)).toEqual(show(marked));
    expect(errors.every((error) => error.file.endsWith('must-not-compile.ts'))).toBe(true);
  });

  it('accepts every line that must compile', () => {
    const file = join(cases, 'must-compile.ts');
    expect(
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /^(export )?const|^ {2}\S+,$|^assert/.test(line)).length,
    ).toBeGreaterThanOrEqual(40);
    expect(check([file], temporaryFolder(), version).errors).toEqual([]);
  });
});
