import { finding } from '../../generator/core/codes.ts';
import { byText } from '../../generator/core/compare.ts';
import type { Finding } from '../../generator/core/finding.ts';
import type { SourceDocument } from './document.ts';

/** What reading a source needs of the world; the caller brings it. */
export interface Access {
  readonly readFile: (path: string) => Promise<string>;
  /** Files below a folder, at any depth, or undefined when the path is no folder. */
  readonly listFiles: (path: string) => Promise<readonly string[] | undefined>;
  readonly fetch: (address: string) => Promise<string>;
}

export interface ReadResult {
  readonly documents: readonly SourceDocument[];
  readonly findings: readonly Finding[];
}

/** Reads a file, a folder, a URL or a server's `…/openapi/v3` (its index is followed). */
export async function readSource(source: string, access: Access): Promise<ReadResult> {
  try {
    if (/^https?:\/\//.test(source)) return { documents: await readAddress(source, access), findings: [] };
    const files = (await access.listFiles(source)) ?? [source];
    const wanted = files
      .filter((file) => files.length === 1 || /\.(ya?ml|json)$/i.test(file))
      .toSorted(byText);
    const documents = await Promise.all(
      wanted.map(async (name) => ({ name, text: await access.readFile(name) })),
    );
    return { documents, findings: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      documents: [],
      findings: [
        finding('import/unavailable', `cannot read ${source}: ${why}`, { source: { file: source } }),
      ],
    };
  }
}

async function readAddress(address: string, access: Access): Promise<readonly SourceDocument[]> {
  const text = await access.fetch(address);
  const listed = indexOfGroups(text);
  if (listed === undefined) return [{ name: address, text }];
  return Promise.all(
    listed.map(async (relative) => {
      const name = new URL(relative, address).href;
      return { name, text: await access.fetch(name) };
    }),
  );
}

/** A live server answers `/openapi/v3` with `{ paths: { <group>: { serverRelativeURL } } }`. */
function indexOfGroups(text: string): readonly string[] | undefined {
  if (!text.startsWith('{') || !text.includes('"serverRelativeURL"')) return undefined;
  const { paths = {} } = JSON.parse(text) as { paths?: Record<string, { serverRelativeURL: string }> };
  const wanted = Object.keys(paths)
    .filter((path) => /^apis?\//.test(path))
    .toSorted(byText);
  return wanted.map((path) => (paths[path] as { serverRelativeURL: string }).serverRelativeURL);
}
