import { keepCodeIn } from '../validate/schema/code-store.ts';
import { cacheFolder } from './cache.ts';
import { codeStoreIn } from './code-store.ts';
import { registerImported } from './imported.ts';
import { readLock } from './lock.ts';

export interface UsedProject {
  /** Where what can be made again is kept. */
  readonly cache: string | undefined;
  /** The files that speak of imported kinds. */
  readonly imported: readonly string[];
}

/** What a project knows beside its config: imported kinds, and validators that were compiled before. */
export async function useProject(root: string): Promise<UsedProject> {
  const cache = cacheFolder(root);
  keepCodeIn(codeStoreIn(cache));
  return { cache, imported: registerImported(root, await readLock(root)) };
}
