import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../../generator/project/walk.ts';
import type { Access } from './read.ts';

/** The real disk and network. */
export function realAccess(headers: Readonly<Record<string, string>> = {}): Access {
  return {
    readFile: (path) => readFile(path, 'utf8'),
    listFiles: async (path) => {
      if (!(await stat(path)).isDirectory()) return undefined;
      return filesBelow(path).map((file) => join(path, file));
    },
    fetch: async (address) => {
      const answer = await fetch(address, { headers, signal: AbortSignal.timeout(30_000) });
      if (!answer.ok) throw new Error(`the server answered ${answer.status} ${answer.statusText}`);
      return answer.text();
    },
  };
}
