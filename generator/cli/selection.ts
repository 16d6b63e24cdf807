import { several } from './arguments.ts';
import { usage } from './usage.ts';

/** `-l KEY=VALUE`, as often as it was given. */
export function labelsOf(verb: string, values: readonly string[] | undefined): readonly string[] {
  const labels = several(values);
  for (const each of labels)
    if (!/^[^=]+=/.test(each)) throw usage(`${verb}: a selector is KEY=VALUE, not ${each}`);
  return labels;
}
