import { finding } from '../core/codes.ts';
import { isRecord, own } from '../core/json.ts';
import { PatchError } from '../core/problem.ts';
import type { Releases } from '../facts/json-schema.ts';
import type { KindFacts } from '../facts/kinds.ts';
import { type ReleaseSchema, schemaOfKind } from '../facts/release-schema.ts';
import { imported } from '../paths/kind.ts';
import { kindOf } from '../paths/kind-of.ts';
import { customKind } from './custom.ts';
import type { PatchOptions } from './options.ts';
import { projectReleases } from './project-releases.ts';

/** What is known of an object that is patched. */
export interface Subject {
  /** The releases that are spoken of. */
  readonly releases: Releases;
  readonly facts: KindFacts | undefined;
  readonly schema: ReleaseSchema | undefined;
  /** Whether the server has strategic merge patches for it; nobody knows of a kind without schema. */
  readonly strategic: 'yes' | 'custom' | 'unknown';
  /** For messages: `Deployment/web`, or `the object`. */
  readonly name: string;
}

export function subjectOf(object: unknown, options: PatchOptions): Subject {
  const releases = releasesOf(options);
  const [apiVersion, kind] = isRecord(object) ? [own(object, 'apiVersion'), own(object, 'kind')] : [];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string')
    return { releases, facts: undefined, schema: undefined, strategic: 'unknown', name: 'the object' };
  const facts = factsOf(options.crds ?? none, apiVersion, kind);
  return {
    releases,
    facts,
    schema: facts && schemaOfKind(facts, releases),
    strategic: facts === undefined ? 'unknown' : facts.custom ? 'custom' : 'yes',
    name: named(object, kind),
  };
}

const none: readonly unknown[] = [];

const known = new WeakMap<readonly unknown[], Map<string, KindFacts | undefined>>();

/** Of a kind, by definitions that are given; looked for once, however many objects there are of it. */
function factsOf(crds: readonly unknown[], apiVersion: string, kind: string): KindFacts | undefined {
  const found = known.get(crds) ?? new Map<string, KindFacts | undefined>();
  if (found.size === 0) known.set(crds, found);
  // Kinds may be imported as a program runs.
  const key = `${imported.size} ${apiVersion} ${kind}`;
  let facts = found.get(key);
  if (facts === undefined) {
    facts = customKind(crds, apiVersion, kind) ?? kindOf({ apiVersion, kind })?.facts;
    if (facts !== undefined) found.set(key, facts);
  }
  return facts;
}

function named(object: unknown, kind: string): string {
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  const name = isRecord(metadata) ? own(metadata, 'name') : undefined;
  return typeof name === 'string' ? `${kind}/${name}` : kind;
}

/** The releases that options name: of Kubernetes, and of projects whose definitions are shipped. */
export function releasesOf({ kubernetes, crds = [] }: PatchOptions): Releases {
  const release = releaseNamed(kubernetes);
  const projects = projectReleases(crds);
  return {
    ...(release === undefined ? {} : { kubernetes: release }),
    ...(projects === undefined ? {} : { projects }),
  };
}

/** `1.34`, also written `v1.34.2`. */
export function releaseNamed(kubernetes: string | undefined): string | undefined {
  if (kubernetes === undefined) return undefined;
  const [, release] = /^v?(\d+\.\d+)(\.\d+)?$/.exec(kubernetes) ?? [];
  if (release !== undefined) return release;
  const message = `the Kubernetes version ${JSON.stringify(kubernetes)} is not major and minor`;
  throw new PatchError([finding('build/bad-kubernetes-version', message, { fix: "write it as '1.36'" })]);
}
