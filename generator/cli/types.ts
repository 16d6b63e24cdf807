import { join } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { findStacks } from '../project/find.ts';
import { openProject } from '../synth/project.ts';
import { checkTypes } from '../typecheck/check-types.ts';
import type { Io } from './io.ts';

/** What the compiler says of the stacks, all of them, and of the config. */
export async function typeErrors(io: Io): Promise<readonly Finding[]> {
  const { root, file, config, cache } = await openProject(io.cwd, undefined);
  const stacks = (await findStacks(root, config.stacks, [])).map((stack) => join(root, stack));
  const files = [...stacks, ...(file === undefined ? [] : [file])];
  return (await checkTypes(root, files, cache)).findings;
}
