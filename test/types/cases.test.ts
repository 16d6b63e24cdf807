import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, check, type compilers } from '../support/compiler.ts';
import { longStack, type StackForm } from '../support/long-stack.mjs';
import { root } from '../support/shared.ts';
import { userProject } from '../support/user-project.ts';

const cases = join(root, 'test', 'types', 'cases');

describe.each<keyof typeof compilers>(['6', '7'])('TypeScript %s', (version) => {
  // All of them in one program: what they import is read once.
  let all: Compiled['errors'];
  beforeAll(() => {
    const files = readdirSync(cases).filter((name) => name.endsWith('-compile.ts'));
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-cases-'));
    all = check(
      files.map((name) => join(cases, name)),
      folder,
      version,
    ).errors;
    rmSync(folder, { recursive: true });
  });
  const errorsIn = (name: string): Compiled['errors'] => all.filter(({ file }) => basename(file) === name);

  it('finds mistakes only where mistakes are to be found', () => {
    expect(all.filter(({ file }) => !file.endsWith('must-not-compile.ts'))).toEqual([]);
  });

  it.each([
    ['must-not-compile.ts', 40],
    ['builder-must-not-compile.ts', 20],
    ['applications-must-not-compile.ts', 35],
  ])('refuses each line of %s that is marked, and no other', (name, least) => {
    const lines = readFileSync(join(cases, name), 'utf8').split('\n');
    const marked = lines.flatMap((line, index) =>
      line.includes('//!') && !line.startsWith('//') ? [index + 1] : [],
    );
    expect(marked.length).toBeGreaterThanOrEqual(least);
    const refused = [...new Set(errorsIn(name).map(({ line }) => line))].sort((a, b) => a - b);
    const show = (numbers: readonly number[]): readonly string[] =>
      numbers.map((line) => `${line}: ${lines[line - 1]?.trim()}`);
    expect(show(refused)).toEqual(show(marked));
  });

  it('accepts every line that must compile', () => {
    expect(
      readFileSync(join(cases, 'must-compile.ts'), 'utf8')
        .split('\n')
        .filter((line) => /^(export )?const|^ {2}\S+,$|^assert/.test(line)).length,
    ).toBeGreaterThanOrEqual(40);
    expect([...errorsIn('must-compile.ts'), ...errorsIn('builder-must-compile.ts')]).toEqual([]);
  });

  it('says in a sentence what is wrong with a name', () => {
    const messages = errorsIn('builder-must-not-compile.ts')
      .map(({ message }) => message)
      .join('\n');
    expect(messages).toContain(
      'not assignable to parameter of type \'"the bundle x is there already: choose another name"\'',
    );
    expect(messages).toContain('"there is no bundle z so far: declare it before what depends on it"');
  });

  it.each<[StackForm, number]>([
    ['callbacks', 300],
    ['end()', 100],
  ])('checks a node with hundreds of bundles, in the form with %s', (form, count) => {
    const project = userProject();
    const time = (bundles: number): { readonly seconds: number; readonly instantiations: number } => {
      const file = join(project.folder, `stack-${bundles}.ts`);
      writeFileSync(file, longStack(form, bundles));
      const runs = [1, 2].map(() => check([file], project.folder, version));
      expect(runs[0]?.errors).toEqual([]);
      const least = (name: string): number =>
        Math.min(...runs.map(({ counts }) => counts[name] ?? Number.NaN));
      return { seconds: least('Check time'), instantiations: least('Instantiations') };
    };
    // Beside a short one in the same run, so that a busy machine slows both; the bench has the seconds.
    const [short, long] = [time(3), time(count)];
    expect(long.seconds).toBeLessThan(6 * short.seconds + 0.3);
    expect(long.instantiations).toBeLessThan(75_000);
  });
});
