/** How much of the beginning of a text a pattern (`*`, `?`, `[a-z]`) matches; 0 where nothing, or where it is none. */
export function prefixLength(text: string, pattern: string, which: 'shortest' | 'longest'): number {
  const steps = stepsOf(pattern);
  if (steps === undefined) return 0;
  // Which steps could be done after each character: linear in both, whatever the pattern.
  let reached = reachable(steps, new Set([0]));
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const next = new Set<number>();
    for (const step of reached) {
      const wanted = steps[step];
      if (wanted === anything) next.add(step);
      else if (wanted?.(text.charAt(at)) === true) next.add(step + 1);
    }
    reached = reachable(steps, next);
    if (reached.has(steps.length)) {
      found = at + 1;
      if (which === 'shortest') return found;
    }
  }
  return found;
}

type Step = (character: string) => boolean;

const anything: Step = () => true;

/** A star may also stand for nothing. */
function reachable(steps: readonly Step[], from: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(from);
  for (const step of all) if (steps[step] === anything) all.add(step + 1);
  return all;
}

function stepsOf(pattern: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at++);
    if (character === '*') steps.push(anything);
    else if (character === '?') steps.push((each) => each !== '');
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end < 0) return undefined;
      steps.push(classOf(pattern.slice(at, end)));
      at = end + 1;
    } else {
      const literal = character === '\\' ? pattern.charAt(at++) : character;
      if (literal === '') return undefined;
      steps.push((each) => each === literal);
    }
  }
  return steps;
}

function classOf(inner: string): Step {
  const except = inner.startsWith('^') || inner.startsWith('!');
  const ranges = [...(except ? inner.slice(1) : inner).matchAll(/(.)-(.)|(.)/gsu)].map(
    ([, from, to, one = '']) => [from ?? one, to ?? one] as const,
  );
  return (each) => ranges.some(([from, to]) => each >= from && each <= to) !== except;
}
