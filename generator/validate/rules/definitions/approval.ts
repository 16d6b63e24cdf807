import { isRecord, own } from '../../../core/json.ts';
import type { Mistake } from '../../complaint.ts';

type Fields = Readonly<Record<string, unknown>>;

const annotation = 'api-approved.kubernetes.io';

/** Groups of the community's own domains say where they were approved, or that they were not. */
export function approval(object: Fields, { group }: Fields): readonly Mistake[] {
  if (typeof group !== 'string' || !/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return [];
  const metadata = own(object, 'metadata');
  const annotations = isRecord(metadata) ? own(metadata, 'annotations') : undefined;
  const said = isRecord(annotations) ? own(annotations, annotation) : undefined;
  const text = typeof said === 'string' ? said : '';
  if (text.startsWith('unapproved') || /^[a-zA-Z][\w+.-]*:\/\/[^/?#\s]+/.test(text)) return [];
  return [
    {
      code: text === '' ? 'api/missing-field' : 'api/bad-format',
      pointer: `/metadata/annotations/${annotation}`,
      message:
        text === ''
          ? `the group ${group} is one of the Kubernetes community: it needs the annotation ${annotation}`
          : `${annotation} is an address, or begins with unapproved, not ${JSON.stringify(text)}`,
      fix: `use a group of a domain of your own; or say where it was approved, or unapproved and why`,
    },
  ];
}
