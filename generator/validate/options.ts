import type { PatchOptions } from '../patch/options.ts';
import type { Asked } from './sieve/asked.ts';

/** Whose schemas, and which findings; `only` and `skip` hold classes or codes. */
export interface ValidateOptions extends PatchOptions, Asked {
  /** APIs that the cluster serves although they are off by default: `group/version`. */
  readonly serve?: readonly string[] | undefined;
}
