import { setFlagsFromString } from 'node:v8';

/** Of fewer clusters there is not much to save. */
const many = 20;
/** The versions of node that are known to know it: others would say that they do not. */
const newest = 24;

/**
 * What is live while a fleet is rendered is one cluster, and what is kept of the others; left to itself V8 lets its heap grow to several times
 * that before it looks. By half at most: of 200 clusters that is 190 MB in all instead of 290, in 1.04 × the time.
 */
export function keepHeapSmall(clusters: number): void {
  if (clusters >= many && Number.parseInt(process.versions.node, 10) <= newest)
    setFlagsFromString('--heap-growing-percent=50');
}
