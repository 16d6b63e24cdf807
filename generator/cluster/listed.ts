import { isRecord } from '../core/json.ts';
import type { Connection, Query } from './connection.ts';
import { itemsOf } from './discovery.ts';
import { checked } from './verdict.ts';

const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** The metadata of what is at a path, a page at a time; `query` is the server's filter. */
export async function listed(
  connection: Connection,
  path: string,
  query: Query,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const found: Readonly<Record<string, unknown>>[] = [];
  let next = '';
  do {
    const page = { ...query, limit: '500', ...(next === '' ? {} : { continue: next }) };
    const list = checked(await connection.read(path, page, accept), connection, path);
    found.push(...itemsOf(list, 'items'));
    const metadata = isRecord(list) ? list.metadata : undefined;
    next = isRecord(metadata) && typeof metadata.continue === 'string' ? metadata.continue : '';
  } while (next !== '');
  return found;
}
