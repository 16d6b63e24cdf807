import { byRelease } from '../../generator/core/compare.ts';
import { own } from '../../generator/core/json.ts';
import type { StoredKind } from '../../generator/facts/format.ts';
import { joinApiVersion } from '../../generator/facts/kinds.ts';
import type { Lifecycle, LifecycleTable } from '../sources/raw.ts';
import type { BuiltinFacts } from './builtin.ts';

/** Writes the life of every kind beside it: since when, until when, what replaces it, whether it is on by default. */
export function enliven(facts: BuiltinFacts, table: LifecycleTable): BuiltinFacts {
  return new Map(
    [...facts].map(([home, file]) => [
      home,
      { ...file, kinds: file.kinds.map((kind) => alive(kind, table)) },
    ]),
  );
}

function alive(known: StoredKind, table: LifecycleTable): StoredKind {
  const {
    since,
    until,
    introduced: _i,
    deprecated: _d,
    removed: _r,
    replacement: _p,
    offByDefault: _o,
    ...kind
  } = known;
  const life = lifeOf(table, kind.group, kind.version, kind.kind);
  return {
    ...kind,
    ...inOrder(life),
    ...(offByDefault(kind.version, life) ? { offByDefault: true } : {}),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** The order of a life, whatever the source's: equal lives are equal texts. */
function inOrder(life: Lifecycle): Lifecycle {
  const keys = ['introduced', 'deprecated', 'removed', 'replacement'] as const;
  return Object.fromEntries(keys.filter((key) => life[key] !== undefined).map((key) => [key, life[key]]));
}

/** The inverse: what the kinds say of their own life. */
export function livesOf(facts: BuiltinFacts): LifecycleTable {
  const table: Record<string, Record<string, Lifecycle>> = {};
  for (const file of facts.values())
    for (const { group, version, kind, introduced, deprecated, removed, replacement } of file.kinds) {
      const life = { introduced, deprecated, removed, replacement };
      const said = Object.entries(life).filter(([, value]) => value !== undefined);
      const apiVersion = joinApiVersion(group, version);
      table[apiVersion] = { ...table[apiVersion], [kind]: Object.fromEntries(said) };
    }
  return table;
}

/** One table over another, kind by kind. */
export function joinLives(under: LifecycleTable, over: LifecycleTable): LifecycleTable {
  const joined: Record<string, Readonly<Record<string, Lifecycle>>> = { ...under };
  for (const [apiVersion, kinds] of Object.entries(over))
    joined[apiVersion] = { ...joined[apiVersion], ...kinds };
  return joined;
}

function lifeOf(table: LifecycleTable, group: string, version: string, kind: string): Lifecycle {
  const kinds = own(table, joinApiVersion(group, version)) as LifecycleTable[string] | undefined;
  return (kinds && (own(kinds, kind) as Lifecycle | undefined)) ?? {};
}

/**
 * Alpha APIs are off unless asked for. Since 1.24 new beta APIs are too; betas of groups that were on before
 * stayed on (flowcontrol v1beta3 is the one that lived on into the supported releases).
 */
function offByDefault(version: string, { introduced }: Lifecycle): boolean {
  if (version.includes('alpha')) return true;
  if (!version.includes('beta')) return false;
  return introduced !== undefined && byRelease(introduced, '1.24') >= 0 && version !== 'v1beta3';
}
