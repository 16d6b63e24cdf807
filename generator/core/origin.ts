import type { Place } from './finding.ts';

/**
 * Where a stack called us. Taking the stack trace is cheap, reading it is not: it is read only for a finding. But a trace holds on to all
 * that was called; of many it is read at once, and let go.
 */
export interface Origin {
  readonly trace: Trace;
}

interface Trace {
  readonly stack?: string;
  readonly place?: Place | undefined;
}

const here = new URL('../', import.meta.url).href;

/** So many traces are kept. */
const most = 2000;
let taken = 0;

export function origin(): Origin {
  taken += 1;
  if (taken <= most) return { trace: traced(12) };
  // Most are found near by; a short trace is read in half the time.
  return { trace: { place: placeOf({ trace: traced(5) }) ?? placeOf({ trace: traced(12) }) } };
}

function traced(frames: number): Trace {
  const trace: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames;
  Error.captureStackTrace(trace, origin);
  Error.stackTraceLimit = limit;
  return trace;
}

/** The first frame outside this package. */
export function placeOf({ trace }: Origin): Place | undefined {
  if (trace.place !== undefined) return trace.place;
  for (const frame of (trace.stack ?? '').split('\n').slice(1)) {
    const [, file, line, column] =
      /^\s+at .*?\(?((?:file:\/\/)?\/?[^()\s]+):(\d+):(\d+)\)?$/.exec(frame) ?? [];
    if (file !== undefined && isTheirs(file))
      return { file: nameOf(file), line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Names by what traces call them: what is cut out of a text keeps all of it. */
const names = new Map<string, string>();

function nameOf(file: string): string {
  const name = names.get(file) ?? file.replace(/^file:\/\//, '');
  names.set(file, name);
  return name;
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

function isTheirs(file: string): boolean {
  const isOurs = file.startsWith('node:') || `file://${file}`.startsWith(here) || file.startsWith(here);
  return !isOurs && !file.includes('/node_modules/');
}
