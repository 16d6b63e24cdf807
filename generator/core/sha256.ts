import { hash } from 'node:crypto';

/** The content's sha256, in hexadecimal: how contents are told apart wherever they are remembered. */
export function sha256Of(content: string | Uint8Array): string {
  return hash('sha256', content);
}
