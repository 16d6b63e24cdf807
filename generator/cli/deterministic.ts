import type { Finding } from '../core/finding.ts';
import type { Synthesised } from '../synth/synth.ts';
import type { Io } from './io.ts';
export async function differences(
  _r: Synthesised,
  _argv: readonly string[],
  _io: Io,
): Promise<readonly Finding[]> {
  return [];
}
