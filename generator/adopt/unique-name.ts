/** What a bundle may be called, and no other one is. */
export function uniqueName(folder: string, names: Set<string>): string {
  const steps = folder
    .split('/')
    .map((step) =>
      step
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter((step) => step !== '');
  for (let count = 1; count <= steps.length; count++) {
    const name = steps.slice(-count).join('-').slice(0, 50);
    if (!names.has(name)) {
      names.add(name);
      return name;
    }
  }
  const base = steps.join('-') || 'bundle';
  for (let number = 2; ; number++) {
    const name = `${base}-${number}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}
