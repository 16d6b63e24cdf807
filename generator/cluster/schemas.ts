import { isRecord, own } from '../core/json.ts';
import type { Connection } from './connection.ts';
import { itemsOf } from './discovery.ts';
import { checked } from './verdict.ts';

/** Which Kubernetes a server is: `1.36` and `1.36.3`. */
export interface ServerVersion {
  readonly release: string;
  readonly version: string;
}

export async function versionOf(connection: Connection): Promise<ServerVersion> {
  const body = checked(await connection.read('/version'), connection, '/version');
  const said = isRecord(body) ? String(body.gitVersion) : '';
  // Vendors add to it: v1.34.1-eks-1234.
  const [, version = '0.0.0', release = '0.0'] = /^v?((\d+\.\d+)\.\d+)/.exec(said) ?? [];
  return { release, version };
}

/** The definitions of custom resources that are in a cluster, without what the server adds. */
export async function definitionsIn(connection: Connection): Promise<readonly object[]> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const list = checked(await connection.read(path), connection, path);
  return itemsOf(list, 'items').map(({ metadata, spec }) => {
    const { name, annotations } = (isRecord(metadata) ? metadata : {}) as Readonly<Record<string, unknown>>;
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name, ...(isRecord(annotations) ? { annotations: withoutApplied(annotations) } : {}) },
      spec,
    };
  });
}

function withoutApplied(annotations: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([name]) => name !== 'kubectl.kubernetes.io/last-applied-configuration',
    ),
  );
}

/** `apps/v1` → the text of its OpenAPI document; groups of custom resources are not among them. */
export async function builtinDocuments(
  connection: Connection,
  definitions: readonly object[],
): Promise<ReadonlyMap<string, string>> {
  const custom = new Set(
    definitions.map((each) => {
      const spec = own(each, 'spec');
      return isRecord(spec) ? spec.group : undefined;
    }),
  );
  const index = checked(await connection.read('/openapi/v3'), connection, '/openapi/v3');
  const paths = isRecord(index) ? own(index, 'paths') : undefined;
  const documents = new Map<string, string>();
  for (const [path, entry] of Object.entries(isRecord(paths) ? paths : {})) {
    const [, group] = /^apis?\/(?:([^/]+)\/)?v\d/.exec(path) ?? [undefined, undefined];
    if (!/^(api|apis\/[^/]+)\/v\d/.test(path) || custom.has(group) || !isRecord(entry)) continue;
    for (const each of [String(entry.serverRelativeURL), `/${path}`]) {
      const text = JSON.stringify(checked(await connection.read(each), connection, each));
      documents.set(each.replace(/\?.*/, ''), text);
    }
  }
  return documents;
}
