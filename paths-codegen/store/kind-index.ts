import { byRelease, byText } from '../../generator/core/compare.ts';
import { joinApiVersion } from '../../generator/facts/kinds.ts';
import type { Store } from './model.ts';

/** A line a kind: what is needed to find one by its short name without opening every file. */
export function kindIndex(store: Store): string {
  const rows = [...store.builtin.values(), ...store.custom.values()].flatMap((file) =>
    file.kinds.map(({ group, version, kind, plural = '', shortNames = [], scope = 'Namespaced' }) => ({
      apiVersion: joinApiVersion(group, version),
      kind,
      plural,
      shortNames,
      scope,
      source: file.source,
    })),
  );
  rows.sort(
    (a, b) =>
      byText(a.kind, b.kind) || byRelease(a.apiVersion, b.apiVersion) || byText(a.apiVersion, b.apiVersion),
  );
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}
