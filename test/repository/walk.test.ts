import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pack, quiet, sh } from '../support/packed.ts';
import { root } from '../support/shared.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-walk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Typed {
  readonly line: string;
  readonly printed: string;
}

/** The lines of the README's console, each with what it prints. */
function typed(): readonly Typed[] {
  const [, text = ''] = /```console\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { line: part.slice(0, end), printed: part.slice(end + 1) };
    });
}

/** Without what is another each time. */
function steady(text: string): string {
  return text.replace(/\(\d+\.\d\d s\)/g, '(… s)').replace(/committed [0-9a-f]{12}/g, 'committed …');
}

it('prints, line by line, what the README says', () => {
  const tarball = pack(folder);
  const lines = typed();
  expect(lines.length).toBeGreaterThan(15);
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/vite/package.json'), 'utf8'));
  let cwd = folder;
  for (const { line, printed } of lines) {
    // From here instead of the registry; npm and the test runner talk too much to be repeated.
    const install = `npm install -D ${quiet.join(' ')} ${tarball}`;
    const silent = /^npm (install|test)/.test(line) ? ' > /dev/null 2>&1' : '';
    const { code, out } = sh(cwd, `exec 2>&1; ${line.replace('npm install -D plimsoll', install)}${silent}`);
    const said = code === 0 ? out : `${out}(exit code ${code})\n`;
    expect(steady(said), line).toBe(steady(printed));
    const [, entered] = /^mkdir (\S+) && cd \1/.exec(line) ?? [];
    if (entered !== undefined) {
      cwd = join(cwd, entered);
      writeFileSync(
        join(cwd, 'package.json'),
        JSON.stringify({ name: 'fleet', overrides: { vite: version } }),
      );
    }
  }
}, 300_000);
