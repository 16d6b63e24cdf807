import { sha256Of } from '../core/sha256.ts';

/** The name of a source that was given by its address alone: a function of the address, so that bundles share it. */
export function repositoryName(address: string): string {
  const name = address
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (name.length <= 63) return name;
  const hash = sha256Of(address).slice(0, 8);
  return `${name.slice(0, 54).replace(/-$/, '')}-${hash}`;
}
