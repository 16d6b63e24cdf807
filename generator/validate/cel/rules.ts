import { isRecord, own } from '../../core/json.ts';
import type { Rule } from '../../facts/format.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';
import { absent, evaluated, present } from './engine.ts';
import { celValue } from './values.ts';

/** The rules of a custom resource, at every place that has some. What cannot be decided here is let pass. */
export function ruleMistakes(
  value: unknown,
  schema: ReleaseSchema | undefined,
  pointer = '',
): readonly Mistake[] {
  if (schema === undefined || !hasRules(schema)) return [];
  const here = (schema.node.rules ?? []).flatMap((rule) => broken(rule, value, schema, pointer));
  if (Array.isArray(value))
    return [
      ...here,
      ...value.flatMap((item, index) => ruleMistakes(item, schema.items(), `${pointer}/${index}`)),
    ];
  if (!isRecord(value)) return here;
  const inner = Object.keys(value).flatMap((name) =>
    ruleMistakes(own(value, name), schema.field(name) ?? schema.values(), below(pointer, name)),
  );
  return [...here, ...inner];
}

const known = new WeakMap<ReleaseSchema, boolean>();

/** Whether there is a rule here or below: most of a schema has none. */
function hasRules(schema: ReleaseSchema): boolean {
  const found = known.get(schema);
  if (found !== undefined) return found;
  // A definition that contains itself has what the rest of it has.
  known.set(schema, false);
  const inner = [schema.items(), schema.values(), ...schema.fieldNames.map((name) => schema.field(name))];
  const has = schema.node.rules !== undefined || inner.some((each) => each !== undefined && hasRules(each));
  known.set(schema, has);
  return has;
}

/** Of what changes: the rules that compare it with what it was, at every place that the server knows again. */
export function transitionMistakes(
  before: unknown,
  value: unknown,
  schema: ReleaseSchema | undefined,
  pointer = '',
): readonly Mistake[] {
  if (schema === undefined || before === undefined || !hasRules(schema)) return [];
  const here = (schema.node.rules ?? [])
    .filter(isOfChange)
    .flatMap((rule) => brokenBy(rule, value, before, schema, pointer));
  if (Array.isArray(value)) {
    const known = Array.isArray(before) ? itemsByKeys(before, schema) : new Map<string, unknown>();
    const inner = value.flatMap((item, index) =>
      transitionMistakes(known.get(keyOf(item, schema)), item, schema.items(), `${pointer}/${index}`),
    );
    return [...here, ...inner];
  }
  if (!isRecord(value) || !isRecord(before)) return here;
  const inner = Object.keys(value).flatMap((name) =>
    transitionMistakes(
      own(before, name),
      own(value, name),
      schema.field(name) ?? schema.values(),
      below(pointer, name),
    ),
  );
  return [...here, ...inner];
}

/** Only items of a list with keys are known again. */
function itemsByKeys(items: readonly unknown[], schema: ReleaseSchema): ReadonlyMap<string, unknown> {
  if (schema.node.list !== 'map') return new Map();
  return new Map(items.map((item) => [keyOf(item, schema), item]));
}

function keyOf(item: unknown, { node: { keys = [] } }: ReleaseSchema): string {
  return JSON.stringify(keys.map((key) => (isRecord(item) ? own(item, key) : undefined)));
}

function isOfChange({ rule }: Rule): boolean {
  return /\boldSelf\b/.test(rule);
}

function brokenBy(
  rule: Rule,
  value: unknown,
  before: unknown,
  schema: ReleaseSchema,
  pointer: string,
): readonly Mistake[] {
  const old = celValue(before, schema);
  const oldSelf = rule.optionalOldSelf === true ? present(old) : old;
  return judged(rule, { self: celValue(value, schema), oldSelf }, pointer, 'immutable/transition-rule');
}

function broken(rule: Rule, value: unknown, schema: ReleaseSchema, pointer: string): readonly Mistake[] {
  // What was there before is not known: rules about changes are for those who know, or for a beginning too.
  const ofChange = isOfChange(rule);
  if (ofChange && rule.optionalOldSelf !== true) return [];
  const self = celValue(value, schema);
  return judged(rule, ofChange ? { self, oldSelf: absent() } : { self }, pointer, 'api/rule-failed');
}

type Context = Readonly<Record<'self' | 'oldSelf', unknown>> | Readonly<Record<'self', unknown>>;

function judged(rule: Rule, context: Context, pointer: string, code: Mistake['code']): readonly Mistake[] {
  const outcome = evaluated(rule.rule, context);
  if (outcome.kind === 'undecided' || (outcome.kind === 'value' && outcome.value !== false)) return [];
  const at = pointer + pointerOf(rule.fieldPath ?? '');
  const why = outcome.kind === 'error' ? `${outcome.why}, evaluating ${rule.rule}` : said(rule, context);
  return [{ code, pointer: at, message: `${fieldPath(at) || 'the object'}: ${why}` }];
}

/** The author's sentence where there is one. */
function said({ rule, message, messageExpression }: Rule, context: Context): string {
  if (messageExpression !== undefined) {
    const outcome = evaluated(messageExpression, context);
    if (outcome.kind === 'value' && typeof outcome.value === 'string') return outcome.value;
  }
  return message ?? `failed rule: ${rule.replace(/\s+/g, ' ').trim()}`;
}

/** `.spec.name` and `['a.b']` as a pointer. */
function pointerOf(path: string): string {
  return [...path.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)].reduce(
    (pointer, [, name, quoted]) => below(pointer, name ?? (quoted ?? '').replace(/\\(.)/g, '$1')),
    '',
  );
}
