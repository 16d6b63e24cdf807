import { grouped } from '../../core/group.ts';
import type { Member } from './standing.ts';

/** Objects by `Kind/name`. */
export type Named = ReadonlyMap<string, readonly Member[]>;

/** What is applied to one cluster. */
export interface Together {
  readonly members: readonly Member[];
  readonly named: Named;
}

/**
 * Which objects are applied to one cluster, by their places in what was given. Where nothing is there twice it is all of them; where
 * something is, folders tell clusters apart, as far down as it takes. What no folder tells apart is a heap: nobody says what of it meets.
 */
export function worldsIn(
  all: readonly Member[],
  pathOf: (member: Member) => string | undefined,
): readonly Together[] {
  return apart(all, (member) => (pathOf(member) ?? '').split('/').slice(0, -1), 0);
}

function apart(
  members: readonly Member[],
  folders: (member: Member) => readonly string[],
  depth: number,
): readonly Together[] {
  if (members.length < 2) return [];
  const named = byName(members);
  if (named !== undefined) return [{ members, named }];
  const parts = grouped(members, (member) => folders(member)[depth]);
  if (parts.size === 1 && parts.has(undefined)) return [];
  return [...parts].flatMap(([folder, part]) =>
    folder === undefined ? [] : apart(part, folders, depth + 1),
  );
}

/** Undefined where one is there twice. A Namespace may well be: said by each who needs it. */
function byName(members: readonly Member[]): Named | undefined {
  const named = new Map<string, Member[]>();
  for (const member of members) {
    const { group, kind, namespace, name } = member;
    const key = `${kind}/${name}`;
    const others = named.get(key);
    if (others === undefined) named.set(key, [member]);
    else if (
      kind !== 'Namespace' &&
      others.some((each) => each.namespace === namespace && each.group === group)
    )
      return undefined;
    else others.push(member);
  }
  return named;
}
