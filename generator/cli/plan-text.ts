import { relative } from 'node:path';
import { byText } from '../core/compare.ts';
import type { WritePlan } from '../write/plan.ts';
import { type Io, talkOf } from './io.ts';

/** More than this is no longer read; directories say it shorter. */
const readable = 60;

/** `+` is new, `~` differs, `-` is gone. */
export function printPlan(plan: WritePlan, io: Io): void {
  const lines = [
    ...plan.create.map(({ path }) => ['+', path] as const),
    ...plan.update.map(({ path }) => ['~', path] as const),
    ...plan.delete.map((path) => ['-', path] as const),
  ].sort(([, a], [, b]) => byText(a, b));
  if (lines.length <= readable || talkOf(io).level === 'verbose')
    for (const [mark, path] of lines) io.out(`${mark} ${path}\n`);
  else for (const line of folded(lines)) io.out(`${line}\n`);
}

/** By the two directories at the top, each with its counts. */
function folded(lines: readonly (readonly [string, string])[]): readonly string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [mark, path] of lines) {
    const steps = path.split('/');
    const folder = steps.slice(0, Math.min(2, steps.length - 1)).join('/');
    const known = counts.get(folder) ?? new Map<string, number>();
    counts.set(folder, known.set(mark, (known.get(mark) ?? 0) + 1));
  }
  return [...counts].map(
    ([folder, marks]) => `${[...marks].map(([mark, count]) => `${mark}${count}`).join(' ')} ${folder}/`,
  );
}

export function summary(plan: WritePlan, output: string, seconds: number, cwd: string): string {
  const { create, update, delete: gone, unchanged } = plan;
  const below = relative(cwd, output);
  const where = below === '' || below.startsWith('..') ? output : below;
  const changed = [
    [create.length, 'created'],
    [update.length, 'changed'],
    [gone.length, 'deleted'],
  ] as const;
  const said = changed.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${said.length === 0 ? 'nothing changed' : said.join(', ')}, ${unchanged.length} unchanged in ${where} (${seconds.toFixed(2)} s)`;
}
