import { finding } from '../core/codes.ts';
import { own } from '../core/json.ts';
import { PatchError } from '../core/problem.ts';

type Labels = Readonly<Record<string, unknown>>;

/** Whether labels are selected: by a map of values, or by a text as kubectl takes it: `app=web,tier in (a, b),!old`. */
export function selectsLabels(selector: string | Labels, labels: Labels): boolean {
  if (typeof selector !== 'string')
    return Object.keys(selector).every((key) => own(labels, key) === own(selector, key));
  return requirements(selector).every((holds) => holds(labels));
}

function parts(selector: string): readonly string[] {
  const found: string[] = [];
  let [start, depth] = [0, 0];
  for (let index = 0; index < selector.length; index++) {
    const character = selector.charAt(index);
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) {
      found.push(selector.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, selector.slice(start)];
}

type Requirement = (labels: Labels) => boolean;

/** Commas separate, but not inside parentheses. */
function requirements(selector: string): readonly Requirement[] {
  return parts(selector)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => requirement(part, selector));
}

const name = '([A-Za-z0-9][-A-Za-z0-9_./]*)';
const forms: readonly (readonly [RegExp, (key: string, values: readonly string[]) => Requirement])[] = [
  [new RegExp(`^${name}$`), (key) => (labels) => own(labels, key) !== undefined],
  [new RegExp(`^!\\s*${name}$`), (key) => (labels) => own(labels, key) === undefined],
  [new RegExp(`^${name}\\s*==?\\s*([-\\w.]*)$`), (key, values) => (labels) => own(labels, key) === values[0]],
  [new RegExp(`^${name}\\s*!=\\s*([-\\w.]*)$`), (key, values) => (labels) => own(labels, key) !== values[0]],
  [
    new RegExp(`^${name}\\s+in\\s*\\(([^()]*)\\)$`),
    (key, values) => (labels) => values.includes(String(own(labels, key))),
  ],
  [
    new RegExp(`^${name}\\s+notin\\s*\\(([^()]*)\\)$`),
    (key, values) => (labels) => !values.includes(String(own(labels, key))),
  ],
];

function requirement(part: string, selector: string): Requirement {
  for (const [pattern, make] of forms) {
    const found = pattern.exec(part);
    if (found !== null)
      return make(
        found[1] as string,
        (found[2] ?? '').split(',').map((value) => value.trim()),
      );
  }
  const message = `the label selector ${JSON.stringify(selector)} cannot be read at ${JSON.stringify(part)}`;
  throw new PatchError([
    finding('patch/bad-patch', message, { fix: 'write app=web, app!=web, app in (a, b), app or !app' }),
  ]);
}
