import type { Node } from 'yaml';
import { finding } from '../../core/codes.ts';
import type { Finding, Place } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import { readManifests } from '../../manifest/read.ts';
import { yaml } from '../../manifest/yaml.ts';
import { readPointer } from '../../patch/json/pointer.ts';
import { asFarAsItGoes } from '../../patch/yaml/parse.ts';
import { isKustomization } from '../kustomize/check.ts';

/** An object of a file, and the way to it: which document, and, in a list of objects, which item. */
export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** Where it begins. */
  readonly place: Place;
  /** Before the pointers of its findings: `/items/3`, or nothing. */
  readonly prefix: string;
}

export interface FoundObjects {
  readonly objects: readonly FoundObject[];
  /** What only kustomize reads. */
  readonly kustomizations: readonly FoundObject[];
  /** Documents that are no objects of Kubernetes: without apiVersion and kind, or what only kustomize reads. */
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

/** The objects of a text, as Kubernetes' tools find them; lists are opened. What cannot be read is a finding. */
export function readObjects(text: string, file: string): FoundObjects {
  const { documents, findings } = readManifests(text, file);
  const objects: FoundObject[] = [];
  const kustomizations: FoundObject[] = [];
  let skipped = 0;
  for (const { value, place } of documents) {
    if (isKustomization(value, file)) kustomizations.push({ value, file, place, prefix: '' });
    const found = opened(value, file, place, '');
    if (found.length === 0) skipped++;
    objects.push(...found);
  }
  const unreadable = findings.map(({ message, source }) =>
    source === undefined
      ? finding('api/unreadable', message)
      : finding('api/unreadable', withoutPlace(message, source), { source }),
  );
  return { objects, kustomizations, skipped, findings: unreadable };
}

/** The place is the finding's own: the message need not say it again. */
function withoutPlace(message: string, { file, line, column }: Place): string {
  const before = `${file}:${line}:${column}: `;
  return message.startsWith(before) ? message.slice(before.length) : message;
}

function opened(value: unknown, file: string, place: Place, prefix: string): readonly FoundObject[] {
  if (!isRecord(value)) return [];
  const { apiVersion, kind, items } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  if (apiVersion.startsWith('kustomize.config.k8s.io/')) return [];
  if (kind.endsWith('List') && Array.isArray(items) && own(value, 'spec') === undefined)
    return items.flatMap((item, index) => opened(item, file, place, `${prefix}/items/${index}`));
  return [{ value, file, place, prefix }];
}

/** Where pointers lead in a text; of what is not there, the nearest around it. Read again: only findings need it. */
export function placesIn(
  text: string,
  file: string,
  longest: number = Number.POSITIVE_INFINITY,
): (object: Place, pointer: string) => Place {
  if (text.length > longest) return (object) => object;
  const { documents, at } = asFarAsItGoes(text, file);
  const starts = documents.map(({ contents }) => at((contents as Node | null)?.range?.[0] ?? 0));
  return (object, pointer) => {
    const index = starts.findIndex(({ line, column }) => line === object.line && column === object.column);
    const node = nodeAt(documents[index]?.contents, readPointer(pointer) ?? []);
    return node?.range == null ? object : at(node.range[0]);
  };
}

function nodeAt(contents: unknown, steps: readonly string[]): Node | undefined {
  const { isMap, isScalar, isSeq } = yaml();
  let node = contents as Node | undefined;
  for (const [depth, name] of steps.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && (key.source ?? String(key.value)) === name);
      if (pair === undefined) return node;
      // The key, where the value is a map or list of its own lines: that is where people look.
      const value = pair.value as Node | null;
      if (value === null) return pair.key as Node;
      node = depth === steps.length - 1 && !isScalar(value) ? (pair.key as Node) : value;
    } else if (isSeq(node)) {
      const item = node.items[Number(name)];
      if (item === undefined) return node;
      node = item as Node;
    } else return node;
  }
  return node;
}
