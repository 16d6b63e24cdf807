import { isRecord } from '../core/json.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { identityOf } from '../validate/identity.ts';
import { plainDuration } from './engine-options.ts';
import { specOf } from './tree.ts';

/** What the tree is read from by the engine: the call that makes it, and what it is given. */
export interface AdoptedSource {
  readonly call: 'gitRepository' | 'ociRepository' | 'bucket';
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

const calls: Readonly<Record<string, AdoptedSource['call']>> = {
  GitRepository: 'gitRepository',
  OCIRepository: 'ociRepository',
  Bucket: 'bucket',
};

/** Which source a Kustomization or Application reads: `GitRepository/fleet`, or an address. */
export function sourceRead(object: KubernetesObject): string {
  const reference = specOf(object, 'sourceRef');
  return isRecord(reference)
    ? `${reference.kind}/${reference.name}`
    : String(specOf(object, 'source', 'repoURL'));
}

/** What is there most often: most of them read the tree itself, and stand in the namespace of the engine. */
export function commonest(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of values) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The source as a stack has it; of what nothing says, one to be filled in. */
export function sourceOf(
  read: string | undefined,
  objects: readonly KubernetesObject[],
  applications: readonly KubernetesObject[],
  home: string,
): AdoptedSource {
  const found = objects.find((each) =>
    read === undefined ? each.kind === 'GitRepository' : isReadAs(each, read),
  );
  if (found !== undefined)
    return {
      call: calls[found.kind] as AdoptedSource['call'],
      name: identityOf(found).name ?? 'fleet',
      options: sourceOptions(found, home),
    };
  const revision = specOf(applications[0], 'source', 'targetRevision');
  const url = applications.length > 0 ? read : undefined;
  return {
    call: 'gitRepository',
    name: read?.startsWith('GitRepository/') ? read.slice('GitRepository/'.length) : 'fleet',
    options: {
      url: url ?? 'https://git.example.com/fleet',
      branch: typeof revision === 'string' && revision !== 'HEAD' ? revision : 'main',
    },
  };
}

/** Whether an object is the source that is read as this. */
export function isReadAs(object: KubernetesObject, read: string): boolean {
  return (
    Object.hasOwn(calls, object.kind) &&
    object.apiVersion.startsWith('source.toolkit.fluxcd.io/') &&
    `${object.kind}/${identityOf(object).name}` === read
  );
}

const kept = ['url', 'endpoint', 'provider', 'prefix', 'suspend'];
const references = ['branch', 'tag', 'semver', 'commit', 'digest'];

function sourceOptions(object: KubernetesObject, home: string): Readonly<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  const put = (name: string, value: unknown): void => {
    if (value !== undefined) options[name] = value;
  };
  for (const name of kept) put(name, specOf(object, name));
  put('bucket', specOf(object, 'bucketName'));
  for (const name of references) put(name, specOf(object, 'ref', name));
  put('secret', specOf(object, 'secretRef', 'name'));
  for (const name of ['interval', 'timeout']) put(name, plainDuration(specOf(object, name)));
  const { namespace } = identityOf(object);
  if (namespace !== undefined && namespace !== home) put('namespace', namespace);
  return options;
}
