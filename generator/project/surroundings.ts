import { delimiter } from 'node:path';

/** What the same code may answer differently by: the runtime, language and time zone. */
export function surroundings(): readonly (string | undefined)[] {
  const { LANG, LC_ALL, LC_COLLATE, TZ } = process.env;
  return [process.version, LANG, LC_ALL, LC_COLLATE, TZ];
}

/** Folders in which programs are looked for. */
export function programFolders(): readonly string[] {
  return (process.env.PATH ?? '').split(delimiter);
}
