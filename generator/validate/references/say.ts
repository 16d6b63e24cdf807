import { didYouMean } from '../../core/suggest.ts';
import type { Fields } from '../rules/fields.ts';
import type { Standing, Wanted } from './standing.ts';
import { called, type World } from './world.ts';

/** A field that names an object which nobody renders. */
export function mustBeThere(world: World, wanted: Wanted, from: Fields, field: string): boolean {
  // What a variable holds is known where it is substituted.
  if (wanted.name === '' || wanted.name.includes('${') || world.has(wanted)) return true;
  const others = world
    .of(wanted.kind)
    .filter(({ namespace }) => wanted.namespace === undefined || namespace === wanted.namespace)
    .map(({ name }) => name);
  const near = others.length > 0 ? didYouMean(wanted.name, [...new Set(others)]) : undefined;
  const place = wanted.namespace === undefined ? wanted.name : `${wanted.namespace}/${wanted.name}`;
  from.refuse(
    {
      code: 'references/no-such-object',
      what: `names the ${called(wanted)}, which is not rendered`,
      fix: `${near?.startsWith('did') ? `${near} ` : ''}add it, or say that it is there: external: ['${wanted.kind}/${place}']`,
    },
    field,
  );
  return false;
}

/** A key of a ConfigMap or Secret that is there. */
export function keyMustBeThere(world: World, wanted: Wanted, key: string, from: Fields, field: string): void {
  const found = world.only(wanted);
  if (found === undefined || world.isExternal(wanted.kind, wanted.namespace, wanted.name)) return;
  const keys = keysOf(found);
  if (keys.includes(key)) return;
  from.refuse(
    {
      code: 'references/no-such-key',
      what: `asks for ${key}, which the ${called(wanted)} does not hold`,
      fix: didYouMean(key, keys) ?? 'give it the key',
    },
    field,
  );
}

function keysOf({ fields }: Standing): readonly string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((name) => fields.entries(name).map(([key]) => key));
}
