import type { ProjectFiles } from '../../generator/model/project-files.ts';

/** Files of a project, as a map from path to text. */
export function projectFiles(
  texts: Readonly<Record<string, string>>,
  fetched: Readonly<Record<string, string>> = {},
): ProjectFiles {
  const bytes = (text: string | undefined): Uint8Array | undefined =>
    text === undefined ? undefined : new TextEncoder().encode(text);
  return {
    read: (path) => bytes(texts[path]),
    list: (path) => {
      const below = Object.keys(texts).filter((each) => path === '' || each.startsWith(`${path}/`));
      return below.length === 0 ? undefined : below.sort();
    },
    remote: (address) => bytes(fetched[address]),
  };
}
