export interface Judged {
  readonly doc: unknown;
  readonly verdict: 'accepted' | 'rejected';
  readonly mutation?: string;
  readonly causes?: readonly { readonly field?: string }[];
}

export interface Row {
  readonly caught: number;
  readonly missed: number;
  readonly passed: number;
  readonly falseAlarms: number;
}

export const sets: readonly string[];
export function documents(set: string): readonly Judged[];
export function olderDocuments(): readonly Judged[];
export function score(
  judged: readonly Judged[],
  validate: (objects: readonly unknown[]) => readonly { readonly index: number; readonly severity: string }[],
): {
  readonly rows: ReadonlyMap<string, Row>;
  readonly all: Row;
  readonly wrong: readonly number[];
  readonly agreement: number;
};
