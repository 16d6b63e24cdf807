type Unit = 'ms' | 's' | 'm' | 'h';
type Part = `${number}${Unit}`;

/** A Go duration as Flux and Argo CD read it: `30s`, `5m`, `1h30m`. The compiler refuses `5 minutes`. */
export type Duration =
  | Part
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

const pattern = /^(\d+(\.\d+)?(ms|s|m|h))+$/;

/** What the compiler cannot see: durations that come from data. */
export function isDuration(text: string): boolean {
  return text.length <= 40 && pattern.test(text);
}
