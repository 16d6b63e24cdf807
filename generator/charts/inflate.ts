import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath, readText } from '../applications/files.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { Problem } from '../core/problem.ts';
import { type ChartRequest, chartKey, chartName, isReleaseName, unaddressed } from '../model/chart.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import type { Lock, RememberedChart } from '../project/lock.ts';
import { archiveOf, type Shelf } from './archive.ts';
import { type Asked, type Inflated, nothingInflated } from './asked.ts';
import { findHelm, type Helm } from './helm.ts';
import { templateOf } from './template.ts';

export interface InflateOptions {
  readonly root: string;
  readonly cache: string | undefined;
  readonly lock: Lock;
  readonly frozen: boolean;
  /** What was fetched once is taken for the same: nothing is written of it. */
  readonly trusting?: boolean;
  readonly files: ProjectFiles;
  /** APIs that clusters have beside their own. */
  readonly apiVersions: readonly string[];
}

/** Charts as helm renders them, each request once; without charts helm is not looked for. */
export async function inflate(asked: readonly Asked[], options: InflateOptions): Promise<Inflated> {
  const texts = new Map<string, string>();
  const findings: { request: ChartRequest; finding: Finding }[] = [];
  const learnt = new Map<string, RememberedChart>();
  const each = new Map(asked.map((one) => [chartKey(one.request), one]));
  if (each.size === 0) return nothingInflated;
  const helm = await findHelm();
  if (helm === undefined) return { texts, learnt: [], findings: [...each.values()].map(withoutHelm) };
  const made = options.cache === undefined ? mkdtempSync(join(tmpdir(), 'plimsoll-charts-')) : undefined;
  const shelf: Shelf = {
    root: options.root,
    folder: options.cache ?? (made as string),
    known: options.lock.charts,
    frozen: options.frozen,
    trusting: options.trusting === true,
  };
  try {
    for (const [key, { request, origin }] of each) {
      const answer = await inflateOne(request, shelf, options, helm);
      if (answer.learnt !== undefined)
        learnt.set(
          `${answer.learnt.repository} ${answer.learnt.chart} ${answer.learnt.version}`,
          answer.learnt,
        );
      if (answer.text !== undefined) texts.set(key, answer.text);
      for (const found of answer.findings)
        findings.push({
          request,
          finding: origin === undefined ? found : { ...definedAt(origin), ...found },
        });
    }
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  }
  return { texts, learnt: [...learnt.values()], findings };
}

interface One {
  readonly text?: string;
  readonly learnt?: RememberedChart;
  readonly findings: readonly Finding[];
}

async function inflateOne(
  request: ChartRequest,
  shelf: Shelf,
  { files, apiVersions }: InflateOptions,
  helm: Helm,
): Promise<One> {
  const { options } = request;
  try {
    if (unaddressed(options) !== undefined || !isReleaseName(request.release))
      return {
        findings: [
          finding(
            'build/chart-failed',
            `${chartName(options)} as ${request.release} is no chart that helm could be asked for`,
          ),
        ],
      };
    if (options.path !== undefined) readText(files, `${projectPath(options.path)}/Chart.yaml`);
    const archive = await archiveOf(options, shelf, helm);
    if ('code' in archive) return { findings: [archive] };
    const told = {
      values: (options.valuesFiles ?? []).map((path) => readText(files, path)),
      apiVersions: [...new Set([...apiVersions, ...(options.apiVersions ?? [])])],
    };
    const text = await templateOf(request, told, archive, shelf.folder, helm);
    const learnt = archive.learnt === undefined ? {} : { learnt: archive.learnt };
    return typeof text === 'string' ? { text, ...learnt, findings: [] } : { ...learnt, findings: [text] };
  } catch (error) {
    if (error instanceof Problem) return { findings: error.findings };
    throw error;
  }
}

function withoutHelm({ request, origin }: Asked): Inflated['findings'][number] {
  const said = finding(
    'cli/no-helm',
    `the chart ${chartName(request.options)} cannot be inflated: there is no program helm`,
    {
      ...(origin === undefined ? {} : definedAt(origin)),
      fix: 'install helm, or take helmRelease',
    },
  );
  return { request, finding: said };
}
