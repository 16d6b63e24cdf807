/** Deeper than anything anybody writes, and than recursion survives. */
const deepest = 1000;

/** Whether a value nests too deep to be walked, as one does that holds itself. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    const next: unknown[] = [];
    for (const each of level)
      if (typeof each === 'object' && each !== null) {
        for (const inner of Object.values(each))
          if (typeof inner === 'object' && inner !== null) next.push(inner);
        // One that holds itself many times would grow without end before it is deep.
        if (next.length > 5_000_000) return true;
      }
    level = next;
  }
  return false;
}
