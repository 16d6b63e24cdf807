import { resolve } from 'node:path';
import { Problem } from '../core/problem.ts';
import { cacheFolder } from '../project/cache.ts';
import { type Settled, settle } from '../project/config.ts';
import { findHome } from '../project/find.ts';
import { loadModule } from '../project/load.ts';
import type { Provenance } from '../project/provenance.ts';

/** A user's project, opened. */
export interface Project {
  readonly root: string;
  /** Its config, where there is one. */
  readonly file: string | undefined;
  /** The folder of the result, absolute. */
  readonly output: string;
  readonly config: Settled;
  /** What its config is made of. */
  readonly provenance: () => Provenance;
  readonly cache: string | undefined;
}

/** The project around a folder; `output` is another folder for its result. */
export async function openProject(cwd: string, output: string | undefined): Promise<Project> {
  const { root, config: file } = findHome(cwd);
  const cache = cacheFolder(root);
  const loaded = file === undefined ? undefined : await loadModule(file, cache);
  const exported = loaded === undefined ? undefined : (loaded.exports.default ?? null);
  const { config, findings } = settle(exported, file ?? '');
  if (findings.length > 0) throw new Problem(findings);
  return {
    root,
    file,
    output: output === undefined ? resolve(root, config.output) : resolve(cwd, output),
    config,
    provenance: loaded?.provenance ?? (() => ({ inputs: [] })),
    cache,
  };
}
