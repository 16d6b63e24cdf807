import { createHash } from 'node:crypto';
import { byRelease, byText } from '../../generator/core/compare.ts';
import type { SourceDocument } from '../sources/document.ts';

/** What the facts were derived from: enough to say whether a source is the same. */
export interface LockEntry {
  readonly name: string;
  /** The release as facts speak of it: `1.36` of Kubernetes, `3.5.7` of a project. */
  readonly release: string;
  /** The exact version of the source. */
  readonly version: string;
  readonly documents: number;
  readonly sha256: string;
}

/** Of names and contents, in the order of names; folders above the source do not count. */
export function digest(documents: readonly SourceDocument[], source: string): string {
  const hash = createHash('sha256');
  const named = documents.map(({ name, text }) => ({
    name: name.startsWith(source) ? name.slice(source.length).replace(/^[/\\]+/, '') : name,
    text,
  }));
  for (const { name, text } of named.toSorted((a, b) => byText(a.name, b.name)))
    hash.update(`${name}\0${createHash('sha256').update(text).digest('hex')}\n`);
  return hash.digest('hex');
}

/** The lock with one entry more, or replaced; sorted. */
export function locked(lock: readonly LockEntry[], entry: LockEntry): readonly LockEntry[] {
  return [...lock.filter((each) => each.name !== entry.name || each.release !== entry.release), entry].sort(
    (a, b) => byText(a.name, b.name) || byRelease(a.release, b.release),
  );
}
