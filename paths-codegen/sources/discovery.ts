import type { Resource } from './raw.ts';

type Scope = Resource['scope'];

interface AggregatedResource {
  readonly resource: string;
  readonly responseKind?: { readonly group?: string; readonly version?: string; readonly kind?: string };
  readonly scope: Scope;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly verbs?: readonly string[];
  readonly subresources?: readonly { readonly subresource: string }[];
}

interface Aggregated {
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly AggregatedResource[];
    }[];
  }[];
}

/** `APIGroupDiscoveryList`: the newer form, all groups in one document. */
export function fromAggregated(document: object): readonly Resource[] {
  return ((document as Aggregated).items ?? []).flatMap(({ metadata, versions = [] }) =>
    versions.flatMap(({ version, resources = [] }) =>
      resources
        .filter((each) => each.responseKind?.kind !== undefined)
        .map((each) => ({
          group: metadata?.name || 'core',
          version,
          kind: each.responseKind?.kind as string,
          plural: each.resource,
          scope: each.scope,
          shortNames: each.shortNames ?? [],
          categories: each.categories ?? [],
          verbs: each.verbs ?? [],
          subresources: (each.subresources ?? []).map(({ subresource }) => subresource),
        })),
    ),
  );
}

interface ResourceList {
  readonly groupVersion: string;
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced?: boolean;
    readonly shortNames?: readonly string[];
    readonly categories?: readonly string[];
    readonly verbs?: readonly string[];
  }[];
}

/** `APIResourceList`: the older form, one document a group-version, subresources as `pods/status`. */
export function fromResourceList(document: object): readonly Resource[] {
  const { groupVersion, resources = [] } = document as ResourceList;
  const [group, version] = groupVersion.includes('/') ? groupVersion.split('/') : ['core', groupVersion];
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced, shortNames = [], categories = [], verbs = [] }) => ({
      group: group as string,
      version: version as string,
      kind,
      plural: name,
      scope: namespaced === true ? 'Namespaced' : 'Cluster',
      shortNames,
      categories,
      verbs,
      subresources: resources
        .filter((each) => each.name.startsWith(`${name}/`))
        .map((each) => each.name.slice(name.length + 1)),
    }));
}
