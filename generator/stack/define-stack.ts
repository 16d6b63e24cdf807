import type { BuiltCluster } from '../builder/types.ts';
import type { Json } from '../core/json.ts';

/** Where a stack is rendered for. */
export interface Environment {
  readonly name: string;
  /** `pr-123` and the like: rendered beside the rest, and gone when it is no longer rendered. */
  readonly preview: boolean;
  readonly values: Readonly<Record<string, Json>>;
}

/** What a stack lets others set, with its defaults: they say the type. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

type Widened<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends string ? string : S[K] extends number ? number : boolean;
};

export interface StackArguments<S extends Settings> {
  readonly env: Environment;
  readonly set: Widened<S>;
}

export type Clusters = BuiltCluster | readonly BuiltCluster[];

type Define<S extends Settings> = (given: StackArguments<S>) => Clusters | Promise<Clusters>;

const stack: unique symbol = Symbol('plimsoll stack');

/** A stack that depends on the environment or on settings: evaluated for each render. */
export interface Stack {
  readonly [stack]: true;
  readonly settings: Settings;
  readonly evaluate: (given: {
    readonly env: Environment;
    readonly set: Settings;
  }) => Clusters | Promise<Clusters>;
}

export function defineStack(define: Define<Record<never, never>>): Stack;
export function defineStack<const S extends Settings>(
  declared: { readonly set: S },
  define: Define<S>,
): Stack;
export function defineStack(
  first: { readonly set: Settings } | Stack['evaluate'],
  second?: Stack['evaluate'],
): Stack {
  const declared = typeof first === 'function' ? {} : first.set;
  const evaluate = (typeof first === 'function' ? first : second) as Stack['evaluate'];
  return Object.freeze({ [stack]: true as const, settings: Object.freeze({ ...declared }), evaluate });
}

export function isStack(value: unknown): value is Stack {
  return (
    typeof value === 'object' && value !== null && (value as { readonly [stack]?: true })[stack] === true
  );
}
