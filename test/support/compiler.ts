import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { patience } from './patience.ts';
import { root } from './shared.ts';

const require = createRequire(import.meta.url);

/** The compilers the types are held to: the pinned one and the native one. */
export const compilers: { readonly '6': string; readonly '7': string } = {
  '6': join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc'),
  '7': join(dirname(require.resolve('typescript-7/package.json')), 'bin', 'tsc'),
};

export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Compiled {
  readonly errors: readonly Diagnostic[];
  /** What `--extendedDiagnostics` counts. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A user's own strict settings: none of this repository's conditions. */
const strict = {
  target: 'es2023',
  lib: ['es2023'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  skipLibCheck: false,
  types: [],
};

/** Type-checks files as a user would, in a process of its own. */
export function check(
  files: readonly string[],
  folder: string,
  version: keyof typeof compilers = '6',
  options: object = {},
): Compiled {
  const project = join(folder, `tsconfig.${version}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions: { ...strict, ...options }, files }));
  const output = run([compilers[version], '-p', project, '--pretty', 'false', '--extendedDiagnostics']);
  const errors = [...output.matchAll(/^(.+?)\((\d+),\d+\): error (.*)$/gm)].map(
    ([, file, line, message]) => ({
      file: file as string,
      line: Number(line),
      message: message as string,
    }),
  );
  const counts = Object.fromEntries(
    [...output.matchAll(/^([A-Z][\w ]+):\s+([\d.]+)[Ks]?$/gm)].map(([, name, value]) => [
      name as string,
      Number(value),
    ]),
  );
  return { errors, counts };
}

function run(argv: readonly string[]): string {
  try {
    return execFileSync(process.execPath, argv, {
      ...patience,
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout === undefined || stdout === '') throw error;
    return stdout;
  }
}
