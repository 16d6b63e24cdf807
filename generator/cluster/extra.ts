import { byText } from '../core/compare.ts';
import type { ResourceIdentity } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { groupOf, identityOf } from '../validate/identity.ts';
import type { Connection } from './connection.ts';
import { collectionPath, itemsOf, type ServedKinds, servedKinds } from './discovery.ts';
import { pathOf } from './dry-run.ts';
import { listed } from './listed.ts';
import { inParallel } from './parallel.ts';

/** An object that an engine applied once, and that is not rendered any more. */
export interface Extra {
  readonly resource: ResourceIdentity;
  /** The Kustomization or Application that applied it. */
  readonly owner: string;
}

/**
 * What the engines' own objects say they have applied, and labels of those that do not say: less what is rendered. Lists are filtered by
 * the server, a page at a time, and hold names only.
 */
export async function extraIn(
  connection: Connection,
  rendered: readonly KubernetesObject[],
  concurrency: number,
): Promise<readonly Extra[]> {
  const kinds = await servedKinds(connection);
  const known = new Set(
    rendered.map((each) => {
      const identity = identityOf(each);
      const within = kinds.get(`${each.apiVersion} ${each.kind}`)?.namespaced === true;
      return keyOf(within ? { ...identity, namespace: identity.namespace ?? 'default' } : identity);
    }),
  );
  const engines = rendered.filter(isEngines).filter((each) => kinds.has(`${each.apiVersion} ${each.kind}`));
  const reported = await inParallel(engines, concurrency, async (object) => {
    const served = kinds.get(`${object.apiVersion} ${object.kind}`);
    const answer = served && (await connection.read(pathOf(object, served)));
    return { object, applied: answer?.status === 200 ? appliedBy(answer.body) : undefined };
  });
  const found = reported.flatMap(({ object, applied = [] }) =>
    applied.map((resource) => ({ resource, owner: `${object.kind}/${identityOf(object).name}` })),
  );
  // Without an inventory, labels say whose an object is.
  const silent = reported.filter(({ applied }) => applied === undefined).map(({ object }) => object);
  const labelled = await labelledBy(connection, silent, rendered, kinds, concurrency);
  const extra = new Map([...labelled, ...found].map((each) => [keyOf(each.resource), each]));
  return [...extra]
    .filter(([key]) => !known.has(key))
    .sort(([a], [b]) => byText(a, b))
    .map(([, each]) => each);
}

function keyOf({ apiVersion, kind, namespace = '', name }: ResourceIdentity): string {
  return `${groupOf(apiVersion)} ${kind} ${namespace}/${name}`;
}

function isEngines({ apiVersion, kind }: KubernetesObject): boolean {
  return (
    (kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) ||
    (kind === 'Application' && apiVersion.startsWith('argoproj.io/'))
  );
}

/** Flux: `namespace_name_group_Kind` in status.inventory; Argo CD: status.resources. Undefined: it does not say. */
export function appliedBy(object: unknown): readonly ResourceIdentity[] | undefined {
  const status = isRecord(object) ? own(object, 'status') : undefined;
  if (!isRecord(status)) return undefined;
  if (isRecord(status.inventory))
    return itemsOf(status.inventory, 'entries').flatMap(({ id, v }) => {
      const [namespace = '', name, group = '', kind] = String(id).split('_');
      if (name === undefined || kind === undefined) return [];
      return [identity(group, String(v ?? 'v1'), kind, namespace, name.replaceAll('__', ':'))];
    });
  if (!Array.isArray(status.resources)) return undefined;
  return itemsOf(status, 'resources').map(({ group, version, kind, namespace, name }) =>
    identity(
      String(group ?? ''),
      String(version ?? 'v1'),
      String(kind),
      String(namespace ?? ''),
      String(name),
    ),
  );
}

function identity(
  group: string,
  version: string,
  kind: string,
  namespace: string,
  name: string,
): ResourceIdentity {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return { apiVersion, kind, ...(namespace === '' ? {} : { namespace }), name };
}

const fluxLabel = 'kustomize.toolkit.fluxcd.io/name';

async function labelledBy(
  connection: Connection,
  engines: readonly KubernetesObject[],
  rendered: readonly KubernetesObject[],
  kinds: ServedKinds,
  concurrency: number,
): Promise<readonly Extra[]> {
  const names = engines
    .filter(({ kind }) => kind === 'Kustomization')
    .map((each) => identityOf(each).name ?? '');
  if (names.length === 0) return [];
  const lists = await inParallel(
    placesOf(rendered, kinds),
    concurrency,
    async ({ apiVersion, kind, path }): Promise<readonly Extra[]> => {
      const items = await listed(connection, path, { labelSelector: `${fluxLabel} in (${names.join(',')})` });
      return items.map((item) => {
        const labels = isRecord(item.metadata) ? own(item.metadata, 'labels') : undefined;
        const owner = `Kustomization/${isRecord(labels) ? labels[fluxLabel] : ''}`;
        return { resource: { ...identityOf(item), apiVersion, kind }, owner };
      });
    },
  );
  return lists.flat();
}

interface Place {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: string;
}

/** Each kind in each namespace that something is rendered to: no more may be looked at than `cluster rbac` asks for. */
function placesOf(rendered: readonly KubernetesObject[], kinds: ServedKinds): readonly Place[] {
  const places = new Map<string, Place>();
  for (const object of rendered) {
    const { apiVersion, kind, namespace = 'default' } = identityOf(object);
    const served = kinds.get(`${apiVersion} ${kind}`);
    if (served === undefined) continue;
    const path = collectionPath(apiVersion, served, namespace);
    places.set(path, { apiVersion, kind, path });
  }
  return [...places.values()];
}
