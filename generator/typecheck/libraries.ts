import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Project, ts } from 'ts-morph';
import { sha256Of } from '../core/sha256.ts';

/**
 * The folder with the compiler's own declarations (`lib.es2023.d.ts` and its kind). ts-morph carries them in memory only; an
 * incremental program reads files, so they are written down once.
 */
export function libraryFolder({ target, lib }: ts.CompilerOptions, cache: string | undefined): string {
  const key = sha256Of(JSON.stringify([ts.version, target, lib])).slice(0, 32);
  const folder = join(cache ?? mkdtempSync(join(tmpdir(), 'plimsoll-')), `lib-${key}`);
  if (existsSync(folder)) return folder;
  const beside = `${folder}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      ...(target === undefined ? {} : { target }),
      ...(lib === undefined ? {} : { lib }),
      types: [],
    },
  });
  project.createSourceFile('empty.ts', '');
  for (const { fileName, text } of project.getProgram().compilerObject.getSourceFiles())
    if (basename(fileName).startsWith('lib.')) writeFileSync(join(beside, basename(fileName)), text);
  try {
    renameSync(beside, folder);
  } catch {
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}
