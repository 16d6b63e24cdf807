import { definitionIn } from '../facts/definition.ts';
import type { FactsFile } from '../facts/format.ts';
import { type KindFacts, splitApiVersion } from '../facts/kinds.ts';

/** A kind that no schema is known for: paths in it lead anywhere. */
export function openKind(apiVersion: string, kind: string): KindFacts {
  const { group, version } = splitApiVersion(apiVersion);
  const entry = { group, version, kind, definition: 'Open' };
  const file: FactsFile = {
    source: 'unknown',
    releases: [],
    kinds: [entry],
    definitions: { Open: { self: { type: 'object', preserve: true } } },
  };
  const root = definitionIn(file, 'Open');
  if (root === undefined) throw new Error('an open kind has its definition');
  return { ...entry, apiVersion, file, custom: true, root };
}
