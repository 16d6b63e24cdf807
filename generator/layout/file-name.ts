import type { Resource } from '../evaluate/resource.ts';
import type { LayoutRules } from './rules.ts';

/**
 * The file of a resource: a function of its identity (and of the namespace its application has anyway), so that adding
 * one resource never renames another. Different identities have different names: a kind holds no dash, a group of
 * ours no `-` before the name, and `@` cannot be in a name unescaped.
 */
export function fileName(resource: Resource, { files, fileName: order, applications }: LayoutRules): string {
  const application = applications === 'flat' ? `${resource.application.name}.` : '';
  if (files === 'application') return reserved(`${resource.application.name}.yaml`);
  const kind = kindPart(resource);
  if (files === 'kind') return reserved(`${application}${kind}.yaml`);
  const elsewhere =
    resource.namespace === undefined || resource.namespace === resource.usualNamespace
      ? ''
      : `@${resource.namespace}`;
  const name = escaped(resource.name);
  return reserved(
    order === 'kind-name' ? `${kind}-${name}${elsewhere}.yaml` : `${name}-${kind}${elsewhere}.yaml`,
  );
}

/** Built-in kinds by their name; of a custom resource the group is said, because two projects may share a name. */
function kindPart({ kind, group, facts }: Resource): string {
  const builtin = facts !== undefined && !facts.custom;
  return builtin ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}

/** A file of a patch, one for each object that is patched in a bundle; no resource's file begins so. */
export function patchFileName(target: {
  readonly kind: string;
  readonly group?: string;
  readonly namespace?: string;
  readonly name: string;
}): string {
  const { kind, group, namespace, name } = target;
  const elsewhere = namespace === undefined ? '' : `@${namespace}`;
  return `patch@${kind.toLowerCase()}${group === undefined ? '' : `.${group}`}-${escaped(name)}${elsewhere}.yaml`;
}

/** Names of RBAC objects may hold almost anything; a file name may not, and `Web` and `web` are one file to many disks. */
function escaped(name: string): string {
  return name.replaceAll(
    /[^a-z0-9.-]/g,
    (character) => `%${(character.codePointAt(0) as number).toString(16).padStart(2, '0')}`,
  );
}

/** Files that kustomize itself looks for. */
function reserved(name: string): string {
  return /^kustomization\.ya?ml$/i.test(name) ? `_${name}` : name;
}
