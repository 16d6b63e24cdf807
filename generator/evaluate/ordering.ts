import { type Code, finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import { injected, injectedFrom } from '../validate/references/certificates.ts';
import { metadataOf } from './metadata.ts';
import type { Resource } from './resource.ts';

/**
 * Order is checked, not assumed: what a bundle needs from another of the same render must come through dependsOn.
 * Inside one bundle both engines apply namespaces and definitions first.
 */
export function checkOrdering(cluster: ClusterModel, resources: readonly Resource[]): readonly Finding[] {
  const bundles = new Map([...bundlesOf(cluster)].map((at) => [at.bundle.name, at]));
  const reach = new Map<string, ReadonlySet<string>>();
  const before = (name: string): ReadonlySet<string> => {
    const known = reach.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    reach.set(name, found);
    const at = bundles.get(name);
    for (const around of [...(at?.umbrellas ?? []), ...(at === undefined ? [] : [at.bundle])])
      for (const needed of around.dependsOn) {
        found.add(needed);
        for (const each of before(needed)) found.add(each);
      }
    return found;
  };
  const brings = providers(resources);
  const findings = new Map<string, Finding>();
  for (const resource of resources) {
    const name = resource.at.bundle.name;
    for (const need of needsOf(resource)) {
      const from = brings.get(need);
      if (from === undefined || from === name || before(name).has(from)) continue;
      const key = `${name} ${need}`;
      if (!findings.has(key)) findings.set(key, tooEarly(resource, need, from));
    }
  }
  return [...findings.values()];
}

/** What a resource makes possible: a namespace for its content, a definition for its objects. */
function providers(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const brings = new Map<string, string>();
  for (const { object, kind, group, name, namespace, at } of resources) {
    if (kind === 'Namespace' && group === 'core') brings.set(`namespace ${name}`, at.bundle.name);
    if (kind === 'Certificate' && group === 'cert-manager.io')
      brings.set(`certificate ${namespace}/${name}`, at.bundle.name);
    if (kind !== 'CustomResourceDefinition') continue;
    const { spec } = object as unknown as { spec?: { group?: string; names?: { kind?: string } } };
    brings.set(`kind ${spec?.names?.kind}.${spec?.group}`, at.bundle.name);
  }
  return brings;
}

function needsOf({ object, kind, group, namespace }: Resource): readonly string[] {
  const authority = injected.includes(kind) ? metadataOf(object).annotations?.[injectedFrom] : undefined;
  return [
    `kind ${kind}.${group}`,
    ...(namespace === undefined ? [] : [`namespace ${namespace}`]),
    ...(authority === undefined ? [] : [`certificate ${authority}`]),
  ];
}

/** What is missing as long as something else is not there. */
const codes: Readonly<Record<string, Code>> = {
  kind: 'build/resource-before-definition',
  namespace: 'build/namespace-after-content',
  certificate: 'build/webhook-before-certificate',
};

function tooEarly({ kind, name, at, application }: Resource, need: string, from: string): Finding {
  const code = codes[need.slice(0, need.indexOf(' '))] ?? 'build/resource-before-definition';
  const message = `${kind} ${name} of the bundle ${at.bundle.name} needs the ${need}, which the bundle ${from} brings`;
  return finding(code, message, {
    ...definedAt(application.origin),
    fix: `let ${at.bundle.name} depend on ${from}`,
  });
}
