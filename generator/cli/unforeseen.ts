import { finding } from '../core/codes.ts';
import { placeOfError } from '../core/origin.ts';
import { exit } from './io.ts';
import { report } from './report.ts';

/** What code threw when nobody was there to catch it: a promise of a stack, a timer. Without a place in a stack it is ours. */
export function unforeseen(error: unknown, cwd: string): { readonly text: string; readonly code: number } {
  let text = '';
  const io = {
    cwd,
    out: () => undefined,
    err: (each: string) => {
      text += each;
    },
  };
  const source = placeOfError(error);
  if (source === undefined) {
    const stack = error instanceof Error ? error.stack : String(error);
    return { text: `a bug in plimsoll, please report it with these lines:\n${stack}\n`, code: exit.bug };
  }
  const message = error instanceof Error ? error.message : String(error);
  const fix = 'await the promise, or catch what it may throw';
  report([finding('cli/stack-unreadable', `${message}, and nobody caught it`, { source, fix })], io);
  return { text, code: exit.mistake };
}
