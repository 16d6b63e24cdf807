import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { isBelow, unportable } from '../core/path.ts';
import type { Placed } from '../evaluate/evaluate.ts';
import type { Places } from './places.ts';

/** A folder of the project is in the project's repository, and in no artifact made of a part of it. */
export function checkEntries(parts: readonly Placed[], places: Places): readonly Finding[] {
  return parts.flatMap(({ part, at, application }) => {
    const apart = at.bundle.options.source ?? places.publishedFrom(at);
    if (part.part !== 'entry' || part.of !== 'project' || apart === undefined) return [];
    const message = `${application.name} points to ${part.path}, which the artifact ${apart.name} does not hold`;
    return [
      finding('build/outside-artifact', message, {
        ...definedAt(application.origin),
        fix: "copy it: kustomize('…', { by: 'copy' })",
      }),
    ];
  });
}

/** Files that applications bring stay in their directory, and each has a name of its own. */
export function checkParts(parts: readonly Placed[]): readonly Finding[] {
  const taken = new Map<Placed['application'], Set<string>>();
  const findings: Finding[] = [];
  for (const { part, application } of parts) {
    if (part.part !== 'file') continue;
    const at = definedAt(application.origin);
    const names = taken.get(application) ?? new Set();
    taken.set(application, names);
    const named = `${application.name} brings the file ${JSON.stringify(part.path)}`;
    if (!isBelow(part.path))
      findings.push(
        finding('build/bad-file-name', `${named}, which would leave its directory`, {
          ...at,
          fix: 'use a relative path without ..',
        }),
      );
    else if (names.has(part.path))
      findings.push(
        finding('build/bad-file-name', `${named} twice`, { ...at, fix: 'give one another name' }),
      );
    names.add(part.path);
  }
  return findings;
}

/** A checkout must work on every disk: no two names that differ by case only, none that Windows keeps. */
export function checkPaths(paths: Iterable<string>): readonly Finding[] {
  const known = new Map<string, string>();
  const findings: Finding[] = [];
  for (const path of paths)
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const place = path.slice(0, end);
      const folded = place.toLowerCase();
      const other = known.get(folded);
      // What is above a known directory is known too.
      if (other === place) break;
      if (other === undefined) {
        known.set(folded, place);
        const why = unportable(place.slice(place.lastIndexOf('/') + 1));
        if (why !== undefined)
          findings.push(
            finding('build/unportable-path', `${place} cannot be checked out everywhere: ${why}`),
          );
      } else {
        findings.push(
          finding('build/unportable-path', `${place} and ${other} are one file where case does not count`),
        );
        break;
      }
    }
  return findings;
}
