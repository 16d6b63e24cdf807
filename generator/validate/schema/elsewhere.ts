import { byRelease } from '../../core/compare.ts';
import type { Node } from '../../facts/format.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { definitionOf, fieldOf, itemsOf, type Located, valuesOf } from '../../facts/resolve.ts';
import { readPointer } from '../../patch/json/pointer.ts';
import type { Mistake } from '../complaint.ts';

/** A field that is unknown in this release may be known in others: which, is the better half of the message. */
export function withReleases(mistake: Mistake, { root, file, custom }: KindFacts): Mistake {
  if (mistake.code !== 'api/unknown-field') return mistake;
  const steps = readPointer(mistake.pointer) ?? [];
  const name = steps.at(-1);
  const holder = steps
    .slice(0, -1)
    .reduce<Located | undefined>((located, step) => located && below(located, step), {
      node: { ref: root.id },
      file,
    });
  const variants = name === undefined ? undefined : holder && definitionOf(holder)?.field(name);
  if (variants === undefined || variants.length === 0) return mistake;
  const project = custom ? `${file.source} ` : '';
  const { fix: _, ...rest } = mistake;
  return { ...rest, message: `${mistake.message}: it is there ${project}${rangeOf(variants)}` };
}

function below(located: Located, step: string): Located | undefined {
  return fieldOf(located, step) ?? (/^\d+$/.test(step) ? itemsOf(located) : undefined) ?? valuesOf(located);
}

function rangeOf(variants: readonly Node[]): string {
  const since = variants.map((each) => each.since).sort(earliest)[0];
  const ends = variants.map(({ until }) => until);
  const until = ends.includes(undefined)
    ? undefined
    : ends
        .filter((each) => each !== undefined)
        .sort(byRelease)
        .at(-1);
  return [since === undefined ? '' : `since ${since}`, until === undefined ? '' : `until ${until}`]
    .filter(Boolean)
    .join(' ');
}

/** Without a beginning: from the first. */
function earliest(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return byRelease(a, b);
}
