import type { Document, Node } from 'yaml';
import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { equal } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { readNode } from '../../manifest/read.ts';
import { yamlText } from '../../manifest/write.ts';
import { plain } from '../convert/plain.ts';
import type { Context } from './context.ts';
import { editValue } from './edit.ts';
import { Edits, OverlapError } from './edits.ts';
import { startOf } from './nodes.ts';
import { parsed, unreadable } from './parse.ts';
import { prettyJson } from './render.ts';
import { isJson } from './replace.ts';
import { Source } from './source.ts';
import { styleOf } from './style.ts';

/** One document of a text: what it says, and where it begins. */
export interface TextDocument {
  readonly value: unknown;
  readonly line: number;
}

/** Which documents of a text are to say something else, by their index. */
export type Changes = ReadonlyMap<number, unknown>;

export interface EditedText {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const bom = '\ufeff';

/** A YAML or JSON text whose documents can be read, and changed with every byte kept that need not change. */
export class YamlText {
  readonly documents: readonly TextDocument[];
  readonly #text: string;
  readonly #file: string;
  readonly #parsed: readonly Document[];

  constructor(text: string, file: string) {
    this.#text = text.startsWith(bom) ? text.slice(1) : text;
    this.#file = file;
    const { documents, at } = parsed(this.#text, file);
    this.#parsed = documents;
    this.documents = this.#parsed.map((document) => {
      const { line = 1 } = at(document.contents === null ? 0 : startOf(document.contents as Node));
      try {
        return { value: readNode(document, document.contents), line };
      } catch (error) {
        throw unreadable(file, line, 1, (error as Error).message);
      }
    });
    this.#bom = text.startsWith(bom) ? bom : '';
  }

  readonly #bom: string;

  /** The text in which these documents say these values. Keys of lists come from the schema, where there is one. */
  with(
    changes: Changes,
    schemaOf: (index: number) => ReleaseSchema | undefined = () => undefined,
  ): EditedText {
    if (this.#parsed.length === 0 && changes.has(0))
      return { text: this.#begun(changes.get(0)), findings: [] };
    try {
      const { text, findings } = this.#edited(changes, schemaOf);
      if (this.#says(text, changes)) return { text: this.#bom + text, findings };
    } catch (error) {
      if (!(error instanceof OverlapError)) throw error;
    }
    return this.#rewritten(changes);
  }

  #edited(changes: Changes, schemaOf: (index: number) => ReleaseSchema | undefined): EditedText {
    const source = new Source(this.#text);
    const style = styleOf(this.#parsed, source);
    const edits = new Edits();
    const findings: Finding[] = [];
    for (const [index, document] of this.#parsed.entries()) {
      if (!changes.has(index)) continue;
      const expanded: string[] = [];
      const context: Context = {
        source,
        style,
        document,
        edits,
        json: isJson(document.contents),
        read: remembered((node) => readNode(document, node)),
        touched: new Set(),
        expanded,
      };
      const root = { kind: 'root', head: 0, column: 0, flow: false, path: '' } as const;
      editValue(context, root, document.contents as Node | null, plain(changes.get(index)), schemaOf(index));
      findings.push(...expanded.map((path) => this.#expanded(path)));
    }
    return { text: likeBefore(this.#text, edits.made(this.#text)), findings };
  }

  /** Nothing but comments so far. */
  #begun(value: unknown): string {
    const { newline } = new Source(this.#text);
    const gap = this.#text === '' || this.#text.endsWith('\n') ? '' : newline;
    return this.#bom + this.#text + gap + yamlText([plain(value)]).replaceAll('\n', newline);
  }

  #expanded(path: string): Finding {
    const message = `${this.#file}: ${path || 'the document'} was an alias; it is a copy of its own now, what it referred to stays`;
    return finding('patch/alias-expanded', message, { path, source: { file: this.#file } });
  }

  /** Whether a text says what it should, in as many documents. */
  #says(text: string, changes: Changes): boolean {
    try {
      const { documents } = parsed(text, this.#file);
      return (
        documents.length === this.#parsed.length &&
        documents.every((document, index) => {
          const wanted = changes.has(index) ? plain(changes.get(index)) : this.documents[index]?.value;
          return equal(readNode(document, document.contents), wanted);
        })
      );
    } catch {
      return false;
    }
  }

  /** Where editing in place fails, the document is written anew: its comments are lost, and that is said. */
  #rewritten(changes: Changes): EditedText {
    const values = this.documents.map(({ value }, index) =>
      changes.has(index) ? changes.get(index) : value,
    );
    const message = `${this.#file} cannot be edited in place: it was written anew, without its comments`;
    const [first] = this.#parsed;
    const json = this.#parsed.length === 1 && isJson(first?.contents);
    return {
      text: this.#bom + (json ? `${prettyJson(values[0], '', '  ')}\n` : yamlText(values)),
      findings: [finding('patch/rewritten', message, { source: { file: this.#file } })],
    };
  }
}

/** A file that ends without a line break still does when its last lines are gone. */
function likeBefore(before: string, after: string): string {
  return before.endsWith('\n') || before === '' ? after : after.replace(/\r?\n$/, '');
}

function remembered(read: (node: unknown) => unknown): (node: unknown) => unknown {
  const known = new Map<unknown, unknown>();
  return (node) => {
    if (!known.has(node)) known.set(node, read(node));
    return known.get(node);
  };
}
