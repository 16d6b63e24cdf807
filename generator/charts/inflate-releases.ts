import { byRelease } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { shippedReleases } from '../facts/location.ts';
import { type ChartRequest, chartKey, chartName } from '../model/chart.ts';
import { noFiles } from '../model/project-files.ts';
import { readLock } from '../project/lock.ts';
import { isDefinition } from '../validate/files/judge-alone.ts';
import { apiVersionsOf } from './api-versions.ts';
import { inflate } from './inflate.ts';
import { releasesIn } from './releases.ts';

/** What a release makes: the text of its objects, and whose it is. */
export interface InflatedRelease {
  /** Which of the objects asks for it. */
  readonly index: number;
  readonly chart: string;
  readonly text: string;
}

export interface Around {
  readonly root: string;
  readonly cache: string | undefined;
  /** Absent: the newest that is shipped. */
  readonly kubernetes: string | undefined;
  readonly crds: readonly unknown[];
}

export interface InflatedReleases {
  readonly releases: readonly InflatedRelease[];
  readonly findings: readonly { readonly index: number | undefined; readonly finding: Finding }[];
}

/** What the charts of objects would make in the cluster. Nothing of it is written: the objects stay what they are. */
export async function inflateReleases(
  objects: readonly unknown[],
  { root, cache, kubernetes = newest(), crds }: Around,
): Promise<InflatedReleases> {
  const { found, remarks } = releasesIn(objects, kubernetes);
  const asked = found.map(({ request, index }) => ({ request, index }));
  const { texts, findings } = await inflate(asked, {
    root,
    cache,
    lock: await readLock(root),
    frozen: false,
    trusting: true,
    files: noFiles,
    apiVersions: apiVersionsOf([...crds, ...objects.filter((each) => isRecord(each) && isDefinition(each))]),
  });
  const indexOf = (request: ChartRequest | undefined): number | undefined =>
    found.find((each) => request !== undefined && chartKey(each.request) === chartKey(request))?.index;
  return {
    releases: found.flatMap(({ index, request }) => {
      const text = texts.get(chartKey(request));
      return text === undefined ? [] : [{ index, chart: chartName(request.options), text }];
    }),
    findings: [...remarks, ...findings.map(({ request, finding }) => ({ index: indexOf(request), finding }))],
  };
}

function newest(): string {
  const releases = shippedReleases().filter(({ name }) => name === 'kubernetes');
  return (
    releases
      .map(({ release }) => release)
      .toSorted(byRelease)
      .at(-1) ?? ''
  );
}
