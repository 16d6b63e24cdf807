/** What a stack may read: files of its project, and what was fetched for it. The caller brings it. */
export interface ProjectFiles {
  readonly read: (path: string) => Uint8Array | undefined;
  /** Paths of the files below a folder, sorted; undefined where there is no folder. */
  readonly list: (path: string) => readonly string[] | undefined;
  /** The content of an address, fetched before and known by its sha256. */
  readonly remote: (address: string) => Uint8Array | undefined;
}

export const noFiles: ProjectFiles = Object.freeze({
  read: () => undefined,
  list: () => undefined,
  remote: () => undefined,
});
