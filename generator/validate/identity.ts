import type { ResourceIdentity } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';

/** What an object says it is; what it does not say is empty. */
export function identityOf(object: unknown): ResourceIdentity {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return {
    apiVersion: isRecord(object) ? text(own(object, 'apiVersion')) : '',
    kind: isRecord(object) ? text(own(object, 'kind')) : '',
    ...(typeof namespace === 'string' ? { namespace } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  };
}
