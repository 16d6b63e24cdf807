/** Paths below a folder, with `/`, as files of this project are named: text, never resolved on a disk. */

/** Whether it stays below: no `..`, no root, no drive, no backslash, no empty or hidden step of a parent. */
export function isBelow(path: string): boolean {
  return (
    path !== '' &&
    !path.includes('\\') &&
    !path.includes('\0') &&
    !/^[a-zA-Z]:|^\/|\/$|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/.test(path)
  );
}

/** Joined, with the steps that lead nowhere taken out. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** The folder that something is in; empty of what is in none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** From one directory to a path, with `..` where it leads up. */
export function relativePath(from: string, to: string): string {
  const [start, target] = [from.split('/').filter(Boolean), to.split('/').filter(Boolean)];
  let same = 0;
  while (same < start.length && same < target.length && start[same] === target[same]) same++;
  return [...start.slice(same).map(() => '..'), ...target.slice(same)].join('/');
}

/** `./a//b/../c` → `a/c`; undefined when it leads out. */
export function normalPath(path: string): string | undefined {
  if (/^([a-zA-Z]:|[\\/])/.test(path) || path.includes('\0')) return undefined;
  const steps: string[] = [];
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Why a name cannot be checked out everywhere, or undefined. */
export function unportable(name: string): string | undefined {
  if (reserved.test(name)) return 'Windows keeps the name for a device';
  if (/[<>:"|?*]/.test(name) || [...name].some((character) => character < ' '))
    return 'Windows allows no < > : " | ? * in a name';
  return /[. ]$/.test(name) ? 'Windows drops a dot or blank at the end' : undefined;
}
