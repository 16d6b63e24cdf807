/** `spec.rules[].matches[]` → SpecRulesMatches; whatever cannot stand in an identifier separates words. */
export function pascal(path: string): string {
  return path
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word[0] as string).toUpperCase() + word.slice(1))
    .join('');
}

/** The group-version of a folder as part of an identifier: kinds hold no underscore, so it cannot collide with one. */
export function aliasOf(home: string, file?: string): string {
  const base = home.replaceAll(/[^A-Za-z0-9]/g, '_');
  return file === undefined ? base : `${base}_${file}`;
}

/** The first free name of `name`, `name2`, `name3`, … */
export function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}
