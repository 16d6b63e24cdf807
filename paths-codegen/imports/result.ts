import type { Finding } from '../../generator/core/finding.ts';

/** What an import makes, in memory: nothing is written here. */
export interface ImportResult {
  /** Path below the user's folder → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** How many kinds were imported, of how many that were found. */
  readonly imported: number;
  readonly of: number;
}

/** First line of a file that an import writes. */
export function banner(source: string): string {
  return `// Made by \`plimsoll import\` from ${source.replaceAll(/[\r\n]+/g, ' ')}. Changes are overwritten.`;
}

/** What imported modules take from this package. */
export const runtime = 'plimsoll';
