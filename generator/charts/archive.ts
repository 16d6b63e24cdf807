import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../applications/files.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import { type ChartOptions, chartName } from '../model/chart.ts';
import { keep, keptText } from '../project/cache.ts';
import type { RememberedChart } from '../project/lock.ts';
import { filesBelow } from '../project/walk.ts';
import { type Helm, pullOf } from './helm.ts';

/** A chart on the disk, and what it is. */
export interface Archive {
  readonly path: string;
  readonly sha256: string;
  /** What the lock does not know yet. */
  readonly learnt?: RememberedChart;
}

export interface Shelf {
  readonly root: string;
  /** Where archives are kept by their content; a folder of this run where nothing is kept. */
  readonly folder: string;
  readonly known: readonly RememberedChart[];
  /** Nothing is let in that the lock does not know. */
  readonly frozen: boolean;
  /** What was fetched once is taken for the same. */
  readonly trusting: boolean;
}

/** A folder of the project, an archive that is known by its content, or one that is fetched. */
export async function archiveOf(options: ChartOptions, shelf: Shelf, helm: Helm): Promise<Archive | Finding> {
  if (options.path !== undefined) return folderAt(options.path, shelf);
  const { chart, repository, version } = options as Required<ChartOptions>;
  const known = shelf.known.find(
    (each) => each.repository === repository && each.chart === chart && each.version === version,
  );
  const before = join(shelf.folder, `fetched-${sha256Of(`${repository} ${chart} ${version}`)}`);
  const wanted =
    options.digest?.replace(/^sha256:/, '') ??
    known?.sha256 ??
    (shelf.trusting ? keptText(before) : undefined);
  if (wanted !== undefined) {
    const path = kept(shelf.folder, wanted);
    if (path !== undefined) return { path, sha256: wanted };
  } else if (shelf.frozen)
    return finding('build/not-fetched', `the chart ${chartName(options)} is not in plimsoll.lock.json`, {
      fix: 'run plimsoll synth, and commit the lock',
    });
  const found = await fetched(options as Required<ChartOptions>, wanted, known === undefined, shelf, helm);
  if (!('code' in found)) keep(before, found.sha256);
  return found;
}

function kept(folder: string, sha256: string): string | undefined {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const path = join(folder, `${sha256}.tgz`);
  try {
    return sha256Of(readFileSync(path)) === sha256 ? path : undefined;
  } catch {
    return undefined;
  }
}

async function fetched(
  options: Required<ChartOptions>,
  wanted: string | undefined,
  isNew: boolean,
  { folder }: Shelf,
  helm: Helm,
): Promise<Archive | Finding> {
  const { repository, chart, version } = options;
  const content = await pulled(options, folder, helm);
  if ('code' in content) return content;
  const sha256 = sha256Of(content);
  if (wanted !== undefined && wanted !== sha256)
    return finding('import/checksum', `the chart ${chartName(options)} is another one than its sha256 says`, {
      source: { file: repository },
      fix: 'take its entry out of plimsoll.lock.json, or correct digest, to accept the new content',
    });
  const path = join(folder, `${sha256}.tgz`);
  keep(path, content);
  return { path, sha256, ...(isNew ? { learnt: { repository, chart, version, sha256 } } : {}) };
}

async function pulled(
  options: Required<ChartOptions>,
  folder: string,
  helm: Helm,
): Promise<Uint8Array | Finding> {
  const { chart, repository, version } = options;
  // Of this run alone: another one may fetch the same.
  const into = mkdtempSync(join(folder, 'pull-'));
  try {
    const { fine, why } = await helm.run([...pullOf(repository, chart, version), '--destination', into]);
    const [file] = fine ? readdirSync(into).filter((name) => name.endsWith('.tgz')) : [];
    return file === undefined
      ? finding('build/chart-failed', `the chart ${chartName(options)} cannot be fetched: ${why}`)
      : readFileSync(join(into, file));
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** A chart of the project is known by all of its files. */
function folderAt(path: string, { root }: Shelf): Archive {
  const whole = join(root, projectPath(path));
  const contents = filesBelow(whole, '').map(
    (name) => `${name}\0${sha256Of(readFileSync(join(whole, name)))}`,
  );
  return { path: whole, sha256: sha256Of(contents.join('\n')) };
}
