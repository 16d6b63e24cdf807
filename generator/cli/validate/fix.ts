import { Problem } from '../../core/problem.ts';
import { type Fix, fixedText } from '../../validate/files/fix.ts';
import type { GivenFile } from '../../validate/files/judge-file.ts';
import type { Validated } from '../../validate/files/validated.ts';
import type { ValidateOptions } from '../../validate/options.ts';
import { type Io, say } from '../io.ts';
import { replaceFile } from '../replace-file.ts';
import { type OwnedFiles, ownedFiles } from './stack-edits.ts';

/** Mends files, and says what was put in place of what; of files that stacks make, what the stack has to say instead. */
export async function fixFiles(
  all: readonly Validated[],
  given: readonly GivenFile[],
  options: ValidateOptions,
  dryRun: boolean,
  io: Io,
): Promise<void> {
  const { owns, edits } = await ownedOrNone(io);
  let [mended, shown] = [0, 0];
  for (const [index, validated] of all.entries()) {
    const file = given[index];
    if (file?.path === undefined || validated.objects.every(({ findings }) => findings.length === 0))
      continue;
    const { text, fixes } = fixedText(file.text(), validated, options);
    if (fixes.length > 0 && owns(file.path)) {
      for (const edit of await edits(file.path, fixes)) say(io, edit);
      shown += fixes.length;
      continue;
    }
    for (const { line, from, to } of fixes) say(io, `${validated.file}:${line}: ${from} → ${to}`);
    if (fixes.length > 0 && !dryRun) replaceFile(file.path, text);
    mended += fixes.length;
  }
  const left = shown === 0 ? '' : `; ${shown} to be mended in the stacks`;
  say(io, `${mended} ${dryRun ? 'would be mended' : 'mended'}${left}`);
}

const none: OwnedFiles = { owns: () => false, edits: async (_: string, __: readonly Fix[]) => [] };

/** Files outside of any project belong to nobody. */
async function ownedOrNone(io: Io): Promise<OwnedFiles> {
  try {
    return await ownedFiles(io);
  } catch (error) {
    if (error instanceof Problem) return none;
    throw error;
  }
}
