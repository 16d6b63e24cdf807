import { isRecord } from '../core/json.ts';

/** What definitions serve, in the two forms that charts ask for. */
export function apiVersionsOf(crds: readonly unknown[]): readonly string[] {
  return crds.flatMap((definition) => {
    const spec = isRecord(definition) && isRecord(definition.spec) ? definition.spec : {};
    const versions = Array.isArray(spec.versions) ? spec.versions : [];
    const kind = isRecord(spec.names) ? spec.names.kind : undefined;
    return versions
      .filter((each) => isRecord(each) && each.served !== false)
      .flatMap(({ name }) => [`${spec.group}/${name}`, `${spec.group}/${name}/${kind}`]);
  });
}
