/** Optimal string alignment distance (insert, delete, replace, swap neighbours), given up above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    if (Math.min(...current) > limit) return limit + 1;
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
}

/** The names nearest to a misspelt one, best first; letter case counts least. At most three. */
export function suggest(wrong: string, names: Iterable<string>): readonly string[] {
  const limit = Math.max(1, Math.floor(wrong.length * 0.4));
  const lower = wrong.toLowerCase();
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of names) {
    const score = distance(lower, name.toLowerCase(), limit);
    if (score <= limit) scored.push({ name, score: score * 2 + (name === wrong ? 0 : 1) });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map((each) => each.name);
}

/** `did you mean a, b or c?`, or what there is when nothing is near; undefined when there is nothing at all. */
export function didYouMean(wrong: string, names: readonly string[]): string | undefined {
  const near = suggest(wrong, names);
  if (near.length > 0) return `did you mean ${listed(near, 'or')}?`;
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 12);
  return `there is ${listed(shown, 'and')}${names.length > shown.length ? ` (and ${names.length - shown.length} more)` : ''}`;
}

function listed(names: readonly string[], word: 'or' | 'and'): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
