import { finding } from '../../generator/core/codes.ts';
import { byText } from '../../generator/core/compare.ts';
import { emitModule } from '../emit/module.ts';
import { addBuiltin, type BuiltinFacts, oneRelease } from '../normalise/builtin.ts';
import { planBuiltin } from '../plan/builtin.ts';
import type { Collected } from '../sources/collect.ts';
import { printFacts } from '../store/print.ts';
import { banner, type ImportResult, runtime } from './result.ts';

/** The built-in kinds exactly as one shipped release has them: what it lacks does not compile. */
export async function importKubernetes(shipped: BuiltinFacts, release: string): Promise<ImportResult> {
  const releases = [...shipped.values()][0]?.releases ?? [];
  if (!releases.includes(release)) {
    const message = `there are no facts of Kubernetes ${release}; there are ${releases.join(', ')}`;
    return { files: new Map(), findings: [finding('import/unknown-version', message)], imported: 0, of: 0 };
  }
  return emitted(oneRelease(shipped, release), `Kubernetes ${release}`);
}

/** The built-in kinds of OpenAPI documents: a release that is not shipped, or a live server's. */
export async function importOpenApi(
  collected: Collected,
  release: string,
  source: string,
): Promise<ImportResult> {
  const result = await emitted(addBuiltin(new Map(), release, withKinds(collected), { texts: true }), source);
  return { ...result, findings: collected.findings };
}

async function emitted(facts: BuiltinFacts, source: string): Promise<ImportResult> {
  const files = new Map<string, string>(
    [...facts].map(([home, file]) => [`kubernetes/${home}.json`, printFacts(file)]),
  );
  for (const plan of planBuiltin(facts)) {
    const version = plan.folder.slice(plan.folder.lastIndexOf('/') + 1);
    const module = { ...plan, factsOf: () => `../${version}.json` };
    for (const [path, text] of await emitModule(module, { banner: banner(source), runtime }))
      files.set(path, text);
  }
  const kinds = [...facts.values()].reduce((sum, file) => sum + file.kinds.length, 0);
  return {
    files: new Map([...files].sort(([a], [b]) => byText(a, b))),
    findings: [],
    imported: kinds,
    of: kinds,
  };
}

/** Without discovery documents the definitions themselves say which kinds there are. */
function withKinds(collected: Collected): Collected {
  if (collected.resources.length > 0) return collected;
  const resources = [...collected.definitions].flatMap(([published, schema]) => {
    const [identity, ...others] =
      (schema['x-kubernetes-group-version-kind'] as
        | readonly { group: string; version: string; kind: string }[]
        | undefined) ?? [];
    const fields = schema.properties ?? {};
    const object = 'apiVersion' in fields && 'kind' in fields && 'metadata' in fields && !('items' in fields);
    if (identity === undefined || others.length > 0 || !object || published.includes('.apimachinery.'))
      return [];
    const { group, version, kind } = identity;
    return [
      {
        group: group || 'core',
        version,
        kind,
        plural: '',
        scope: 'Namespaced' as const,
        shortNames: [],
        categories: [],
        verbs: [],
        subresources: [],
      },
    ];
  });
  return { ...collected, resources };
}
