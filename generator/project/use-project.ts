import { keepCodeIn } from '../validate/schema/code-store.ts';
import { cacheFolder } from './cache.ts';
import { codeStoreIn } from './code-store.ts';
import { registerImported } from './imported.ts';
import { readLock } from './lock.ts';

/** What a project knows beside its config: imported kinds, and validators that were compiled before. */
export async function useProject(root: string): Promise<void> {
  keepCodeIn(codeStoreIn(cacheFolder(root)));
  registerImported(root, await readLock(root));
}
