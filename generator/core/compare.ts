/** By code unit: the same order in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `1.9` before `1.10`, `v1alpha1` before `v1beta1` before `v1`, numbers as numbers. */
export function byRelease(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return byText(a, b);
}

const stages: Readonly<Record<string, number>> = { alpha: -2, beta: -1 };

/** There are few releases, and they are compared often. */
const known = new Map<string, readonly number[]>();

function parts(release: string): readonly number[] {
  const before = known.get(release);
  if (before !== undefined) return before;
  const found = [...release.matchAll(/\d+|alpha|beta/g)].map(([part]) => stages[part] ?? Number(part));
  if (known.size < most) known.set(release, found);
  return found;
}

const most = 1000;
