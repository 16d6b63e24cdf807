import type { PatchOptions } from '../patch/options.ts';
import type { PolicyOptions } from './policy/options.ts';
import type { ReferenceOptions } from './references/references.ts';

/** Whose schemas, and which findings; `only` and `skip` hold classes or codes. */
export interface ValidateOptions extends PatchOptions, ReferenceOptions, PolicyOptions {
  /** APIs that the cluster serves although they are off by default: `group/version`. */
  readonly serve?: readonly string[] | undefined;
}
