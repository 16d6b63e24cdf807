import { byRelease } from '../../core/compare.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import type { Mistake } from '../complaint.ts';

/** An API that is on its way out in the asked release, or that its definition calls so. */
export function deprecationOf(facts: KindFacts, release: string | undefined): Mistake | undefined {
  const { apiVersion, kind, custom, deprecated, removed, replacement } = facts;
  if (deprecated === undefined) return undefined;
  if (
    !custom &&
    typeof deprecated === 'string' &&
    release !== undefined &&
    byRelease(release, deprecated) < 0
  )
    return undefined;
  const since = typeof deprecated === 'string' ? ` since ${deprecated}` : '';
  const until = removed === undefined ? '' : `, and gone with ${removed}`;
  return {
    code: 'deprecations/deprecated-kind',
    pointer: '/apiVersion',
    message: `${apiVersion} ${kind} is deprecated${since}${until}`,
    ...(replacement === undefined ? {} : { fix: `use ${replacement}` }),
  };
}
