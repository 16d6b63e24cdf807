import { isRecord, own } from '../core/json.ts';
import { splitApiVersion } from '../facts/kinds.ts';
import type { Connection } from './connection.ts';
import { checked } from './verdict.ts';

/** How a server serves a kind. */
export interface Served {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** What a server serves: `apiVersion kind` → how. */
export type ServedKinds = ReadonlyMap<string, Served>;

const accept = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(',');

const known = new WeakMap<Connection, Promise<ServedKinds>>();

/** What a server serves: two questions, whatever is installed, asked once. */
export function servedKinds(connection: Connection): Promise<ServedKinds> {
  const found = known.get(connection) ?? askedKinds(connection);
  known.set(connection, found);
  return found;
}

async function askedKinds(connection: Connection): Promise<ServedKinds> {
  const lists = await Promise.all(
    ['/api', '/apis'].map(async (path) => checked(await connection.read(path, {}, accept), connection, path)),
  );
  return new Map(lists.flatMap((list) => itemsOf(list, 'items').flatMap(kindsOfGroup)));
}

function kindsOfGroup(group: Fields): readonly (readonly [string, Served])[] {
  const metadata = own(group, 'metadata');
  const name = isRecord(metadata) ? metadata.name : undefined;
  return itemsOf(group, 'versions').flatMap((version) =>
    itemsOf(version, 'resources').flatMap((resource) => {
      const kind = isRecord(resource.responseKind) ? resource.responseKind.kind : undefined;
      if (typeof kind !== 'string' || kind === '') return [];
      const apiVersion = typeof name === 'string' ? `${name}/${version.version}` : String(version.version);
      const served = { plural: String(resource.resource), namespaced: resource.scope === 'Namespaced' };
      return [[`${apiVersion} ${kind}`, served] as const];
    }),
  );
}

type Fields = Readonly<Record<string, unknown>>;

export function itemsOf(value: unknown, name: string): readonly Fields[] {
  const items = isRecord(value) ? own(value, name) : undefined;
  return Array.isArray(items) ? items.filter(isRecord) : [];
}

/** Where the objects of a kind are. */
export function collectionPath(
  apiVersion: string,
  { plural, namespaced }: Served,
  namespace: string,
): string {
  const { group, version } = splitApiVersion(apiVersion);
  const base = apiVersion.includes('/') ? `/apis/${group}/${version}` : `/api/${version}`;
  const within = namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${base}${within}/${encodeURIComponent(plural)}`;
}
