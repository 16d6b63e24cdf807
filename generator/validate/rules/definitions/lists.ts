import { isRecord, own } from '../../../core/json.ts';
import type { Mistake } from '../../complaint.ts';
import { below } from '../../path.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a schema says of how its lists and maps merge. */
export function lists(schema: Fields, pointer: string): readonly Mistake[] {
  const [type, keys] = [schema['x-kubernetes-list-type'], schema['x-kubernetes-list-map-keys']];
  const items = own(schema, 'items');
  const say = (name: string, message: string): Mistake => ({
    code: 'api/not-structural',
    pointer: below(pointer, name),
    message,
  });
  const mistakes: Mistake[] = [];
  if (type !== undefined && type !== null && schema.type !== 'array')
    mistakes.push(say('type', 'x-kubernetes-list-type is of arrays only'));
  if (typeof type === 'string' && !['atomic', 'set', 'map'].includes(type))
    mistakes.push(
      say('x-kubernetes-list-type', `x-kubernetes-list-type is ${type}, which is none of atomic, set, map`),
    );
  if (Array.isArray(keys) && keys.length > 0 && type !== 'map')
    mistakes.push(
      say('x-kubernetes-list-type', 'x-kubernetes-list-map-keys wants x-kubernetes-list-type: map'),
    );
  if (type === 'map') mistakes.push(...mapKeys(keys, items, say));
  if ((type === 'set' || type === 'map') && isRecord(items) && items.nullable === true)
    mistakes.push(say('items', `items of a ${type} are not nullable`));
  if (type === 'set' && isRecord(items) && !isAtomic(items))
    mistakes.push(
      say(
        'items',
        'objects and lists in a set are atomic: say x-kubernetes-map-type or x-kubernetes-list-type',
      ),
    );
  const map = schema['x-kubernetes-map-type'];
  if (typeof map === 'string' && !['atomic', 'granular'].includes(map))
    mistakes.push(
      say('x-kubernetes-map-type', `x-kubernetes-map-type is ${map}, which is none of atomic, granular`),
    );
  return mistakes;
}

function isAtomic(items: Fields): boolean {
  if (items.type === 'object') return items['x-kubernetes-map-type'] === 'atomic';
  if (items.type !== 'array') return true;
  return [undefined, null, 'atomic'].includes(items['x-kubernetes-list-type'] as undefined);
}

function mapKeys(
  keys: unknown,
  items: unknown,
  say: (name: string, message: string) => Mistake,
): readonly Mistake[] {
  const key = 'x-kubernetes-list-map-keys';
  if (!Array.isArray(keys) || keys.length === 0) return [say(key, `a list that is a map wants ${key}`)];
  if (!isRecord(items) || items.type !== 'object')
    return [say('items', 'items of a list that is a map are objects')];
  const properties = isRecord(items.properties) ? items.properties : {};
  const required = Array.isArray(items.required) ? items.required : [];
  return [
    ...(new Set(keys).size < keys.length ? [say(key, `${key} names a key twice`)] : []),
    ...keys.flatMap((name): readonly Mistake[] => {
      const property = own(properties, String(name));
      if (!isRecord(property)) return [say(key, `the key ${name} is no property of the items`)];
      if (property.nullable === true) return [say(key, `the key ${name} is nullable`)];
      if (property.type === 'object' || property.type === 'array')
        return [say(key, `the key ${name} is no single value`)];
      return required.includes(name) || (property.default !== undefined && property.default !== null)
        ? []
        : [say(key, `the key ${name} is neither required nor has a default`)];
    }),
  ];
}
