import { fixedText } from '../../validate/files/fix.ts';
import type { GivenFile } from '../../validate/files/judge-file.ts';
import type { Validated } from '../../validate/files/validated.ts';
import type { ValidateOptions } from '../../validate/options.ts';
import { type Io, say } from '../io.ts';
import { replaceFile } from '../replace-file.ts';

/** Mends files, and says what was put in place of what. */
export function fixFiles(
  all: readonly Validated[],
  given: readonly GivenFile[],
  options: ValidateOptions,
  dryRun: boolean,
  io: Io,
): void {
  let count = 0;
  for (const [index, validated] of all.entries()) {
    const file = given[index];
    if (file?.path === undefined || validated.objects.every(({ findings }) => findings.length === 0))
      continue;
    const { text, fixes } = fixedText(file.text(), validated, options);
    for (const { line, from, to } of fixes) say(io, `${validated.file}:${line}: ${from} → ${to}`);
    if (fixes.length > 0 && !dryRun) replaceFile(file.path, text);
    count += fixes.length;
  }
  say(io, `${count} ${dryRun ? 'would be' : ''} mended`.replace('  ', ' '));
}
