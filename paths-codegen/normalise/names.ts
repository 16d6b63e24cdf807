import type { RawSchema } from '../../generator/facts/published/raw.ts';

/** Machinery packages whose definitions all belong to `meta/v1`, whatever group uses them. */
const machinery = 'io.k8s.apimachinery.';

export interface Names {
  /** `group/version` of a published name. */
  readonly home: (published: string) => string;
  readonly local: (published: string) => string;
  readonly package: (published: string) => string;
}

/** Where each published definition belongs: the group-version of the kinds of its package. */
export function namesOf(definitions: ReadonlyMap<string, RawSchema>): Names {
  const homes = new Map<string, string>();
  for (const [published, schema] of definitions) {
    const own = (
      schema['x-kubernetes-group-version-kind'] as readonly { group: string; version: string }[] | undefined
    )?.[0];
    if (own !== undefined && !published.startsWith(machinery))
      homes.set(packageOf(published), `${own.group || 'core'}/${own.version}`);
  }
  return {
    home: (published) =>
      published.startsWith(machinery) ? 'meta/v1' : (homes.get(packageOf(published)) ?? guess(published)),
    local: (published) => published.slice(published.lastIndexOf('.') + 1),
    package: packageOf,
  };
}

function packageOf(published: string): string {
  return published.slice(0, published.lastIndexOf('.'));
}

/** A package without kinds: its last two parts. */
function guess(published: string): string {
  const parts = packageOf(published).split('.');
  return parts.slice(-2).join('/');
}
