import type { Io } from './io.ts';
export async function typesAreFine(_io: Io): Promise<boolean> {
  return true;
}
