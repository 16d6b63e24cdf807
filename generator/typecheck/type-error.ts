import { finding } from '../core/codes.ts';
import type { Finding, Place } from '../core/finding.ts';

/** One mistake as the compiler says it. */
export function typeError(message: string, source: Place | undefined): Finding {
  return finding('cli/type-error', message, source === undefined ? {} : { source });
}
