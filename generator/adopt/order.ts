import type { KubernetesObject } from '../paths/kind.ts';
import { groupOf, identityOf } from '../validate/identity.ts';
import { keyOf } from '../validate/immutable/kept.ts';
import type { AdoptedBundle } from './adopted.ts';
import { type ManifestTree, specOf } from './tree.ts';

/** One cluster has an object once: a file that repeats one of another file is left out, and said. */
export function withoutRepeated(
  bundles: readonly AdoptedBundle[],
  tree: ManifestTree,
  made: ReadonlySet<KubernetesObject>,
  all: Set<KubernetesObject>,
  notes: string[],
): readonly AdoptedBundle[] {
  const seen = new Map<string, string>();
  return bundles.flatMap((bundle) => {
    if (!('files' in bundle.brings)) return [bundle];
    const files = bundle.brings.files.filter((path) => {
      const objects = tree.files.get(path)?.objects.filter((each) => !made.has(each)) ?? [];
      const repeated = objects.find((each) => seen.has(keyOf(each)));
      if (repeated !== undefined) {
        const { kind, name } = identityOf(repeated);
        notes.push(`${path} repeats ${kind} ${name} of ${seen.get(keyOf(repeated))}, and is left out`);
        for (const each of objects) all.add(each);
        return false;
      }
      for (const each of objects) seen.set(keyOf(each), path);
      return true;
    });
    const isEmptied = files.length === 0 && bundle.brings.files.length > 0;
    const isNeeded = bundles.some(
      ({ within, dependsOn }) => within === bundle.name || dependsOn.includes(bundle.name),
    );
    return isEmptied && !isNeeded ? [] : [{ ...bundle, brings: { files } }];
  });
}

/** Who uses a namespace or a definition that another bundle brings comes after it: in the tree it was left to be tried again. */
export function withNeeds(bundles: readonly AdoptedBundle[], tree: ManifestTree): readonly AdoptedBundle[] {
  const brought = new Map<string, string>();
  const objectsOf = ({ brings }: AdoptedBundle): readonly KubernetesObject[] =>
    'files' in brings ? brings.files.flatMap((path) => tree.files.get(path)?.objects ?? []) : [];
  for (const bundle of bundles)
    for (const object of objectsOf(bundle)) {
      if (object.kind === 'Namespace') brought.set(`namespace ${identityOf(object).name}`, bundle.name);
      const kind = object.kind === 'CustomResourceDefinition' ? specOf(object, 'names', 'kind') : undefined;
      if (kind !== undefined) brought.set(`${specOf(object, 'group')} ${kind}`, bundle.name);
    }
  return bundles.map((bundle) => {
    const needed = objectsOf(bundle).flatMap((object) => {
      const { apiVersion, kind, namespace } = identityOf(object);
      return [brought.get(`namespace ${namespace}`), brought.get(`${groupOf(apiVersion)} ${kind}`)];
    });
    const more = needed.filter(
      (name): name is string => name !== undefined && name !== bundle.name && name !== bundle.within,
    );
    return { ...bundle, dependsOn: [...new Set([...bundle.dependsOn, ...more])] };
  });
}

/**
 * What others depend on is declared before them, an umbrella after what is needed inside it; what goes in circles stays where it
 * is.
 */
export function ordered(bundles: readonly AdoptedBundle[]): readonly AdoptedBundle[] {
  const byName = new Map(bundles.map((each) => [each.name, each]));
  const done = new Set<AdoptedBundle>();
  /** From the outermost umbrella to the bundle. */
  const lineOf = (
    bundle: AdoptedBundle | undefined,
    below: readonly AdoptedBundle[] = [],
  ): readonly AdoptedBundle[] =>
    bundle === undefined || below.includes(bundle)
      ? below
      : lineOf(byName.get(bundle.within ?? ''), [bundle, ...below]);
  const within = new Map<AdoptedBundle, AdoptedBundle[]>();
  for (const each of bundles)
    for (const around of lineOf(each)) within.set(around, [...(within.get(around) ?? []), each]);
  const visit = (bundle: AdoptedBundle, above: readonly AdoptedBundle[]): void => {
    if (done.has(bundle) || above.includes(bundle)) return;
    const around = lineOf(bundle);
    const inside = within.get(bundle) ?? [];
    for (const name of inside.flatMap(({ dependsOn }) => dependsOn))
      for (const other of lineOf(byName.get(name)))
        if (!around.includes(other) && !inside.includes(other)) visit(other, [...above, bundle]);
    done.add(bundle);
  };
  for (const bundle of bundles) visit(bundle, []);
  const all = [...done];
  return all.map((each, index) => ({
    ...each,
    dependsOn: each.dependsOn.filter((name) => all.findIndex((other) => other.name === name) < index),
  }));
}
