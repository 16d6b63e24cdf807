import type { ResourceIdentity } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';

/** What an object says it is; what it does not say is empty. Asked of every object, so nothing is made that is not kept. */
export function identityOf(object: unknown): ResourceIdentity {
  const apiVersion = textIn(object, 'apiVersion');
  const kind = textIn(object, 'kind');
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  const { name, namespace } = isRecord(metadata) ? metadata : nothing;
  if (typeof name !== 'string')
    return typeof namespace === 'string' ? { apiVersion, kind, namespace } : { apiVersion, kind };
  return typeof namespace === 'string' ? { apiVersion, kind, namespace, name } : { apiVersion, kind, name };
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});

/** A text field of an object; empty where it is none. */
export function textIn(object: unknown, name: string): string {
  const value = isRecord(object) ? own(object, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** `apps` of `apps/v1`; empty of the kinds that were before there were groups. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** A map of its metadata: labels, annotations. */
export function metadataMap(
  object: unknown,
  name: 'labels' | 'annotations',
): Readonly<Record<string, unknown>> {
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  const map = isRecord(metadata) ? own(metadata, name) : undefined;
  return isRecord(map) ? map : nothing;
}
