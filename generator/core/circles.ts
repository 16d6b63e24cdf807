/** Every way that leads back to where it began, each as the names on it, the first one last again. */
export function circlesIn(
  names: Iterable<string>,
  waitsFor: (name: string) => readonly string[],
): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    const at = trail.indexOf(name);
    if (at >= 0) circles.push([...trail.slice(at), name]);
    if (at >= 0 || done.has(name)) return;
    for (const each of waitsFor(name)) visit(each, [...trail, name]);
    done.add(name);
  };
  for (const name of names) visit(name, []);
  return circles;
}
