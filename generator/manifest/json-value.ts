import { hasHalfCharacter, isRecord } from '../core/json.ts';

export interface Misfit {
  /** A JSON Pointer. */
  readonly pointer: string;
  readonly what: string;
}

/** The first value that is no JSON: looked for only after writing has failed. */
export function misfitIn(value: unknown, pointer = '', above: readonly unknown[] = []): Misfit | undefined {
  if (typeof value === 'string')
    return hasHalfCharacter(value) ? { pointer, what: 'a text with half a character' } : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { pointer, what: String(value) };
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return undefined;
  if (above.includes(value)) return { pointer, what: 'a value that holds itself' };
  if (!Array.isArray(value) && !isRecord(value)) return { pointer, what: `a ${typeof value}` };
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined && !Array.isArray(value)) continue;
    const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
    const found = misfitIn(each, `${pointer}/${step}`, [...above, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}
