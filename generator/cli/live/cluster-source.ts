import type { SourceDocument } from '../../../paths-codegen/sources/document.ts';
import type { Connection } from '../../cluster/connection.ts';
import { builtinDocuments, definitionsIn, type ServerVersion, versionOf } from '../../cluster/schemas.ts';

/** What a live server says of its kinds: definitions of custom resources, OpenAPI and discovery of the others. */
export interface ClusterSource {
  readonly version: ServerVersion;
  readonly custom: readonly SourceDocument[];
  readonly builtin: readonly SourceDocument[];
}

export async function clusterSource(connection: Connection): Promise<ClusterSource> {
  const version = await versionOf(connection);
  const definitions = await definitionsIn(connection);
  const builtin = await builtinDocuments(connection, definitions);
  const named = (path: string): string => `${connection.address}${path}`;
  return {
    version,
    custom: definitions.map((each) => ({
      name: named(`/customresourcedefinitions/${(each as { metadata: { name: string } }).metadata.name}`),
      text: JSON.stringify(each),
    })),
    builtin: [...builtin].map(([path, text]) => ({ name: named(path), text })),
  };
}
