import { readFileSync } from 'node:fs';

/** From the package.json above this file, wherever it is compiled to. */
export function version(): string {
  for (const up of ['../../', '../../../']) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8')) as {
        version: string;
      };
      return manifest.version;
    } catch {
      // one level higher in dist/
    }
  }
  return 'unknown';
}
