import { byText } from '../../generator/core/compare.ts';
import type { Finding } from '../../generator/core/finding.ts';
import type { FactsFile } from '../../generator/facts/format.ts';
import { addBuiltin } from '../normalise/builtin.ts';
import { addCustom, dropRelease } from '../normalise/custom.ts';
import { enliven, joinLives, livesOf } from '../normalise/lifecycle.ts';
import { collect } from '../sources/collect.ts';
import type { SourceDocument } from '../sources/document.ts';
import type { LifecycleTable } from '../sources/raw.ts';
import { kindIndex } from './kind-index.ts';
import { digest, type LockEntry, locked } from './lock.ts';
import type { Store } from './model.ts';
import { printFacts, printTable } from './print.ts';
import { removedKinds } from './removed.ts';

/** A source and what it is called. */
export interface NamedSource {
  /** `kubernetes`, or a project with custom resources. */
  readonly name: string;
  /** As published: `1.36.3`, `v3.5.7`. */
  readonly version: string;
  /** What the documents' names begin with. */
  readonly location: string;
  readonly documents: readonly SourceDocument[];
}

export const emptyStore: Store = { builtin: new Map(), custom: new Map(), lifecycle: {}, lock: [] };

export interface Added {
  readonly store: Store;
  readonly findings: readonly Finding[];
}

/** Adds one source: pure, and adding the same again changes nothing. */
export function addSource(store: Store, source: NamedSource): Added {
  const collected = collect(source.documents);
  const lifecycle = joinLives(store.lifecycle, collected.lifecycle);
  const version = source.version.replace(/^v(?=\d)/, '');
  const kubernetes = source.name === 'kubernetes';
  const release = kubernetes ? version.split('.').slice(0, 2).join('.') : version;
  const entry: LockEntry = {
    name: source.name,
    release,
    version,
    documents: source.documents.length,
    sha256: digest(source.documents, source.location),
  };
  const lock = locked(store.lock, entry);
  if (kubernetes) {
    const builtin = enliven(addBuiltin(store.builtin, release, collected, { texts: false }), lifecycle);
    return { store: { ...store, builtin, lifecycle, lock }, findings: collected.findings };
  }
  const custom = new Map(store.custom);
  const releases = lock.filter((each) => each.name === source.name).map((each) => each.release);
  const options = { project: source.name, release, releases, texts: false };
  for (const [name, file] of store.custom) {
    if (file.source !== source.name) continue;
    const kept = dropRelease(file, options);
    if (kept === undefined) custom.delete(name);
    else custom.set(name, kept);
  }
  for (const crd of collected.customResources) {
    const name = `${crd.spec.group}/${crd.spec.names.kind}`;
    custom.set(name, addCustom(custom.get(name), crd, options));
  }
  return { store: { ...store, custom, lifecycle, lock }, findings: collected.findings };
}

/** The lifecycle table is a source of its own: it speaks of every release. */
export function addLifecycle(store: Store, document: SourceDocument): Added {
  const { lifecycle: table, findings } = collect([document]);
  const sha256 = digest([{ name: 'lifecycle', text: document.text }], '');
  const lock = locked(store.lock, {
    name: 'kubernetes-lifecycle',
    release: 'all',
    version: 'all',
    documents: 1,
    sha256,
  });
  const lifecycle = joinLives(store.lifecycle, table);
  return { store: { ...store, builtin: enliven(store.builtin, lifecycle), lifecycle, lock }, findings };
}

/** The store that a folder of facts holds: the inverse of `printStore`. */
export function parseStore(files: ReadonlyMap<string, string>): Store {
  const builtin = new Map<string, FactsFile>();
  const custom = new Map<string, FactsFile>();
  for (const [path, text] of files) {
    const [, area, name] = /^(kubernetes|crds)\/(.+)\.json$/.exec(path) ?? [];
    if (name !== undefined) (area === 'crds' ? custom : builtin).set(name, JSON.parse(text) as FactsFile);
  }
  const lock = JSON.parse(files.get('lock.json') ?? '[]') as readonly LockEntry[];
  const removed = JSON.parse(files.get('removed.json') ?? '{}') as LifecycleTable;
  return { builtin, custom, lifecycle: joinLives(removed, livesOf(builtin)), lock };
}

/** Path below `schemas/` → text. */
export function printStore(store: Store): ReadonlyMap<string, string> {
  const files: [string, string][] = [
    ...[...store.builtin].map(
      ([home, file]) => [`kubernetes/${home}.json`, printFacts(file)] as [string, string],
    ),
    ...[...store.custom].map(([name, file]) => [`crds/${name}.json`, printFacts(file)] as [string, string]),
    ['kinds.json', kindIndex(store)],
    ['removed.json', printTable(removedKinds(store))],
    ['lock.json', printTable(store.lock)],
  ];
  return new Map(files.sort(([a], [b]) => byText(a, b)));
}
