import { finding } from '../../core/codes.ts';
import { isRecord, type Json } from '../../core/json.ts';
import { Problem } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Node } from '../../facts/format.ts';
import { tableKey } from '../../facts/home.ts';
import { type KindFacts, splitApiVersion } from '../../facts/kinds.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf, valuesOf } from '../../facts/resolve.ts';
import { gatedFields, serverDefaults, serverRequired } from '../../facts/server.ts';
import { keysOf } from '../../paths/keys.ts';

/** A place in a kind, and how its path is written in TypeScript. */
interface At {
  readonly located: Located;
  /** `spec.template.spec.containers[].image` */
  readonly text: string;
  /** `.spec.template.spec.containers.named('…').image` */
  readonly code: string;
  /** The field's own name, and what holds it. */
  readonly name?: string;
  readonly within?: Located;
}

/** What is known of a kind, or of a field of it. */
export function explainedField(
  facts: KindFacts,
  steps: readonly string[],
  others: readonly string[],
): string {
  const at = walk(facts, steps);
  const { group, version } = splitApiVersion(facts.apiVersion);
  const folder = facts.custom ? 'crds' : 'kubernetes';
  const head = [
    `${facts.kind} (${facts.apiVersion})${facts.scope === 'Cluster' ? ', of the whole cluster' : ''}${lifecycle(facts)}`,
    ...(others.length > 0 ? [`  also in ${others.join(', ')}`] : []),
    `  import { ${facts.kind} } from 'plimsoll/${folder}/${group}/${version}';`,
  ];
  const body =
    steps.length === 0
      ? []
      : ['', `${at.text}: ${typeText(at.located)}`, `  ${facts.kind}.path${at.code}`, ...details(at)];
  const fields = fieldLines(at.located);
  return `${[...head, ...body, ...(fields.length > 0 ? ['', ...fields] : [])].join('\n')}\n`;
}

function lifecycle({ introduced, deprecated, removed, offByDefault }: KindFacts): string {
  const said = [
    ...(introduced === undefined ? [] : [`since ${introduced}`]),
    ...(typeof deprecated === 'string' ? [`deprecated since ${deprecated}`] : []),
    ...(removed === undefined ? [] : [`removed in ${removed}`]),
    ...(offByDefault === true ? ['off by default'] : []),
  ];
  return said.length === 0 ? '' : `, ${said.join(', ')}`;
}

function walk(facts: KindFacts, steps: readonly string[]): At {
  let at: At = { located: { node: { ref: facts.root.id }, file: facts.file }, text: '', code: '' };
  for (const step of steps) at = into(at, step);
  return at;
}

/** A field; lists and maps are gone through without saying so. */
function into(at: At, name: string): At {
  const inner = opened(at);
  const field = fieldOf(inner.located, name);
  const text = inner.text === '' ? name : `${inner.text}.${name}`;
  if (field !== undefined)
    return { located: field, text, code: `${inner.code}.${name}`, name, within: inner.located };
  const value = valuesOf(inner.located);
  if (value !== undefined)
    return { located: value, text, code: `${inner.code}.key(${JSON.stringify(name).replaceAll('"', "'")})` };
  const names = namesIn(inner.located);
  throw new Problem([
    finding('cli/no-such-field', `${inner.text === '' ? 'there' : inner.text} has no field ${name}`, {
      fix:
        didYouMean(name, names) ??
        (names.length === 0 ? 'it holds no fields' : `there are ${names.slice(0, 30).join(', ')}`),
    }),
  ]);
}

/** What the items of a list are. */
function opened(at: At): At {
  const items = itemsOf({
    node: shapeOf(at.located),
    file: definitionOf(at.located)?.file ?? at.located.file,
  });
  if (items === undefined) return at;
  const keys = keysOf(at.located);
  const code =
    keys.length === 0
      ? '.at(0)'
      : keys[0] === 'name' && keys.length === 1
        ? ".named('…')"
        : `.item({ ${keys.map((key) => `${key}: …`).join(', ')} })`;
  return opened({ located: items, text: `${at.text}[]`, code: at.code + code });
}

function namesIn(located: Located): readonly string[] {
  return definitionOf(located)?.fieldNames ?? [];
}

