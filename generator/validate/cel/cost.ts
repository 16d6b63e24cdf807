import { isRecord } from '../../core/json.ts';

/** How often the innermost expression of a rule may be asked for; the server spends less. */
const most = 20_000_000;

/** Whether a rule goes through lists within lists for longer than anybody waits. */
export function isEndless(expression: string, self: unknown): boolean {
  const depth = depthOf(expression);
  return depth > 1 && longest(self) ** depth > most;
}

const known = new Map<string, number>();

const loops = /\.(?:all|exists|exists_one|existsOne|map|filter|transform\w*)\($/;

/** How deep loops are nested in an expression. */
function depthOf(expression: string): number {
  const found = known.get(expression);
  if (found !== undefined) return found;
  const open: boolean[] = [];
  let deepest = 0;
  for (let at = 0; at < expression.length; at++) {
    const character = expression.charAt(at);
    if (character === '(') {
      open.push(loops.test(expression.slice(Math.max(0, at - 20), at + 1)));
      deepest = Math.max(deepest, open.filter(Boolean).length);
    } else if (character === ')') open.pop();
  }
  known.set(expression, deepest);
  return deepest;
}

/** The longest list or map anywhere in a value. */
function longest(value: unknown): number {
  if (Array.isArray(value))
    return value.reduce<number>((most, each) => Math.max(most, longest(each)), value.length);
  if (!isRecord(value)) return 0;
  const names = Object.keys(value);
  return names.reduce((most, name) => Math.max(most, longest(value[name])), names.length);
}
