import { finding } from '../../generator/core/codes.ts';
import { byText } from '../../generator/core/compare.ts';
import type { Finding } from '../../generator/core/finding.ts';
import type { FactsFile } from '../../generator/facts/format.ts';
import type { RawCustomResource } from '../../generator/facts/published/raw.ts';
import { emitModule } from '../emit/module.ts';
import { addCustom } from '../normalise/custom.ts';
import { planCustom } from '../plan/custom.ts';
import { type Collected, collect } from '../sources/collect.ts';
import type { SourceDocument } from '../sources/document.ts';
import { printFacts } from '../store/print.ts';
import { banner, type ImportResult, runtime } from './result.ts';

/**
 * Custom resource definitions as modules of the user's own project: types, factories, paths, and facts beside them,
 * with the authors' descriptions. One that cannot be imported is a finding; the others are imported.
 */
export async function importCustomResources(documents: readonly SourceDocument[]): Promise<ImportResult> {
  return importCollected(collect(documents), documents.map(({ name }) => name).join(', '));
}

export async function importCollected(collected: Collected, source: string): Promise<ImportResult> {
  const findings: Finding[] = [...collected.findings];
  const facts = new Map<string, FactsFile>();
  for (const crd of collected.customResources) {
    const { group, names } = crd.spec;
    const made = factsOf(crd);
    if ('file' in made) facts.set(`${group}/${names.kind}`, made.file);
    else findings.push(made);
    findings.push(...withoutSchema(crd));
  }
  const sorted = [...facts].sort(([a], [b]) => byText(a, b));
  const plans = planCustom(
    sorted.map(([, file]) => file),
    { references: {}, metadata: `${runtime}/kubernetes/meta/v1`, factsOf: (kind) => `../${kind}.json` },
  );
  const files = new Map(sorted.map(([name, file]) => [`crds/${name}.json`, printFacts(file)]));
  for (const plan of plans)
    for (const [path, text] of await emitModule(plan, { banner: banner(source), runtime }))
      files.set(path, text);
  return { files, findings, imported: facts.size, of: collected.customResourcesSeen };
}

/** Whatever the importer did not foresee in one definition must not cost the others. */
function factsOf(crd: RawCustomResource): { readonly file: FactsFile } | Finding {
  const { group, names } = crd.spec;
  try {
    return { file: addCustom(undefined, crd, { project: group, release: '1', releases: [], texts: true }) };
  } catch (error) {
    return finding(
      'import/bad-crd',
      `${names.plural}.${group}: ${error instanceof Error ? error.message : String(error)}; it is skipped`,
    );
  }
}

function withoutSchema({ spec }: RawCustomResource): readonly Finding[] {
  return spec.versions
    .filter(({ schema }) => schema?.openAPIV3Schema === undefined)
    .map(({ name }) =>
      finding(
        'import/no-schema',
        `${spec.names.plural}.${spec.group}: version ${name} has no schema, its type is open`,
      ),
    );
}
