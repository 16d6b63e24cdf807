import type { Alias, Document, Node, Pair, Scalar } from 'yaml';
import { finding } from '../core/codes.ts';
import type { Finding, Place } from '../core/finding.ts';
import { define, isRecord } from '../core/json.ts';
import { readQuickly } from './quick.ts';
import { readPlain } from './scalar.ts';
import { isTooDeep, yaml } from './yaml.ts';

/** One document of a text, as kubectl reads it, and where it begins. */
export interface ManifestDocument {
  readonly value: unknown;
  readonly place: Place;
}

export interface Manifests {
  readonly documents: readonly ManifestDocument[];
  readonly findings: readonly Finding[];
}

/** Reads YAML or JSON as Kubernetes' tools do. A broken document costs itself, and says where. */
export function readManifests(text: string, file: string): Manifests {
  const quick = readQuickly(text);
  if (quick === undefined) return text.length > largest ? tooLarge(text, file) : readFully(text, file);
  const documents = quick.map(({ value, line, column }) => ({ value, place: { file, line, column } }));
  return { documents, findings: [] };
}

/** So long a text takes the full reader a gigabyte: what is plainly written may be longer. */
const largest = 8_000_000;

function tooLarge(text: string, file: string): Manifests {
  const size = `${Math.round(text.length / 1_000_000)} million characters`;
  const message = `${file}:1:1: ${size} are too many for what is not plain YAML or JSON: split it`;
  return {
    documents: [],
    findings: [finding('build/bad-manifest', message, { source: { file, line: 1, column: 1 } })],
  };
}

/** The same, whatever a text is written in. */
export function readFully(text: string, file: string): Manifests {
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const documents: ManifestDocument[] = [];
  const findings: Finding[] = [];
  const wrong = (message: string, place: Place): void => {
    findings.push(
      finding('build/bad-manifest', `${file}:${place.line}:${place.column}: ${message}`, { source: place }),
    );
  };
  if (isTooDeep(text)) {
    wrong('it nests too deep to be read', { file, line: 1, column: 1 });
    return { documents, findings };
  }
  try {
    const parsed = parseAllDocuments(text, {
      schema: 'failsafe',
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: false,
    });
    for (const document of parsed as readonly Document[]) {
      const [broken] = document.errors;
      const place = at(document.contents?.range?.[0] ?? document.range?.[0] ?? 0);
      if (broken !== undefined) wrong(broken.message, at(broken.pos[0]));
      else
        try {
          const value = new Reader(document).read(document.contents);
          if (value !== null) documents.push({ value, place });
        } catch (error) {
          wrong((error as Error).message, place);
        }
    }
  } catch (error) {
    // Nested so deep that the parser gives up.
    wrong((error as Error).message, { file, line: 1, column: 1 });
  }
  return { documents, findings };
}

/** The value of a node, as kubectl reads it; `plain` says what an unquoted scalar is, where that is decided otherwise. */
export function readNode(document: Document, node: unknown, plain: ReadPlain = readPlain): unknown {
  return new Reader(document, plain).read(node);
}

/** What an unquoted scalar is. */
export type ReadPlain = (source: string) => unknown;

/** Aliases may make a short text an endless one: so many values through them, and no more. */
const most = 100_000;

class Reader {
  readonly #document: Document;
  readonly #plain: ReadPlain;
  readonly #inside = new Set<unknown>();
  #count = 0;

  constructor(document: Document, plain: ReadPlain = readPlain) {
    this.#document = document;
    this.#plain = plain;
  }

  read(node: unknown): unknown {
    if (this.#inside.size > 0 && ++this.#count > most) throw new Error('aliases make this document endless');
    const { isAlias, isMap, isScalar, isSeq } = yaml();
    if (isAlias(node)) return this.#alias(node);
    if (isScalar(node)) return scalar(node, this.#plain);
    if (isSeq(node)) return node.items.map((item) => this.read(item));
    if (isMap(node)) return this.#map(node.items as readonly Pair[]);
    return null;
  }

  #alias(node: Alias): unknown {
    const target = node.resolve(this.#document);
    if (target === undefined || this.#inside.has(target))
      throw new Error(`the alias *${node.source} ${target === undefined ? 'has no anchor' : 'is in itself'}`);
    this.#inside.add(target);
    const value = this.read(target);
    this.#inside.delete(target);
    return value;
  }

  #map(pairs: readonly Pair[]): unknown {
    const map: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const { key, value } of pairs) {
      const name = this.#key(key);
      if (name === '<<' && isBare(key)) merged.push(this.read(value));
      else define(map, name, this.read(value));
    }
    for (const each of merged.flat()) {
      if (!isRecord(each)) throw new Error('<< merges maps only');
      for (const [name, value] of Object.entries(each))
        if (!Object.hasOwn(map, name)) define(map, name, value);
    }
    return map;
  }

  #key(key: unknown): string {
    const { isAlias, isScalar } = yaml();
    const node = isAlias(key) ? key.resolve(this.#document) : key;
    if (!isScalar(node)) throw new Error('a key is no text');
    return isBare(node) ? (node.source ?? String(node.value)) : String(node.value);
  }
}

/** Without quotes. */
function isBare(node: unknown): boolean {
  return yaml().isScalar(node) && node.type === 'PLAIN';
}

function scalar(node: Scalar, plain: ReadPlain): unknown {
  const text = typeof node.value === 'string' ? node.value : String(node.value ?? '');
  const tag = (node as Node & { tag?: string }).tag;
  if (tag === 'tag:yaml.org,2002:str' || tag === '!') return text;
  if (tag === undefined) return isBare(node) ? plain(text) : text;
  if (/^tag:yaml\.org,2002:(int|float|bool|null)$/.test(tag)) return readPlain(text);
  throw new Error(`the tag ${tag} means nothing to Kubernetes`);
}
