import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import { readManifests } from '../manifest/read.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { isEncrypted } from '../validate/encrypted.ts';

export interface Contents {
  readonly objects: readonly KubernetesObject[];
  readonly encrypted: boolean;
}

/** Every object of a text, lists opened; what is no object is a mistake with a place. */
export function objectsIn(text: string, file: string): Contents {
  const { documents, findings } = readManifests(text, file);
  const wrong: Finding[] = [...findings];
  const objects: KubernetesObject[] = [];
  let encrypted = false;
  for (const { value, place } of documents) {
    if (isEncrypted(value)) encrypted = true;
    for (const each of opened(value))
      if (isObject(each)) objects.push(each as unknown as KubernetesObject);
      else {
        const message = `${file}:${place.line}:${place.column}: a document without apiVersion, kind and metadata.name`;
        wrong.push(finding('build/bad-manifest', message, { source: place }));
      }
  }
  if (wrong.length > 0) throw new Problem(wrong);
  return { objects, encrypted };
}

function opened(value: unknown): readonly unknown[] {
  if (!isRecord(value)) return [value];
  const { kind, items } = value;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
    ? items.flatMap(opened)
    : [value];
}

function isObject(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}
