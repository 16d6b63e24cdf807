import { type Definition, definitionIn } from './definition.ts';
import type { FactsFile, StoredKind } from './format.ts';
import { customFile, kubernetesFile } from './location.ts';

/** Everything known of one kind of one group-version. */
export interface KindFacts extends StoredKind {
  readonly apiVersion: string;
  readonly file: FactsFile;
  /** A custom resource: no strategic merge, structural schema, CEL rules. */
  readonly custom: boolean;
  readonly root: Definition;
}

/** `v1` → core, `apps/v1` → apps: the group as folders and modules name it. */
export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: 'core', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

export function joinApiVersion(group: string, version: string): string {
  return group === 'core' ? version : `${group}/${version}`;
}

/** The facts of a kind within one file. */
export function kindIn(file: FactsFile, apiVersion: string, kind: string): KindFacts | undefined {
  const { group, version } = splitApiVersion(apiVersion);
  const entry = file.kinds.find(
    (each) => each.kind === kind && each.group === group && each.version === version,
  );
  const root = entry && definitionIn(file, entry.definition);
  return root && { ...entry, apiVersion, file, custom: file.source !== 'kubernetes', root };
}

/** The facts of a shipped kind, or undefined. Reads one file, the first time. */
export function kindFacts(apiVersion: string, kind: string): KindFacts | undefined {
  const { group, version } = splitApiVersion(apiVersion);
  const file = kubernetesFile(group, version) ?? customFile(group, kind);
  return file && kindIn(file, apiVersion, kind);
}
