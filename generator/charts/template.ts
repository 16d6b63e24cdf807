import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { canonical } from '../core/json.ts';
import { sha256Of } from '../core/sha256.ts';
import { type ChartRequest, chartName } from '../model/chart.ts';
import { keep, keptText } from '../project/cache.ts';
import type { Archive } from './archive.ts';
import { differences } from './differences.ts';
import type { Helm } from './helm.ts';

export interface Told {
  /** Texts of values files, in their order. */
  readonly values: readonly string[];
  readonly apiVersions: readonly string[];
}

/** What a chart renders to: as it was kept, else twice by helm, because what differs cannot be kept in git. */
export async function templateOf(
  request: ChartRequest,
  { values, apiVersions }: Told,
  archive: Archive,
  folder: string,
  helm: Helm,
): Promise<string | Finding> {
  const { options, release, namespace, kubernetes } = request;
  const { crds = true, values: own = {} } = options;
  const all = [...values, JSON.stringify(own)];
  const key = sha256Of(
    canonical({
      chart: archive.sha256,
      release,
      namespace,
      kubernetes,
      crds,
      apiVersions,
      all,
      helm: helm.version,
    }),
  );
  const place = join(folder, `chart-${key}.yaml`);
  const known = keptText(place);
  if (known !== undefined) return known;
  // Of this run alone, and of its user: values may be what nobody is to see.
  const home = mkdtempSync(join(folder, 'values-'));
  const files = all.map((text, index) => {
    const file = join(home, `${index}.yaml`);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  });
  const argv = [
    'template',
    release,
    archive.path,
    '--namespace',
    namespace,
    '--kube-version',
    `${kubernetes}.0`,
    crds ? '--include-crds' : '--skip-crds',
    ...apiVersions.flatMap((each) => ['--api-versions', each]),
    ...files.flatMap((file) => ['--values', file]),
  ];
  try {
    const [first, second] = [await helm.run(argv), await helm.run(argv)];
    const failed = [first, second].find(({ fine }) => !fine);
    if (failed !== undefined)
      return finding(
        'build/chart-failed',
        `the chart ${chartName(options)} cannot be rendered: ${failed.why}`,
      );
    const unlike = first.out === second.out ? [] : differences(first.out, second.out);
    if (unlike.length > 0)
      return finding(
        'build/chart-unstable',
        `the chart ${chartName(options)} renders to something else each time: ${unlike.join('; ')}`,
        { fix: 'give the values that it makes up, or take helmRelease' },
      );
    keep(place, first.out);
    return first.out;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
