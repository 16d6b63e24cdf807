import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import { unaddressed } from '../model/chart.ts';
import { findHelm, pullOf } from './helm.ts';

export interface ValuesSchema {
  readonly chart: string;
  readonly schema: unknown;
  readonly sha256: string;
}

/** The `values.schema.json` of `oci://…/podinfo@6.9.4`, `https://…/podinfo@6.9.4`, or of a folder. */
export async function valuesSchema(source: string, cwd: string): Promise<ValuesSchema | Finding> {
  if (!/^(?:https?|oci):\/\//.test(source)) return schemaIn(resolve(cwd, source), source);
  const [, repository = '', chart = '', version = ''] = /^(.+)\/([^/@]+)@([^@]+)$/.exec(source) ?? [];
  if (unaddressed({ chart, repository, version }) !== undefined)
    return finding('import/unknown-format', `${source} is no chart: write oci://… or https://…/NAME@VERSION`);
  const helm = await findHelm();
  if (helm === undefined)
    return finding('cli/no-helm', `${source} cannot be fetched: there is no program helm`, {
      fix: 'install helm',
    });
  const into = mkdtempSync(join(tmpdir(), 'plimsoll-chart-'));
  try {
    const { fine, why } = await helm.run([
      ...pullOf(repository, chart, version),
      '--untar',
      '--untardir',
      into,
    ]);
    const folder = readdirSync(into, { withFileTypes: true }).find((each) => each.isDirectory())?.name;
    if (!fine || folder === undefined) return finding('import/unavailable', `cannot fetch ${source}: ${why}`);
    return schemaIn(join(into, folder), source);
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

function schemaIn(folder: string, source: string): ValuesSchema | Finding {
  const file = join(folder, 'values.schema.json');
  if (!existsSync(join(folder, 'Chart.yaml')))
    return finding('import/nothing-found', `${source} is no chart: it has no Chart.yaml`);
  if (!existsSync(file))
    return finding('import/nothing-found', `the chart ${source} has no values.schema.json`, {
      fix: 'its values stay untyped; ask its authors for a schema',
    });
  const text = readFileSync(file, 'utf8');
  try {
    return { chart: basename(folder), schema: JSON.parse(text), sha256: sha256Of(text) };
  } catch (error) {
    return finding(
      'import/unreadable',
      `values.schema.json of ${source} is not JSON: ${(error as Error).message}`,
    );
  }
}
