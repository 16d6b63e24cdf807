import { readFileSync } from 'node:fs';
import type { FactsFile } from './format.ts';

/**
 * The one place that touches the disk for facts: files that are part of this package, read once, synchronously.
 * Built files lie as deep below dist/ as this one below the repository, so one address serves both.
 */
export const shippedFolder: URL = new URL('../../schemas/', import.meta.url);

/** What is made of this package's own sources before it runs. */
const generatedFolder = new URL('../../paths-codegen/generated/', import.meta.url);

const read = new Map<string, unknown>();

/** A JSON file by its address, or undefined where there is none. */
export function readJson(address: URL): unknown {
  const key = address.href;
  if (read.has(key)) return read.get(key);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(address, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  read.set(key, content);
  return content;
}

const shipped = new Map<string, unknown>();

export function readShipped(path: string): unknown {
  const before = shipped.get(path);
  if (before !== undefined) return before;
  const content = readJson(new URL(path, shippedFolder));
  shipped.set(path, content);
  return content;
}

export function readGenerated(path: string): unknown {
  return readJson(new URL(path, generatedFolder));
}

/** A release of a project whose facts are shipped. */
export interface ShippedRelease {
  readonly name: string;
  readonly release: string;
}

export function shippedReleases(): readonly ShippedRelease[] {
  return (readShipped('lock.json') ?? []) as readonly ShippedRelease[];
}

const origins = new WeakMap<FactsFile, URL>();

/** Facts outside this package, as `import` wrote them. */
export function readFacts(address: URL): FactsFile {
  const file = readJson(address) as FactsFile | undefined;
  if (file === undefined) throw new Error(`${address.href} is missing: run plimsoll import again`);
  origins.set(file, address);
  return file;
}

/** Whether facts are those of this package, or were made of a definition that somebody gave; imported ones are neither. */
export function isImported(file: FactsFile): boolean {
  return origins.has(file);
}

/** The built-in definitions that a file refers to: those imported beside it, else the shipped ones. */
export function neighbour(file: FactsFile, home: string): FactsFile | undefined {
  const origin = origins.get(file);
  const address = origin && new URL(`../../kubernetes/${home}.json`, origin);
  const [group, version] = home.split('/') as [string, string];
  if (address === undefined || !plain.test(group) || !plain.test(version) || readJson(address) === undefined)
    return kubernetesFile(group, version);
  return readFacts(address);
}

/** Groups, versions and kinds become parts of a file name: nothing else may, nor what no file name holds. */
const plain = /^[A-Za-z0-9][A-Za-z0-9.-]{0,199}$/;

/** Facts of built-in APIs, one file a group-version; the empty group is `core`. */
export function kubernetesFile(group: string, version: string): FactsFile | undefined {
  if (!plain.test(group) || !plain.test(version)) return undefined;
  return readShipped(`kubernetes/${group}/${version}.json`) as FactsFile | undefined;
}

/** Facts of a shipped custom resource, one file a kind. */
export function customFile(group: string, kind: string): FactsFile | undefined {
  if (!plain.test(group) || !plain.test(kind)) return undefined;
  return readShipped(`crds/${group}/${kind}.json`) as FactsFile | undefined;
}
