import type { FindingClass } from '../core/finding.ts';
import type { PatchOptions } from '../patch/options.ts';

export interface ValidateOptions extends PatchOptions {
  /** Only findings of these classes or codes. */
  readonly only?: readonly (FindingClass | string)[] | undefined;
  readonly skip?: readonly (FindingClass | string)[] | undefined;
  /** APIs that the cluster serves although they are off by default: `group/version`. */
  readonly serve?: readonly string[] | undefined;
}
