import { shippedReleases } from '../../facts/location.ts';
import { usage } from '../usage.ts';

/** `1.34..1.37`: the releases of an upgrade, today's first; `..1.37`: from the one that the project has. */
export function releasesOf(text: string, kubernetes: string | undefined): readonly string[] {
  const [, from = kubernetes?.replace(/^v/, ''), to = ''] = /^(1\.\d+)?\.\.(1\.\d+)$/.exec(text) ?? [];
  if (to === '')
    throw usage(`validate: --upgrade is two releases, like 1.34..1.37, not ${JSON.stringify(text)}`);
  if (from === undefined)
    throw usage(
      `validate: --upgrade ${text} does not say from which release, and no --kubernetes-version does`,
    );
  const known = shipped();
  const minors = [from, to].map((release) => Number(release.split('.')[1]));
  const missing = [from, to].find((_, index) => !known.includes(minors[index] as number));
  if (missing !== undefined)
    throw usage(
      `validate: --upgrade ${text}: there are schemas of 1.${Math.min(...known)} to 1.${Math.max(...known)}, not of ${missing}`,
    );
  const [first = 0, last = 0] = minors;
  if (first >= last) throw usage(`validate: --upgrade ${text} leads nowhere: write the older release first`);
  return Array.from({ length: last - first + 1 }, (_, index) => `1.${first + index}`);
}

/** The minor releases of Kubernetes whose schemas are shipped. */
function shipped(): readonly number[] {
  return shippedReleases()
    .filter(({ name }) => name === 'kubernetes')
    .map(({ release }) => Number(release.split('.')[1]));
}
