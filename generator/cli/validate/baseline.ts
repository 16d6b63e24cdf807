import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findingsOf, sifted, type Validated } from '../../validate/files/validated.ts';
import { baselineText, compared, readBaseline } from '../../validate/sieve/baseline.ts';
import { type Io, say } from '../io.ts';

/** What is new since the baseline was made; where there is none yet, it is made of what is found now. */
export function againstBaseline(all: readonly Validated[], file: string, io: Io): readonly Validated[] {
  const path = resolve(io.cwd, file);
  const findings = all.flatMap(findingsOf);
  if (!existsSync(path)) {
    writeFileSync(path, baselineText(findings));
    say(io, `${file} is new, and holds the ${findings.length} findings of today: commit it`);
    return sifted(all, () => []);
  }
  const { fresh, gone } = compared(findings, readBaseline(readFileSync(path, 'utf8'), file));
  if (gone > 0)
    say(io, `${gone} findings of ${file} are mended: remove it and run again, and they cannot come back`);
  const left = new Set(fresh);
  return sifted(all, (each) => each.filter((found) => left.has(found)));
}
