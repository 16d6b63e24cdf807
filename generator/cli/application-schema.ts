import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { envelope, shippedSchema } from '../applications/front-door/envelope.ts';
import { shippedKinds } from '../applications/front-door/kinds.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { didYouMean } from '../core/suggest.ts';

interface Answer {
  readonly schema?: object;
  readonly findings: readonly Finding[];
}

/** The schema of files with applications: of a shipped kind, or of a function in a file of the user. */
export async function applicationSchema(asked: string, as: string | undefined, cwd: string): Promise<Answer> {
  const hash = asked.lastIndexOf('#');
  if (hash < 0) return shipped(asked);
  const [path, name] = [asked.slice(0, hash), asked.slice(hash + 1)];
  const file = resolve(cwd, path);
  if (!existsSync(file)) return { findings: [finding('build/no-file', `there is no file ${path}`)] };
  const { schemaOf } = await import('../../paths-codegen/options/option-schemas.ts');
  const options = schemaOf(tsconfigFor(file), file, name);
  if (options === undefined)
    return { findings: [finding('build/no-file', `${path} exports no function ${name}`)] };
  return { schema: envelope(as ?? name.charAt(0).toUpperCase() + name.slice(1), options), findings: [] };
}

function shipped(kind: string): Answer {
  const kinds = Object.keys(shippedKinds);
  if (kinds.includes(kind)) return { schema: shippedSchema(kind), findings: [] };
  const fix = didYouMean(kind, kinds) ?? `there are ${kinds.join(', ')}`;
  return { findings: [finding('build/no-file', `there is no kind of applications ${kind}`, { fix })] };
}

/** The nearest above. */
function tsconfigFor(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const config = join(folder, 'tsconfig.json');
    if (existsSync(config)) return config;
    if (folder === dirname(folder)) return undefined;
  }
}
