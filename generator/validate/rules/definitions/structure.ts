import { isRecord, own } from '../../../core/json.ts';
import type { Mistake } from '../../complaint.ts';
import { below } from '../../path.ts';
import { matcher } from '../../regular-expression.ts';
import { defaults } from './defaults.ts';
import { lists } from './lists.ts';
import { validations } from './validations.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where a schema stands: what is required and forbidden differs. */
interface Place {
  readonly pointer: string;
  /** The server's. */
  readonly release: string | undefined;
  readonly root: boolean;
  /** Within allOf, anyOf, oneOf or not: only what narrows a value may be said. */
  readonly narrowing: boolean;
  /** The metadata of the root or of an embedded object. */
  readonly metadata: boolean;
  /** One of the two alternatives of a number or text: only there a type may stand. */
  readonly typed?: boolean;
  /** The first of allOf of a number or text: its alternatives may stand there. */
  readonly either?: boolean;
  /** A field that every object has, of the root: the server fills it in itself. */
  readonly name?: string;
  /** What every value of a map is: nothing is filled in there. */
  readonly values?: boolean;
}

/** What makes a schema structural: a type at every place, and what narrows values apart from what shapes them. */
export function structure(schema: Fields, pointer: string, release: string | undefined): readonly Mistake[] {
  return visited(schema, { pointer, release, root: true, narrowing: false, metadata: false });
}

const forbidden = [
  '$ref',
  '$schema',
  'additionalItems',
  'definitions',
  'dependencies',
  'id',
  'patternProperties',
];
const shaping = [
  'additionalProperties',
  'default',
  'description',
  'nullable',
  'title',
  'type',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
];

function visited(schema: Fields, place: Place): readonly Mistake[] {
  const { pointer, narrowing } = place;
  const has = (name: string): boolean => isSaid(name, own(schema, name));
  const say = (message: string, name?: string): Mistake => ({
    code: 'api/not-structural',
    pointer: name === undefined ? pointer : below(pointer, name),
    message,
  });
  return [
    ...forbidden.filter(has).map((name) => say(`${name} is forbidden in a schema of custom resources`, name)),
    ...(schema.uniqueItems === true
      ? [say('uniqueItems is forbidden: say x-kubernetes-list-type: set', 'uniqueItems')]
      : []),
    ...(!narrowing && has('properties') && has('additionalProperties')
      ? [say('properties and additionalProperties exclude each other', 'additionalProperties')]
      : []),
    ...['additionalProperties', 'additionalItems'].flatMap((name) => {
      const value = own(schema, name);
      return value === undefined || value === null || typeof value === 'boolean' || isRecord(value)
        ? []
        : [say(`${name} is a schema, or true or false`, name)];
    }),
    ...(Array.isArray(own(schema, 'items')) ? [say('items is one schema, not a list of them', 'items')] : []),
    ...(narrowing ? narrowed(has, say, place.typed === true) : shaped(schema, place, has, say)),
    ...pattern(schema, say),
    ...(narrowing
      ? []
      : [
          ...lists(schema, pointer),
          ...validations(schema, pointer, place.release, place.root === true),
          ...(place.values === true ? [] : defaults(schema, pointer)),
        ]),
    ...inner(schema, place),
  ];
}

const maps = ['properties', 'patternProperties', 'definitions'];

/** Whether the server sees a word of a schema: what is empty is not there, and items of no schema are none. */
export function isSaid(name: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (name === 'items') return isRecord(value);
  return !(maps.includes(name) && isRecord(value) && Object.keys(value).length === 0);
}

type Has = (name: string) => boolean;
type Say = (message: string, name?: string) => Mistake;

function narrowed(has: Has, say: Say, typed: boolean): readonly Mistake[] {
  return shaping
    .filter((name) => has(name) && !(name === 'type' && typed))
    .map((name) => say(`${name} shapes a value: it is forbidden within allOf, anyOf, oneOf and not`, name));
}

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

