import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';

/** A call that cannot be understood. */
export function usage(message: string): Problem {
  return new Problem([finding('cli/usage', message)]);
}
