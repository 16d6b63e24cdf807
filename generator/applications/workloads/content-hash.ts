import { canonical } from '../../core/json.ts';
import { sha256Of } from '../../core/sha256.ts';

/** Equal contents, equal hashes; short enough for a name or an annotation. */
export function contentHash(content: unknown, length: number): string {
  return sha256Of(canonical(content)).slice(0, length);
}
