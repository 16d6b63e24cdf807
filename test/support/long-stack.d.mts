export type StackForm = 'callbacks' | 'end()';

/** A stack with many bundles in one node, each depending on the one before. */
export function longStack(form: StackForm, count: number): string;
