import { Problem } from '../core/problem.ts';
import { sha256Of } from '../core/sha256.ts';
import type { ApplicationConfig, Context } from '../model/model.ts';
import type { FilePart } from '../model/part.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { filesOf, notFetched, readBytes } from './files.ts';
import { objectsIn } from './objects-in.ts';
import { withoutServerFields } from './server-fields.ts';
import { untyped } from './untyped.ts';

export interface ManifestsOptions {
  /** Copies the files byte for byte, and refuses what would change them. */
  readonly verbatim?: boolean;
  /** Of an address: what its content must be; absent, the lock remembers it. */
  readonly sha256?: string;
}

/** YAML files or folders of the project, or addresses: their objects are like all others. */
export function manifests(
  from: string | readonly string[],
  { verbatim = false, sha256 }: ManifestsOptions = {},
): ApplicationConfig {
  const sources = typeof from === 'string' ? [from] : [...from];
  const remotes = sources
    .filter(isAddress)
    .map((address) => Object.freeze({ address, ...(sha256 === undefined ? {} : { sha256 }) }));
  return Object.freeze({
    kind: 'manifests',
    ...(remotes.length === 0 ? {} : { remotes: Object.freeze(remotes) }),
    render: (context: Context) => sources.flatMap((source) => read(source, context, verbatim)),
  });
}

interface Text {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function read(
  source: string,
  { files }: Context,
  verbatim: boolean,
): readonly (KubernetesObject | FilePart)[] {
  const texts: readonly Text[] = isAddress(source)
    ? [{ name: source, bytes: fetched(source, files.remote(source)) }]
    : filesOf(files, source, /\.(ya?ml|json)$/i).map((path) => ({
        name: path,
        bytes: readBytes(files, path),
      }));
  const folder = commonFolder(texts.map(({ name }) => name));
  return texts.flatMap(({ name, bytes }): readonly (KubernetesObject | FilePart)[] => {
    const { objects, encrypted } = objectsIn(new TextDecoder().decode(bytes), name);
    if (!verbatim && !encrypted) return objects.map(withoutServerFields).map(untyped);
    const path = isAddress(name) ? addressFile(name) : name.slice(folder.length);
    return [{ part: 'file', path, content: bytes, holds: objects.map(untyped), encrypted }];
  });
}

function isAddress(source: string): boolean {
  return /^https?:\/\//.test(source);
}

function fetched(address: string, bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new Problem([notFetched(address)]);
  return bytes;
}

/** A name from an address: its last step, and enough of a hash to tell it from others. */
function addressFile(address: string): string {
  const last = /([\w.-]+)(?:[?#].*)?$/.exec(address)?.[1] ?? 'manifest.yaml';
  const hash = sha256Of(address).slice(0, 8);
  return `${hash}-${last}`;
}

/** With its slash: what all paths begin with. */
function commonFolder(paths: readonly string[]): string {
  let folder = (paths[0] ?? '').replace(/[^/]*$/, '');
  while (folder !== '' && !paths.every((path) => path.startsWith(folder)))
    folder = folder.replace(/[^/]*\/$/, '');
  return folder;
}
