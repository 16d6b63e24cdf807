import { isRecord, own } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { isEncrypted } from '../encrypted.ts';

/** What a Secret holds that whoever reads the repository knows; undefined where that is nothing. The values themselves are said to nobody. */
export function plainSecret(object: unknown): Mistake | undefined {
  if (!isRecord(object) || object.kind !== 'Secret' || object.apiVersion !== 'v1' || isEncrypted(object))
    return undefined;
  for (const field of ['stringData', 'data']) {
    const values = own(object, field);
    const plain = isRecord(values) ? Object.keys(values).filter((key) => isPlain(key, own(values, key))) : [];
    if (plain.length > 0)
      return {
        code: 'policy/plain-secret',
        pointer: `/${field}`,
        message: `${field} holds ${plain.join(', ')} in plain text: whoever reads the repository knows it`,
        fix: 'encrypt it (SOPS), seal it (SealedSecret), or let a store fill it (ExternalSecret)',
      };
  }
  return undefined;
}

/** Certificates and public keys are for everybody; what is encrypted, or is put in place of a variable, is not there yet. */
function isPlain(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  return !/\.(?:crt|pub)$/.test(key) && !value.startsWith('ENC[') && !value.includes('${');
}
