import { byRelease } from '../../generator/core/compare.ts';
import type { FactsFile, StoredKind } from '../../generator/facts/format.ts';
import { kindsOf, shapesOf } from '../../generator/facts/published/custom.ts';
import type { Shapes } from '../../generator/facts/published/hoist.ts';
import type { RawCustomResource } from '../../generator/facts/published/raw.ts';
import { within } from '../../generator/facts/range.ts';
import { expandTree } from './expand.ts';
import { merge, mergeKind } from './merge.ts';
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
  return { release, shapes: shapesOf(crd, texts), kinds: kindsOf(crd) };
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
