import { relative } from 'node:path';
import { byText } from '../core/compare.ts';
import type { WritePlan } from '../write/plan.ts';
import { type Io, talkOf } from './io.ts';

/** More than this is no longer read; directories say it shorter. */
const readable = 60;

/** `+` is new, `~` differs, `-` is gone. */
export function printPlan(plan: WritePlan, io: Io): void {
  const count = plan.create.length + plan.update.length + plan.delete.length;
  if (count <= readable || talkOf(io).level === 'verbose')
    for (const [mark, path] of [...changesIn(plan)].sort(([, a], [, b]) => byText(a, b)))
      io.out(`${mark} ${path}\n`);
  else for (const line of folded(changesIn(plan))) io.out(`${line}\n`);
}

function* changesIn(plan: WritePlan): Generator<readonly [mark: string, path: string]> {
  for (const { path } of plan.create) yield ['+', path];
  for (const { path } of plan.update) yield ['~', path];
  for (const path of plan.delete) yield ['-', path];
}

/** By the two directories at the top, each with its counts. */
function folded(changes: Iterable<readonly [string, string]>): readonly string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [mark, path] of changes) {
    const folder = path.split('/').slice(0, -1).slice(0, 2).join('/');
    const known = counts.get(folder) ?? new Map<string, number>();
    counts.set(folder, known.set(mark, (known.get(mark) ?? 0) + 1));
  }
  return [...counts]
    .sort(([a], [b]) => byText(a, b))
    .map(([folder, marks]) => `${[...marks].map(([mark, count]) => `${mark}${count}`).join(' ')} ${folder}/`);
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
