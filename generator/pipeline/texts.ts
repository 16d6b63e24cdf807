import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import type { FileSet, RenderedFile } from '../layout/file-set.ts';
import { misfitIn } from '../manifest/json-value.ts';
import { yamlText } from '../manifest/write.ts';

/** A file as it will be on disk. */
export interface TextFile {
  readonly content: string | Uint8Array;
  readonly cluster: string;
  readonly owner: string;
}

export interface Texts {
  readonly files: ReadonlyMap<string, TextFile>;
  readonly findings: readonly Finding[];
}

/** The text of every file; what cannot be written is said with its object and field. */
export function textsOf(files: FileSet): Texts {
  const texts = new Map<string, TextFile>();
  const findings: Finding[] = [];
  for (const [path, file] of files)
    try {
      texts.set(path, { content: textOf(file), cluster: file.cluster, owner: file.owner });
    } catch (error) {
      findings.push(...misfits(file, error));
    }
  return { files: texts, findings };
}

/** A file's content as text, whichever it was given as. */
export function plainText(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

export function textOf({ content, documents }: RenderedFile): string | Uint8Array {
  return content ?? yamlText(documents);
}

function misfits({ documents, owner }: RenderedFile, error: unknown): readonly Finding[] {
  const found = documents.flatMap((document) => {
    const misfit = misfitIn(document);
    if (misfit === undefined) return [];
    const { kind, metadata } = document as { kind?: string; metadata?: { name?: string } };
    const message = `${kind} ${metadata?.name} of ${owner} holds ${misfit.what} at ${misfit.pointer}`;
    return [finding('build/not-json', message, { pointer: misfit.pointer })];
  });
  if (found.length === 0) throw error;
  return found;
}
