/** Fields that change with every release of a chart or a render, and say nothing by themselves. */
const noise: readonly RegExp[] = [
  /(^|\.)labels(\['helm\.sh\/chart'\]|\.chart|\['app\.kubernetes\.io\/version'\]|\.heritage)$/,
  /(^|\.)annotations\['(checksum|hash|config-hash)[\w.-]*(\/[^']*)?'\]$/,
  /(^|\.)annotations\['[^']*(checksum|content-hash)[^']*'\]$/,
  /(^|\.)caBundle$/,
];

export function isNoise(path: string): boolean {
  return noise.some((each) => each.test(path));
}
