import type { TargetOptions } from '../../paths/target.ts';

/** A typed path patch as people write it who do not write TypeScript: YAML, or the same as data. */
export interface PathDocument {
  /** `deployment/web`, or a map. */
  readonly target?: string | DocumentTarget;
  /** Names that `${name}` may use, each with its default; null has none. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operations: readonly DocumentOperation[];
}

export interface DocumentTarget extends TargetOptions {
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** Paths are texts; an item of a list is `…containers[name=web]`. */
export type DocumentOperation =
  | { readonly set: string; readonly value: unknown }
  | { readonly test: string; readonly value: unknown }
  | { readonly remove: string }
  | { readonly append: string; readonly value: unknown }
  | { readonly prepend: string; readonly value: unknown }
  | { readonly insertBefore: string; readonly value: unknown }
  | { readonly insertAfter: string; readonly value: unknown }
  | { readonly move: string; readonly before: string }
  | { readonly move: string; readonly after: string }
  | { readonly move: string; readonly to: 'start' | 'end' };

export const verbs = [
  'set',
  'test',
  'remove',
  'append',
  'prepend',
  'insertBefore',
  'insertAfter',
  'move',
] as const;

export type DocumentVerb = (typeof verbs)[number];
