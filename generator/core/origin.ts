import type { Place } from './finding.ts';

/**
 * Where a stack called us. Taking the stack trace is cheap, reading it is not: it is read only for a finding.
 */
export interface Origin {
  readonly trace: { readonly stack?: string };
}

const here = new URL('../', import.meta.url).href;

export function origin(): Origin {
  const trace: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 12;
  Error.captureStackTrace(trace, origin);
  Error.stackTraceLimit = limit;
  return { trace };
}

/** The first frame outside this package. */
export function placeOf({ trace }: Origin): Place | undefined {
  for (const frame of (trace.stack ?? '').split('\n').slice(1)) {
    const [, file, line, column] =
      /^\s+at .*?\(?((?:file:\/\/)?\/?[^()\s]+):(\d+):(\d+)\)?$/.exec(frame) ?? [];
    if (file === undefined || isOurs(file) || file.includes('/node_modules/')) continue;
    return { file: file.replace(/^file:\/\//, ''), line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Where an error was thrown in the user's code. */
export function placeOfError(error: unknown): Place | undefined {
  return error instanceof Error && error.stack !== undefined
    ? placeOf({ trace: { stack: error.stack } })
    : undefined;
}

/** The place as the part of a finding that says it. */
export function definedAt(origin: Origin): { readonly definition?: Place } {
  const definition = placeOf(origin);
  return definition === undefined ? {} : { definition };
}

function isOurs(file: string): boolean {
  return file.startsWith('node:') || `file://${file}`.startsWith(here) || file.startsWith(here);
}
