import { finding } from '../../generator/core/codes.ts';
import { byRelease } from '../../generator/core/compare.ts';
import { collect } from '../sources/collect.ts';
import type { SourceDocument } from '../sources/document.ts';
import { importCollected } from './custom-resources.ts';
import { importOpenApi } from './kubernetes.ts';
import type { ImportResult } from './result.ts';

/** Imports whatever the documents are: custom resource definitions, OpenAPI documents, or both. */
export async function importDocuments(
  documents: readonly SourceDocument[],
  source: string,
): Promise<ImportResult> {
  const collected = collect(documents);
  const custom = await importCollected({ ...collected, findings: [] }, source);
  const builtin =
    collected.definitions.size === 0
      ? { files: new Map<string, string>(), findings: collected.findings, imported: 0, of: 0 }
      : await importOpenApi(collected, releaseOf(documents), source);
  const findings = [...builtin.findings, ...custom.findings];
  const of = custom.of + builtin.of;
  const nothing =
    of === 0 && findings.length === 0 ? [finding('import/nothing-found', `${source} holds no schema`)] : [];
  return {
    files: new Map([...builtin.files, ...custom.files]),
    findings: [...findings, ...nothing],
    imported: custom.imported + builtin.imported,
    of,
  };
}

/** OpenAPI documents say which version they are of (`v1.36.3`), or `unversioned`. */
function releaseOf(documents: readonly SourceDocument[]): string {
  const versions = documents.flatMap(
    ({ text }) => /"version":\s*"v?(\d+\.\d+)(?:\.\d+)?[^"]*"/.exec(text.slice(0, 4000))?.[1] ?? [],
  );
  return versions.sort(byRelease).at(-1) ?? '0.0';
}
