// Objects that are a little different from one that is fine: what the published schema says of a place leads, chance decides.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers that are the same for the same seed. @param {number} seed */
export function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)] };
}

const texts = [
  '',
  'a',
  'web',
  'A',
  'a.b',
  'a_b',
  'a-',
  '-a',
  '1a',
  'a b',
  'a/b',
  'example.com/a',
  'Example.com/a',
  'a.example.com',
  'x'.repeat(16),
  'x'.repeat(64),
  'x'.repeat(254),
  '/',
  '/a',
  '/a/../b',
  '../a',
  'a/../b',
  '..a',
  '//',
  '*',
  '*.example.com',
  'None',
  'http',
  'HTTP',
  '80',
  '25%',
  '0%',
  '150%',
  '1.5%',
  '10.0.0.1',
  '127.0.0.1',
  '256.0.0.1',
  '::1',
  '2001:db8::1',
  '10.0.0.0/8',
  '10.0.0.1/33',
  'fd00::/8',
  'TCP',
  'tcp',
  'Always',
  'Never',
  'OnFailure',
  'true',
  'app',
  'default',
  'v1',
  'v1beta1',
  'apps/v1',
  'a/b/c',
  '1',
  '100m',
  '1Gi',
  '-1',
  '0',
  '1.5',
  '1e3',
  'metadata.name',
  "metadata.labels['a']",
  'spec.nodeName',
  'status.hostIP',
  'limits.cpu',
  '@daily',
  '* * * * *',
  '*/5 0 1 1 7',
  'Europe/Berlin',
  'https://example.com/a',
  'ReadWriteOnce',
  'true == true',
  'object.spec.replicas > 1',
  'cpu',
  'memory',
  'nvidia.com/gpu',
  'hugepages-2Mi',
  'pods',
];
const numbers = [
  -2, -1, 0, 1, 2, 3, 5, 10, 30, 80, 100, 101, 255, 256, 443, 600, 1000, 8080, 30000, 32767, 65535, 65536,
  70000, 1000000, 2147483647,
];
const quantities = ['0', '1', '100m', '1500m', '1Gi', '512Mi', '-1', '0.5', '2', '1e3', '1k', '1n'];

/** The published schemas of a version, and the values of their fields. @param {string} folder */
export function schemasIn(folder) {
  if (!existsSync(folder)) return undefined;
  const definitions = {};
  for (const file of readdirSync(join(folder, 'openapi-v3')))
    Object.assign(
      definitions,
      JSON.parse(readFileSync(join(folder, 'openapi-v3', file), 'utf8')).components?.schemas,
    );
  const enums = JSON.parse(readFileSync(join(folder, 'enums.json'), 'utf8'));
  const kinds = new Map();
  for (const [name, schema] of Object.entries(definitions))
    for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? [])
      if (!kinds.has(`${group === '' ? '' : `${group}/`}${version} ${kind}`))
        kinds.set(`${group === '' ? '' : `${group}/`}${version} ${kind}`, name);
  return { definitions, enums, kinds };
}