function shaped(schema: Fields, { root, metadata, name }: Place, has: Has, say: Say): readonly Mistake[] {
  const { type } = schema;
  const either = schema['x-kubernetes-int-or-string'] === true;
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const fields = isRecord(schema.properties) ? Object.keys(schema.properties) : [];
  const mistakes: Mistake[] = [];
  if (!has('type') && !either && !open)
    mistakes.push(say('type is required at every place of a schema', 'type'));
  else if (has('type') && typeof type === 'string' && !types.includes(type))
    mistakes.push(say(`the type ${type} is none of ${types.join(', ')}`, 'type'));
  else if (root && has('type') && type !== 'object')
    mistakes.push(say('the type of the root is object', 'type'));
  if (schema['x-kubernetes-preserve-unknown-fields'] === false)
    mistakes.push(say('it is true, or not said', 'x-kubernetes-preserve-unknown-fields'));
  if (either && open)
    mistakes.push(
      say('a number or text has no unknown fields to keep', 'x-kubernetes-preserve-unknown-fields'),
    );
  if (embedded && type !== 'object') mistakes.push(say('an embedded object has the type object', 'type'));
  if (embedded && fields.length === 0 && !open)
    mistakes.push(say('an embedded object has properties, or keeps unknown fields', 'properties'));
  if (embedded && has('additionalProperties'))
    mistakes.push(say('an embedded object has no additionalProperties', 'additionalProperties'));
  if (has('x-kubernetes-map-type') && type !== 'object')
    mistakes.push(say('x-kubernetes-map-type is of objects only', 'x-kubernetes-map-type'));
  if (type === 'array' && !has('items')) mistakes.push(say('items is required of an array', 'items'));
  if (name !== undefined && has('default'))
    mistakes.push(say(`${name} of the root has no default`, 'default'));
  if (root)
    for (const name of ['default', 'nullable'])
      if (has(name)) mistakes.push(say(`the root has no ${name}`, name));
  if (metadata) mistakes.push(...ofMetadata(schema, fields, has, say));
  return mistakes;
}

/** What may be said of the server's own part of an object: how it is called. */
function ofMetadata(schema: Fields, fields: readonly string[], has: Has, say: Say): readonly Mistake[] {
  const others = Object.keys(schema).filter((name) => !['type', 'properties'].includes(name) && has(name));
  return [
    ...(has('type') && schema.type !== 'object' ? [say('metadata has the type object', 'type')] : []),
    ...others.map((name) =>
      say(`of metadata only name and generateName may be restricted: ${name} is forbidden`, name),
    ),
    ...fields
      .filter((name) => name !== 'name' && name !== 'generateName')
      .map((name) =>
        say(`of metadata only name and generateName may be restricted, not ${name}`, 'properties'),
      ),
  ];
}

function pattern({ pattern: text }: Fields, say: Say): readonly Mistake[] {
  if (typeof text !== 'string' || text === '' || matcher(text) !== undefined) return [];
  return [say(`the pattern ${JSON.stringify(text)} is no regular expression (RE2)`, 'pattern')];
}

/** `[{ type: integer }, { type: string }]`: how a number or text has always been said. */
function isEither(alternatives: unknown): boolean {
  const said = Array.isArray(alternatives) ? alternatives.map((each) => JSON.stringify(each)) : [];
  return said.join() === '{"type":"integer"},{"type":"string"}';
}

function inner(schema: Fields, place: Place): readonly Mistake[] {
  const { pointer, root, narrowing } = place;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const plain = { release: place.release, root: false, metadata: false, narrowing };
  const one = (name: string, more: Partial<Place> = {}): readonly Mistake[] => {
    const found = own(schema, name);
    return isRecord(found) ? visited(found, { ...plain, pointer: below(pointer, name), ...more }) : [];
  };
  const either = narrowing ? place.either === true : schema['x-kubernetes-int-or-string'] === true;
  const several = (name: string): readonly Mistake[] => {
    const found = own(schema, name);
    const typed = name === 'anyOf' && either && isEither(found);
    return (Array.isArray(found) ? found : []).flatMap((each, index) => {
      const first = name === 'allOf' && index === 0 && !narrowing && either;
      const at = {
        ...plain,
        narrowing: true,
        typed,
        either: first,
        pointer: `${below(pointer, name)}/${index}`,
      };
      return isRecord(each) ? visited(each, at) : [];
    });
  };
  const properties = own(schema, 'properties');
  const fields = isRecord(properties) ? Object.keys(properties) : [];
  return [
    ...fields.flatMap((name) => {
      const each = own(properties as object, name);
      const at = below(below(pointer, 'properties'), name);
      const metadata = name === 'metadata' && (root || embedded) && !narrowing;
      const everywhere = root && !narrowing && ['apiVersion', 'kind'].includes(name) ? { name } : {};
      return isRecord(each) ? visited(each, { ...plain, ...everywhere, metadata, pointer: at }) : [];
    }),
    ...one('items'),
    ...one('additionalProperties', { values: true }),
    ...['allOf', 'anyOf', 'oneOf'].flatMap(several),
    ...one('not', { narrowing: true }),
  ];
}
