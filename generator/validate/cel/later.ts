import { byRelease } from '../../core/compare.ts';
import { withoutTexts } from './dialect.ts';

/**
 * Functions that came after the oldest release: since which one a new object may name them. The server has each a release earlier, and
 * takes it only once it could go back to the release before.
 */
const since: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    '1.31': 'ip isIP ip.isCanonical cidr isCIDR containsIP containsCIDR masked prefixLength',
    '1.32':
      'format.named format.dns1123Label format.dns1123Subdomain format.dns1035Label format.qualifiedName format.uuid',
    '1.33': 'transformList transformMap transformMapEntry',
    '1.34': 'semver isSemver',
    '1.35': 'distinct flatten reverse slice sort sortBy lists.range',
  }).flatMap(([release, names]) => names.split(' ').map((name) => [name, release])),
);

/** A function that is named, and that the server of a release does not know yet. */
export function laterFunction(
  expression: string,
  release: string | undefined,
): { readonly name: string; readonly since: string } | undefined {
  if (release === undefined) return undefined;
  for (const [, name = ''] of withoutTexts(expression).matchAll(
    /((?:(?:ip|format|lists)\.)?[A-Za-z_]\w*)\s*\(/g,
  )) {
    const from = Object.hasOwn(since, name) ? since[name] : undefined;
    if (from !== undefined && byRelease(release, from) < 0) return { name, since: from };
  }
  return undefined;
}
