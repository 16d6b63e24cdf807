import type { Definition } from '../../generator/facts/definition.ts';
import type { Node, StoredKind } from '../../generator/facts/format.ts';
import { tableKey } from '../../generator/facts/home.ts';
import { type ServerDefault, serverDefaults, serverRequired } from '../../generator/facts/server.ts';
import { span } from './docs.ts';

/**
 * The fields a type demands: what the schema requires in every release, minus what the server fills in, plus what
 * the server demands whatever the other fields are. A root demands its identity, and metadata when it is stored.
 */
export function requiredFields(definition: Definition, kind: StoredKind | undefined): ReadonlySet<string> {
  const key = tableKey(definition);
  const fills = new Map(
    serverDefaults(key)
      .filter(always)
      .map((row) => [row.field, row]),
  );
  const demanded = serverRequired(key).filter(
    ({ when, unless }) => when === undefined && unless === undefined,
  );
  const required = new Set(demanded.map(({ field }) => field));
  for (const name of definition.fieldNames)
    if (!fills.has(name) && requiredThroughout(definition.field(name) ?? [])) required.add(name);
  if (kind !== undefined) for (const name of identityFields(kind)) required.add(name);
  return required;
}

function always({ when, only, unlessAny }: ServerDefault): boolean {
  return when === undefined && only === undefined && unlessAny === undefined;
}

/** In every release that has the definition, and nowhere with a default. */
function requiredThroughout(variants: readonly Node[]): boolean {
  const { since, until } = span(variants);
  return (
    since === undefined &&
    until === undefined &&
    variants.every((node) => node.required === true && node.default === undefined)
  );
}

/** Kinds that are only asked and answered (reviews) need no name. */
function identityFields({ verbs }: StoredKind): readonly string[] {
  const stored = verbs?.includes('get') ?? true;
  return stored ? ['apiVersion', 'kind', 'metadata'] : ['apiVersion', 'kind'];
}
