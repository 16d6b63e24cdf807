import type { Finding } from '../../generator/core/finding.ts';
import { Problem } from '../../generator/core/problem.ts';

/** What a patch is refused with; an error where it is not. */
export function refused(run: () => unknown): readonly Finding[] {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.findings;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Code and message of the one finding. */
export function refusal(run: () => unknown): string {
  return refused(run)
    .map(({ code, message }) => `${code}: ${message}`)
    .join('\n');
}
