import { byRelease, byText } from '../../generator/core/compare.ts';
import type { FactsFile, Node, StoredKind } from '../../generator/facts/format.ts';
import { within } from '../../generator/facts/range.ts';
import type { RawCustomResource, RawCustomResourceVersion, RawSchema } from '../sources/raw.ts';
import { expandTree } from './expand.ts';
import { hoist, type Shapes } from './hoist.ts';
import { merge, mergeKind } from './merge.ts';
import { withoutTexts } from './node.ts';
import { share } from './share.ts';

export interface CustomOptions {
  readonly project: string;
  readonly release: string;
  readonly texts: boolean;
  /** Releases of the project that are known already, this kind's file among them or not. */
  readonly releases: readonly string[];
}

interface Release {
  readonly release: string;
  readonly shapes: Shapes;
  readonly kinds: readonly StoredKind[];
}

/** Adds a release of a custom resource to what is known of others, or replaces it. */
export function addCustom(
  known: FactsFile | undefined,
  crd: RawCustomResource,
  options: CustomOptions,
): FactsFile {
  const others = (known?.releases ?? [])
    .filter((each) => each !== options.release)
    .map((each) => reopen(known as FactsFile, each));
  return join(
    [...others, read(crd, options)].sort((a, b) => byRelease(a.release, b.release)),
    options,
  );
}

/**
 * A kind as the project's other releases have it: the first step when a release is imported again, and what
 * remains of a kind that the release no longer has. Undefined when no release is left.
 */
export function dropRelease(known: FactsFile, options: CustomOptions): FactsFile | undefined {
  const others = known.releases.filter((each) => each !== options.release).map((each) => reopen(known, each));
  return others.some((each) => each.kinds.length > 0) ? join(others, options) : undefined;
}

function read(crd: RawCustomResource, { texts, release }: CustomOptions): Release {
  const shapes: Shapes = new Map();
  for (const version of crd.spec.versions) {
    const published = version.schema?.openAPIV3Schema ?? {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    };
    hoist(
      version.name,
      withIdentity(published),
      { reference: (name) => name, texts, zeroDefaults: 'keep' },
      shapes,
    );
    typeMetadata(shapes, version.name, published);
  }
  return { release, shapes, kinds: crd.spec.versions.map((version) => toKind(crd, version)) };
}

/** apiVersion, kind and metadata are there whether the schema names them or not. */
function withIdentity(schema: RawSchema): RawSchema {
  const text = { type: 'string' };
  return {
    ...schema,
    properties: { ...schema.properties, apiVersion: text, kind: text, metadata: { type: 'object' } },
  };
}

/** The server checks metadata as ObjectMeta; a schema can only restrict its name further. */
function typeMetadata(shapes: Shapes, root: string, published: RawSchema): void {
  const shape = shapes.get(root);
  if (shape === undefined) return;
  const restricted = published.properties?.metadata;
  const metadata: Node = {
    ref: 'meta/v1#ObjectMeta',
    ...(restricted?.properties === undefined
      ? {}
      : { allOf: [withoutTexts({ properties: restricted.properties })] }),
    ...(published.required?.includes('metadata') === true ? { required: true } : {}),
  };
  shapes.set(root, { ...shape, fields: { ...shape.fields, metadata } });
}

function toKind({ spec }: RawCustomResource, version: RawCustomResourceVersion): StoredKind {
  const { kind, plural, shortNames = [], categories = [] } = spec.names;
  const subresources = Object.keys(version.subresources ?? {}).sort(byText);
  return {
    group: spec.group,
    version: version.name,
    kind,
    definition: version.name,
    plural,
    scope: spec.scope,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
    ...(version.served === false ? { unserved: true } : {}),
    ...(version.storage === true ? { storage: true } : {}),
    ...(version.deprecated === true ? { deprecated: true } : {}),
  };
}

function reopen(file: FactsFile, release: string): Release {
  return {
    release,
    shapes: expandTree(file, release),
    kinds: file.kinds
      .filter((kind) => within(kind, release))
      .map(({ since: _s, until: _u, ...kind }) => ({ ...kind, definition: kind.version })),
  };
}

function join(
  all: readonly Release[],
  { project, releases: known }: Pick<CustomOptions, 'project' | 'releases'>,
): FactsFile {
  const releases = [...new Set([...known, ...all.map((each) => each.release)])].sort(byRelease);
  const onAxis = releases.map((release) => all.find((each) => each.release === release));
  const versions = [...new Set(all.flatMap((each) => each.kinds.map(({ version }) => version)))].sort(
    byRelease,
  );
  const definitions = share(
    merge(
      onAxis.map((each) => each?.shapes ?? new Map()),
      releases,
    ),
    versions,
  );
  const kinds = versions.map((version) =>
    mergeKind(
      onAxis.map((each) => each?.kinds.find((kind) => kind.version === version)),
      releases,
    ),
  );
  return { source: project, releases, kinds, definitions: Object.fromEntries(definitions) };
}
