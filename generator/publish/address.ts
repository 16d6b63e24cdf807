/** A repository of a registry, and a tag in it. */
export interface Address {
  /** Host, and port where there is one. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string | undefined;
}

/** `oci://host[:port]/repository[:tag]`; undefined where it is none. */
export function parseAddress(text: string): Address | undefined {
  const [, host, repository, tag] =
    /^oci:\/\/([a-zA-Z0-9.-]+(?::\d{1,5})?)\/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?$/.exec(
      text,
    ) ?? [];
  return host === undefined || repository === undefined || /\/\//.test(repository)
    ? undefined
    : { host, repository, tag };
}

export function addressText({ host, repository, tag }: Address): string {
  return `oci://${host}/${repository}${tag === undefined ? '' : `:${tag}`}`;
}
