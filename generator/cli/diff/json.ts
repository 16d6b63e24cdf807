import type { Finding } from '../../core/finding.ts';
import { compact } from '../../core/json.ts';
import type { Difference } from '../../synth/difference.ts';

/** One object for programs. */
export function diffJson(
  { from, to, counts, gone, come, changes }: Difference,
  findings: readonly Finding[],
): string {
  const clusters = { gone, created: come };
  const folded = changes.map(({ elsewhere: _, ...each }) => each);
  return `${compact({ from, to, counts, clusters, changes: folded, findings })}\n`;
}
