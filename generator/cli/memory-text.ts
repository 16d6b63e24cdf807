import type { InParts } from '../synth/synth-in-parts.ts';

/** What did not have to be rendered, and what has to be each time. */
export function memoryText({ remembered, unknowable }: InParts): string {
  const clusters = `${remembered} ${remembered === 1 ? 'cluster' : 'clusters'} as remembered`;
  const stacks = unknowable.map(([stack, why]) => `${stack} is rendered each time: ${why}`);
  return [clusters, ...stacks].join('\n');
}
