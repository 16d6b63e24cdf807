import { isRecord, own } from '../../../core/json.ts';
import { escaped } from '../../cel/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Whether `.spec.name` and `['a.b']` lead to a field of a schema; not through lists. */
export function leadsSomewhere(path: string, schema: Fields): boolean {
  const steps = /(?:\.([A-Za-z_][\w-]*)|\['((?:[^'\\]|\\.)*)'\])/y;
  let current: Fields = schema;
  while (steps.lastIndex < path.length) {
    const [, name, quoted] = steps.exec(path) ?? [];
    const field = name ?? quoted?.replace(/\\(.)/g, '$1');
    if (field === undefined) return false;
    const properties = own(current, 'properties');
    const found = isRecord(properties) ? own(properties, field) : undefined;
    const next = found ?? own(current, 'additionalProperties');
    if (!isRecord(next)) return false;
    current = next;
  }
  return true;
}

/** A field of `self` that a rule speaks of and the schema does not have; what is not sure is let pass. */
export function unknownField(expression: string, schema: Fields): string | undefined {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  for (const [whole, chain = ''] of bare.matchAll(/(?<![\w.])self((?:\.[A-Za-z_]\w*)+)(?!\w)\(?/g)) {
    const names = chain.slice(1).split('.');
    // The last is a function where it is called.
    const unknown = missing(whole.endsWith('(') ? names.slice(0, -1) : names, schema);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

const ofEveryObject = ['apiVersion', 'kind', 'metadata'];
const single = ['string', 'integer', 'number', 'boolean'];

function missing(names: readonly string[], schema: Fields): string | undefined {
  let current = schema;
  for (const [depth, name] of names.entries()) {
    const said = `self.${names.slice(0, depth + 1).join('.')}`;
    if (single.includes(String(current.type)) && current.format === undefined) return said;
    const open = current['x-kubernetes-preserve-unknown-fields'] === true;
    if (current.type !== 'object' || open || isRecord(own(current, 'additionalProperties'))) return undefined;
    if (ofEveryObject.includes(name)) return undefined;
    const properties = own(current, 'properties');
    const known = isRecord(properties) ? Object.keys(properties) : [];
    const field = known.find((each) => escaped(each) === name);
    const next = field === undefined ? undefined : own(properties as object, field);
    if (!isRecord(next)) return said;
    current = next;
  }
  return undefined;
}
