import type { Finding } from '../core/finding.ts';
import type { Io } from './io.ts';

/** One line a finding, its cure below; answers how many are errors. */
export function report(findings: readonly Finding[], io: Io): number {
  for (const { severity, code, message, fix } of findings)
    io.err(`${severity}: ${message} [${code}]\n${fix === undefined ? '' : `  ${fix}\n`}`);
  return findings.filter((each) => each.severity === 'error').length;
}