/** @param {NonNullable<ReturnType<typeof schemasIn>>} schemas @param {ReturnType<typeof randomness>} chance */
export function mutator({ definitions, enums, kinds }, chance) {
  const refOf = (schema) => {
    const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
    return ref?.slice(ref.lastIndexOf('/') + 1);
  };
  const shape = (schema) => {
    const ref = refOf(schema);
    return ref === undefined ? { schema, name: undefined } : { schema: definitions[ref] ?? {}, name: ref };
  };

  /** A value for a place. @param {any} schema @param {readonly string[] | undefined} allowed @param {number} depth */
  function value(schema, allowed, depth) {
    const { schema: found, name } = shape(schema);
    if (allowed !== undefined && found.type !== 'array' && chance.next() < 0.8) return chance.pick(allowed);
    if (name?.endsWith('.Quantity')) return chance.pick(quantities);
    if (name?.endsWith('.IntOrString'))
      return chance.next() < 0.5 ? chance.pick(numbers) : chance.pick(texts);
    if (name?.endsWith('Time')) return '2024-01-01T00:00:00Z';
    if (found.type === 'string') return chance.pick(texts);
    if (found.type === 'integer' || found.type === 'number') return chance.pick(numbers);
    if (found.type === 'boolean') return chance.next() < 0.5;
    if (found.type === 'array') {
      const count = chance.pick([0, 1, 1, 1, 2]);
      return Array.from({ length: count }, () => value(found.items ?? {}, allowed, depth + 1));
    }
    if (found.properties !== undefined) return structure(found, name, depth);
    if (found.additionalProperties !== undefined)
      return Object.fromEntries(
        Array.from({ length: chance.pick([0, 1, 2]) }, () => [
          chance.pick(texts),
          value(found.additionalProperties, undefined, depth + 1),
        ]),
      );
    return chance.pick([{}, 'a', 1]);
  }

  function structure(schema, name, depth) {
    const made = {};
    const required = new Set(schema.required ?? []);
    const fields = Object.keys(schema.properties ?? {}).filter((field) => field !== 'status');
    for (const field of fields) {
      const wanted = required.has(field) ? 0.95 : depth > 3 ? 0.05 : 2 / (fields.length + 1);
      if (chance.next() < wanted)
        made[field] = value(
          schema.properties[field],
          enums[name]?.[field] ?? enums[name]?.[`${field}[]`],
          depth + 1,
        );
    }
    return made;
  }

  /** Every structure in an object, with what is known of it. */
  function structures(object, schema, found = []) {
    const { schema: own, name } = shape(schema);
    if (Array.isArray(object)) for (const item of object) structures(item, own.items ?? {}, found);
    else if (typeof object === 'object' && object !== null) {
      if (own.properties !== undefined) {
        found.push({ object, schema: own, name });
        for (const [field, below] of Object.entries(object))
          if (own.properties[field] !== undefined && field !== 'status')
            structures(below, own.properties[field], found);
      } else if (own.additionalProperties !== undefined)
        for (const below of Object.values(object)) structures(below, own.additionalProperties, found);
    }
    return found;
  }

  const swap = (object, field, schema, name) => {
    object[field] = value(schema.properties[field], enums[name]?.[field] ?? enums[name]?.[`${field}[]`], 1);
  };

  const ways = [
    ({ object, schema, name }) => {
      const field = chance.pick(
        Object.keys(schema.properties).filter(
          (each) => each !== 'status' && each !== 'apiVersion' && each !== 'kind',
        ),
      );
      if (field !== undefined) swap(object, field, schema, name);
      return field && `set ${field}`;
    },
    ({ object, schema, name }) => {
      const field = chance.pick(
        Object.keys(object).filter(
          (each) =>
            schema.properties[each] !== undefined &&
            !['status', 'apiVersion', 'kind', 'metadata'].includes(each),
        ),
      );
      if (field !== undefined) swap(object, field, schema, name);
      return field && `change ${field}`;
    },
    ({ object }) => {
      const field = chance.pick(
        Object.keys(object).filter((each) => each !== 'apiVersion' && each !== 'kind'),
      );
      if (field !== undefined) delete object[field];
      return field && `drop ${field}`;
    },
    ({ object }) => {
      const field = chance.pick(
        Object.keys(object).filter((each) => Array.isArray(object[each]) && object[each].length > 0),
      );
      if (field !== undefined) object[field].push(structuredClone(chance.pick(object[field])));
      return field && `repeat ${field}`;
    },
    ({ object }) => {
      const field = chance.pick(Object.keys(object).filter((each) => typeof object[each] === 'object'));
      if (field !== undefined) object[field] = Array.isArray(object[field]) ? [] : {};
      return field && `empty ${field}`;
    },
    ({ object }) => {
      const field = chance.pick(Object.keys(object).filter((each) => !['apiVersion', 'kind'].includes(each)));
      if (field !== undefined) object[field] = null;
      return field && `null ${field}`;
    },
  ];
  const weights = [0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5];

  /** @param {any} seed */
  return (seed) => {
    const object = structuredClone(seed);
    const root = kinds.get(`${object.apiVersion} ${object.kind}`);
    if (root === undefined) return undefined;
    const steps = [];
    const count = chance.pick([1, 1, 1, 2]);
    for (let step = 0; step < count; step++) {
      const place = chance.pick(
        structures(object, definitions[root]).filter(({ name }) => !name?.endsWith('ManagedFieldsEntry')),
      );
      const done = place && ways[chance.pick(weights)](place);
      if (done) steps.push(`${place.name?.split('.').at(-1) ?? ''}: ${done}`);
    }
    return steps.length === 0 ? undefined : { object, steps };
  };
}