function typeText(located: Located): string {
  const shape = shapeOf(located);
  const file = definitionOf(located)?.file ?? located.file;
  const items = itemsOf({ node: shape, file });
  if (items !== undefined) return `list of ${typeText(items)}`;
  if (shape.intOrString === true || shape.format === 'int-or-string') return 'integer or string';
  const { id } = definitionOf(located) ?? {};
  if (namesIn(located).length > 0) return id ?? 'object';
  const values = valuesOf(located);
  if (
    values !== undefined &&
    shape.items === undefined &&
    (shape.values !== undefined || shape.preserve === true)
  )
    return Object.keys(values.node).length === 0 ? 'object' : `map of ${typeText(values)}`;
  return shape.format === undefined
    ? (shape.type ?? id ?? 'anything')
    : `${shape.type ?? 'string'} (${shape.format})`;
}

function details({ located, name, within }: At): readonly string[] {
  const shape = shapeOf(located);
  const definition = within && definitionOf(within);
  const key = definition === undefined ? '' : tableKey(definition);
  const of = <T extends { readonly field: string }>(rows: readonly T[]): readonly T[] =>
    rows.filter(({ field }) => field === name);
  const [filled] = of(serverDefaults(key));
  const demanded = of(serverRequired(key)).length > 0;
  const gated = of(gatedFields(key));
  const value = filled?.value ?? shape.default;
  const list = shape.list === undefined ? [] : [`list of the type ${shape.list}`];
  return [
    ...(located.node.required === true || demanded ? ['required'] : []),
    ...(value !== undefined
      ? [
          `default ${JSON.stringify(value)}${filled?.when === undefined ? '' : ` where ${conditionText(filled.when)}`}`,
        ]
      : []),
    ...(value === undefined && filled?.computed !== undefined
      ? [`the server fills it in: ${filled.computed}`]
      : []),
    ...ranges(located.node),
    ...gated.map(({ gate, since, until }) => `behind the feature gate ${gate}${rangeText({ since, until })}`),
    ...(shape.enum === undefined
      ? []
      : [`one of ${shape.enum.map((each) => JSON.stringify(each)).join(', ')}`]),
    ...(shape.pattern === undefined ? [] : [`pattern ${shape.pattern}`]),
    ...limits(shape),
    ...list,
    ...(keysOf(located).length === 0 ? [] : [`items are told apart by ${keysOf(located).join(', ')}`]),
    ...(shape.rules ?? []).map(
      ({ rule, message }) => `rule ${rule}${message === undefined ? '' : `: ${message}`}`,
    ),
  ].map((line) => `  ${line}`);
}

function ranges(node: Node): readonly string[] {
  const text = rangeText(node);
  return text === '' ? [] : [text.trim()];
}

function rangeText({
  since,
  until,
}: {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}): string {
  return `${since === undefined ? '' : ` since ${since}`}${until === undefined ? '' : ` until ${until}`}`;
}

function conditionText(when: Readonly<Record<string, readonly Json[]>>): string {
  return Object.entries(when)
    .map(
      ([field, values]) =>
        `${field} is ${values.map((each) => (isRecord(each) ? '…' : String(each))).join(' or ')}`,
    )
    .join(' and ');
}

const bounds = [
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['minLength', 'characters, at least'],
  ['maxLength', 'characters, at most'],
  ['minItems', 'items, at least'],
  ['maxItems', 'items, at most'],
] as const;

function limits(shape: Node): readonly string[] {
  return bounds.flatMap(([field, words]) => (shape[field] === undefined ? [] : [`${words} ${shape[field]}`]));
}

/** What is in it, a line each. */
function fieldLines(located: Located): readonly string[] {
  const { located: inner } = opened({ located, text: '', code: '' });
  const names = namesIn(inner);
  const width = Math.max(0, ...names.map((name) => name.length));
  return names.flatMap((name) => {
    const field = fieldOf(inner, name);
    if (field === undefined) return [];
    const more = [...(field.node.required === true ? ['required'] : []), ...ranges(field.node)];
    return [`  ${name.padEnd(width)}  ${typeText(field)}${more.length === 0 ? '' : `, ${more.join(', ')}`}`];
  });
}
