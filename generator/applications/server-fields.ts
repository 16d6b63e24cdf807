import { define, isRecord, own } from '../core/json.ts';
import type { KubernetesObject } from '../paths/kind.ts';

/** What the server fills in: in a manifest it is what `kubectl get -o yaml` left behind. */
const populated: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

const notes: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
]);

/** The object as somebody would have written it. */
export function withoutServerFields(object: KubernetesObject): KubernetesObject {
  const metadata = own(object, 'metadata');
  const without = less(object, (key) => key === 'status');
  if (!isRecord(metadata)) return without as unknown as KubernetesObject;
  const kept = less(metadata, (key) => populated.has(key));
  const annotations = own(kept, 'annotations');
  if (isRecord(annotations)) {
    const left = less(annotations, (key) => notes.has(key));
    if (Object.keys(left).length === 0) delete (kept as { annotations?: unknown }).annotations;
    else define(kept, 'annotations', left);
  }
  define(without, 'metadata', kept);
  return without as unknown as KubernetesObject;
}

function less(map: object, gone: (key: string) => boolean): object {
  const kept = {};
  for (const key of Object.keys(map)) if (!gone(key)) define(kept, key, own(map, key));
  return kept;
}
