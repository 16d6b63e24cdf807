import { createRequire } from 'node:module';
import type { Import } from 'es-module-lexer';
import { sha256Of } from '../core/sha256.ts';
import { kept } from './cache.ts';

/** A module of the user as JavaScript, and what it imports. */
export interface Analysed {
  readonly code: string;
  readonly references: readonly Reference[];
  readonly sha256: string;
}

/** A specifier in the code, or `import.meta`. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  /** Undefined: `import.meta`. */
  readonly specifier?: string;
  /** In a call its quotes are part of it. */
  readonly quoted: boolean;
}

/** Where a module cannot be read as erasable TypeScript. */
export interface Misread {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Thrown for a module that cannot be read. */
export class Unreadable extends Error {
  readonly at: Misread;

  constructor(at: Misread) {
    super(at.message);
    this.at = at;
  }
}

/** What the stripper throws: a plain object. */
interface Refusal {
  readonly message?: string;
  readonly startLine?: number;
  readonly startColumn?: number;
}

const version = 'module 1';

export type Lexer = (source: string) => readonly Import[];

export async function loadLexer(): Promise<Lexer> {
  const { init, parse } = await import('es-module-lexer');
  await init;
  return (source) => parse(source)[0];
}

/**
 * Types become blanks, so that every line and column stays: the stripper that node itself has from 22 on, as a package, for
 * all supported versions alike. Kept by content.
 */
export function analyse(
  source: string,
  typescript: boolean,
  cache: string | undefined,
  lexer: Lexer,
): Analysed {
  const made = kept(cache, `${version} ${typescript}`, source, () => {
    const code = typescript ? strip(source) : source;
    return { code, references: references(code, lexer) };
  });
  return { ...made, sha256: sha256Of(source) };
}

function strip(source: string): string {
  const { transformSync } = createRequire(import.meta.url)(
    '@swc/wasm-typescript',
  ) as typeof import('@swc/wasm-typescript');
  try {
    return transformSync(source, { mode: 'strip-only' }).code;
  } catch (error) {
    const { message = String(error), startLine = 1, startColumn = 0 } = error as Refusal;
    throw new Unreadable({ line: startLine, column: startColumn + 1, message });
  }
}

function references(code: string, lexer: Lexer): readonly Reference[] {
  try {
    return lexer(code).flatMap(({ type, start, end, specifier }): Reference[] => {
      if (type === 'import-meta') return [{ start, end, quoted: false }];
      return typeof specifier === 'string' ? [{ start, end, specifier, quoted: type === 'dynamic' }] : [];
    });
  } catch {
    // What it cannot read, node cannot either: node says so better.
    return [];
  }
}
