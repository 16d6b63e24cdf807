import type { FileSet } from '../layout/file-set.ts';
import { plainText, textOf } from '../pipeline/texts.ts';

/** Every object of a render as one stream of YAML; what only kustomize reads is left out. */
export function yamlStream(files: FileSet): string {
  const parts: string[] = [];
  for (const [path, file] of files) {
    if (!/\.(ya?ml|json)$/i.test(path) || /(^|\/)(kustomization\.ya?ml$|patch@)/i.test(path)) continue;
    const text = plainText(textOf(file));
    parts.push(`---\n# ${path}\n${text.replace(/^---\n/, '')}${text.endsWith('\n') ? '' : '\n'}`);
  }
  return parts.join('');
}
