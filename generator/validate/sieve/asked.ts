import type { FindingClass } from '../../core/finding.ts';

/** Classes or codes. */
export interface Asked {
  readonly only?: readonly (FindingClass | string)[] | undefined;
  readonly skip?: readonly (FindingClass | string)[] | undefined;
}

/** Whether somebody wants to know. */
export function isAsked(code: string, { only, skip = [] }: Asked): boolean {
  const named = (names: readonly string[]): boolean =>
    names.includes(code) || names.includes(code.slice(0, code.indexOf('/')));
  return (only === undefined || named(only)) && !named(skip);
}

/** Whether somebody wants to know of any of some codes. */
export function isAnyAsked(codes: object, asked: Asked): boolean {
  return Object.keys(codes).some((code) => isAsked(code, asked));
}
