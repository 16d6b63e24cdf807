/** Deeper than anything anybody writes, and than recursion survives. */
const deepest = 1000;
/** One that holds itself many times would grow without end before it is deep. */
const most = 5_000_000;

/** Whether a value nests too deep to be walked, as one does that holds itself. */
export function isTooDeep(value: unknown): boolean {
  let seen = 0;
  const deep = (each: object, depth: number): boolean => {
    if (depth > deepest || ++seen > most) return true;
    if (Array.isArray(each)) {
      for (const item of each)
        if (typeof item === 'object' && item !== null && deep(item, depth + 1)) return true;
      return false;
    }
    for (const name in each) {
      const inner = (each as Readonly<Record<string, unknown>>)[name];
      if (typeof inner === 'object' && inner !== null && deep(inner, depth + 1)) return true;
    }
    return false;
  };
  return typeof value === 'object' && value !== null && deep(value, 0);
}
