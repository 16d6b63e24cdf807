import type { Definition } from './definition.ts';
import type { FactsFile } from './format.ts';

const homes = new WeakMap<FactsFile, string>();

/** `group/version` of a file of built-in definitions: what references from other files begin with. */
export function homeOf(file: FactsFile): string {
  const known = homes.get(file);
  if (known !== undefined) return known;
  const [kind] = file.kinds;
  const home =
    file.package?.startsWith('io.k8s.apimachinery.') === true || kind === undefined
      ? 'meta/v1'
      : `${kind.group}/${kind.version}`;
  homes.set(file, home);
  return home;
}

/** What the hand-written tables call a definition; one of a custom resource is in none of them. */
export function tableKey({ file, id }: Definition): string {
  return file.source === 'kubernetes' ? `${homeOf(file)}#${id}` : id;
}
