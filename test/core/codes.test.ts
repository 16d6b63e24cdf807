import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codes, finding } from '../../generator/core/codes.ts';
import { root } from '../support/shared.ts';

function texts(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'),
    )
    .filter((entry) => entry.name !== 'codes.test.ts' && !entry.parentPath.endsWith('codes'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

const readme = readFileSync(join(root, 'generator', 'core', 'README.md'), 'utf8');
const sources = texts('generator', 'paths-codegen');
const tests = texts('test');

it.each(Object.keys(codes))('%s is documented, used and tested', (code) => {
  expect(readme.includes(`\`${code}\``), 'documented').toBe(true);
  expect(sources.includes(`'${code}'`), 'used').toBe(true);
  expect(new RegExp(`(?<![\\w/-])${code}(?![\\w-])`).test(tests), 'tested').toBe(true);
});

it('makes frozen findings whose class and severity come from the catalogue', () => {
  const made = finding('import/no-schema', 'no schema', { path: 'spec' });
  expect(made).toEqual({
    code: 'import/no-schema',
    class: 'import',
    severity: 'warning',
    message: 'no schema',
    path: 'spec',
  });
  expect(Object.isFrozen(made)).toBe(true);
});
