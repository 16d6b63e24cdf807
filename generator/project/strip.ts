import { createRequire } from 'node:module';
import { kept } from './cache.ts';

/** What the stripper throws: a plain object. */
interface Refusal {
  readonly message?: string;
  readonly startLine?: number;
  readonly startColumn?: number;
}

/** Where a module cannot be read as erasable TypeScript; it travels from the loader's thread as a plain property. */
export interface Misread {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const version = '1';

/**
 * JavaScript of erasable TypeScript: types become blanks, so that every line and column stays. It is the stripper that
 * node itself has from 22 on, as a package, for all supported versions alike.
 */
export function stripTypes(source: string, file: string, cache: string | undefined): string {
  return kept(cache, `strip ${version}`, source, () => {
    const { transformSync } = createRequire(import.meta.url)(
      '@swc/wasm-typescript',
    ) as typeof import('@swc/wasm-typescript');
    try {
      return transformSync(source, { mode: 'strip-only', filename: file }).code;
    } catch (error) {
      const { message = String(error), startLine = 1, startColumn = 0 } = error as Refusal;
      const misread: Misread = { file, line: startLine, column: startColumn + 1, message };
      throw Object.assign(new SyntaxError(message), { misread });
    }
  });
}
