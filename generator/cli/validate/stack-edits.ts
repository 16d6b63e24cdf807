import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { openProject } from '../../synth/project.ts';
import { why } from '../../synth/why.ts';
import type { Fix } from '../../validate/files/fix.ts';
import { Tree } from '../../write/tree.ts';
import type { Io } from '../io.ts';
import { renderedFor } from '../rendered.ts';

/** Whose files are rendered: a mend in them would be undone by the next run, so that the stack is what has to change. */
export interface OwnedFiles {
  readonly owns: (path: string) => boolean;
  /** The edits that the stacks need, as text; `fixes` are of one file. */
  readonly edits: (path: string, fixes: readonly Fix[]) => Promise<readonly string[]>;
}

/** What the project around owns; nothing where there is none. */
export async function ownedFiles(io: Io): Promise<OwnedFiles> {
  const { output, root } = await openProject(io.cwd, undefined);
  const owned = new Set(new Tree(output).indexes().flatMap(({ files }) => [...files.keys()]));
  const below = (path: string): string => relative(output, resolve(io.cwd, path)).split(sep).join('/');
  let rendered: ReturnType<typeof renderedFor> | undefined;
  return {
    owns: (path) => owned.has(below(path)),
    edits: async (path, fixes) => {
      rendered ??= renderedFor('validate', {}, [], io, { validate: false });
      const render = await rendered;
      return fixes.map((fix) => {
        const [found] = why(render, { file: below(path), line: fix.line }, []);
        const cause = found?.causes.findLast(({ place, changes, what }) =>
          place === undefined ? false : changes.length > 0 || what === 'application',
        );
        return editText(fix, cause?.place?.file, cause?.place?.line ?? 1, root);
      });
    },
  };
}

/** Farther below its call than this, a word is of something else. */
const nearest = 200;

/** The line of a stack as it is and as it should be, where the word is found behind the call that makes it. */
function editText({ from, to }: Fix, file: string | undefined, line: number, root: string): string {
  const said = `${from} → ${to}`;
  if (file === undefined) return `${said}, in what the stacks make`;
  const lines = readFileSync(file, 'utf8').split('\n');
  const name = relative(root, file).split(sep).join('/');
  const [old, wanted] = [from, to].map(withoutQuotes) as [string, string];
  const whole = new RegExp(`(?<![\\w-])${old.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w-])`);
  const at = lines.findIndex(
    (text, index) => index >= line - 1 && index < line - 1 + nearest && whole.test(text),
  );
  if (at < 0) return `${name}:${line}: ${said}, in what this makes`;
  const text = lines[at] as string;
  return `${name}:${at + 1}:\n  - ${text.trim()}\n  + ${text.trim().replace(whole, () => wanted)}`;
}

function withoutQuotes(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
