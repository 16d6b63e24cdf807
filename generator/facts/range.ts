import { byRelease } from '../core/compare.ts';
import type { Ranged } from './format.ts';

/** Whether a release is within a range; both ends belong to it. */
export function within(range: Ranged, release: string): boolean {
  return (
    (range.since === undefined || byRelease(range.since, release) <= 0) &&
    (range.until === undefined || byRelease(release, range.until) <= 0)
  );
}

/** The variant that a release has; of no release: the newest. */
export function at<T extends Ranged>(variants: readonly T[], release: string | undefined): T | undefined {
  return release === undefined ? variants.at(-1) : variants.find((each) => within(each, release));
}
