import { isRecord, own } from '../core/json.ts';
import { below } from './path.ts';

/** Whether SOPS has encrypted an object: what it adds is there, with its signature. */
export function isEncrypted(object: unknown): boolean {
  const sops = isRecord(object) ? own(object, 'sops') : undefined;
  return isRecord(sops) && 'mac' in sops;
}

/** An encrypted object as it will reach the server, less what is not known of it: the places where something is encrypted. */
export function decryptedShape(object: unknown): {
  readonly object: unknown;
  readonly hidden: readonly string[];
} {
  if (!isRecord(object)) return { object, hidden: [] };
  const { sops: _, ...rest } = object;
  return { object: rest, hidden: encryptedIn(rest, '') };
}

function encryptedIn(value: unknown, pointer: string): readonly string[] {
  if (typeof value === 'string') return value.startsWith('ENC[') ? [pointer] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => encryptedIn(item, `${pointer}/${index}`));
  if (!isRecord(value)) return [];
  return Object.keys(value).flatMap((name) => encryptedIn(own(value, name), below(pointer, name)));
}
