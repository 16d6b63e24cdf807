import { normalPath } from '../core/path.ts';
import type { ChartRequest } from './chart.ts';

/** What a stack may read: files of its project, and what was fetched for it. The caller brings it. */
export interface ProjectFiles {
  readonly read: (path: string) => Uint8Array | undefined;
  /** Paths of the files below a folder, sorted; undefined where there is no folder. */
  readonly list: (path: string) => readonly string[] | undefined;
  /** The content of an address, fetched before and known by its sha256. */
  readonly remote: (address: string) => Uint8Array | undefined;
  /** What a chart renders to, inflated before. */
  readonly chart: (request: ChartRequest) => string | undefined;
}

export const noFiles: ProjectFiles = Object.freeze({
  read: () => undefined,
  list: () => undefined,
  remote: () => undefined,
  chart: () => undefined,
});

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Files and addresses that are given as they are: a render without a disk. */
export function filesInMemory(files: Contents, remotes: Contents = {}): ProjectFiles {
  const byPath = new Map(Object.entries(files).map(([path, content]) => [normalPath(path) ?? path, content]));
  const byAddress = new Map(Object.entries(remotes));
  const bytes = (content: string | Uint8Array | undefined): Uint8Array | undefined =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    read: (path) => bytes(byPath.get(path)),
    list: (path) => {
      const below = [...byPath.keys()].filter((each) => path === '' || each.startsWith(`${path}/`));
      return below.length === 0 ? undefined : below.sort();
    },
    remote: (address) => bytes(byAddress.get(address)),
    chart: () => undefined,
  };
}
