import type { NamedOptions } from '../named-options.ts';

export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

export interface NamespaceOptions extends NamedOptions {
  /** What pods may ask for: the server refuses more. Default: `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
}
