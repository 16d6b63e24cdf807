/** RFC 1123: what names of clusters, nodes, bundles and applications are, because they become directories and object names. */
export function isLabel(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** The nearest legal name, for the message: `My App` → `my-app`. */
export function nearestLabel(name: string): string | undefined {
  const nearest = name
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return nearest === '' || nearest === name ? undefined : nearest;
}
