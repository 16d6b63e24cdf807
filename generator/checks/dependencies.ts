import { circlesIn } from '../core/circles.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { didYouMean } from '../core/suggest.ts';
import type { BundleModel, ClusterModel } from '../model/model.ts';
import { type BundleAt, bundlesOf } from '../model/walk.ts';

/** Every dependsOn leads to another bundle, to no umbrella around it, and never back. */
export function checkDependencies(cluster: ClusterModel): readonly Finding[] {
  const bundles = new Map([...bundlesOf(cluster)].map((each) => [each.bundle.name, each]));
  const findings: Finding[] = [];
  for (const each of bundles.values())
    for (const needed of each.bundle.dependsOn) {
      const wrong = wrongDependency(each, needed, bundles);
      if (wrong !== undefined) findings.push(wrong);
    }
  return [...findings, ...cycles(bundles)];
}

function wrongDependency(
  { bundle, umbrellas }: BundleAt,
  needed: string,
  bundles: ReadonlyMap<string, BundleAt>,
): Finding | undefined {
  const at = definedAt(bundle.origin);
  if (!bundles.has(needed)) {
    const hint = didYouMean(
      needed,
      [...bundles.keys()].filter((name) => name !== bundle.name),
    );
    return finding(
      'build/unknown-dependency',
      `the bundle ${bundle.name} depends on ${needed}, which is not there`,
      {
        ...at,
        ...(hint === undefined ? {} : { fix: hint }),
      },
    );
  }
  if (umbrellas.every(({ name }) => name !== needed)) return undefined;
  const message = `the bundle ${bundle.name} depends on ${needed}, which contains it: neither could begin`;
  return finding('build/depends-on-umbrella', message, { ...at, fix: `take ${needed} out of dependsOn` });
}

/**
 * What waits for what: a bundle for those it depends on or checks the health of, an umbrella for its children. A way
 * back to where it began means that none of them would ever be ready.
 */
function cycles(bundles: ReadonlyMap<string, BundleAt>): readonly Finding[] {
  const waitsFor = (name: string): readonly string[] => {
    const found = bundles.get(name);
    if (found === undefined) return [];
    const around = new Set(found.umbrellas.map((umbrella) => umbrella.name));
    return [
      ...found.bundle.dependsOn.filter((each) => !around.has(each)),
      ...found.bundle.bundles.map((child) => child.name),
      ...healthChecked(found.bundle),
    ];
  };
  return circlesIn(bundles.keys(), waitsFor).map((circle) => cycle(circle, bundles));
}

/** A health check on another bundle's engine object waits for that bundle as dependsOn does. */
function healthChecked({ options }: BundleModel): readonly string[] {
  const kinds = ['Kustomization', 'Application'];
  return (options.healthChecks ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
}

function cycle(names: readonly string[], bundles: ReadonlyMap<string, BundleAt>): Finding {
  const origin = bundles.get(names[0] as string)?.bundle.origin;
  return finding('build/dependency-cycle', `bundles wait for each other: ${names.join(' → ')}`, {
    ...(origin === undefined ? {} : definedAt(origin)),
    fix: 'take one of them out of dependsOn',
  });
}
