import { finding } from '../core/codes.ts';
import type { Finding, ResourceIdentity } from '../core/finding.ts';
import type { Mistake } from './complaint.ts';
import { fieldPath } from './path.ts';

/** A mistake as a finding about a resource. */
export function said(
  { code, pointer, message, fix, path = fieldPath(pointer) }: Mistake,
  resource: ResourceIdentity,
): Finding {
  return finding(code, message, {
    resource,
    path,
    pointer,
    ...(fix === undefined ? {} : { fix }),
  });
}
