import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { equal } from '../core/json.ts';
import { definedAt } from '../core/origin.ts';
import type { ApplicationModel } from '../model/model.ts';
import type { FilePart } from '../model/part.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { metadataOf } from './metadata.ts';

/** A file that is copied stays as it is: what would have changed an object in it is refused, and said. */
export function refusals(
  file: FilePart,
  object: KubernetesObject,
  decorated: KubernetesObject,
  overlaid: KubernetesObject,
  { name, origin }: ApplicationModel,
): readonly Finding[] {
  const { name: called, namespace } = metadataOf(object);
  const what = `${object.kind} ${called} of ${name} (${file.path})`;
  const at = definedAt(origin);
  const refused = (why: string, fix: string): Finding =>
    finding('build/verbatim-changed', `${what} is copied as it is, and ${why}`, { ...at, fix });
  const findings: Finding[] = [];
  if (namespace === undefined && metadataOf(decorated).namespace !== undefined)
    findings.push(
      refused(
        `gets no namespace ${metadataOf(decorated).namespace}`,
        'write the namespace into the file, or take it from the application',
      ),
    );
  if (file.encrypted === true) {
    if (!sameTexts(object, decorated))
      findings.push(
        finding('build/encrypted-undecorated', `${what} is encrypted: it keeps its own labels`, at),
      );
  } else if (!sameTexts(object, decorated))
    findings.push(refused('gets no labels or annotations', 'take verbatim out, or move the labels'));
  if (!equal(decorated, overlaid))
    findings.push(refused('an overlay would change it', 'narrow the selection of the overlay'));
  return findings;
}

function sameTexts(a: KubernetesObject, b: KubernetesObject): boolean {
  const [left, right] = [metadataOf(a), metadataOf(b)];
  return equal(left.labels, right.labels) && equal(left.annotations, right.annotations);
}
