type Unit = 'ms' | 's' | 'm' | 'h';
type Part = `${number}${Unit}`;

/** A Go duration as Flux and Argo CD read it: `30s`, `5m`, `1h30m`. The compiler refuses `5 minutes`. */
export type Duration =
  | Part
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

const pattern = /^(\d+(\.\d+)?(ms|s|m|h))+$/;

const seconds: Readonly<Record<Unit, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** In whole seconds, for fields that take nothing else. */
export function secondsOf(duration: Duration): number {
  const parts = duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  return Math.round(
    [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * seconds[unit as Unit], 0),
  );
}

/** What the compiler cannot see: durations that come from data. */
export function isDuration(text: string): boolean {
  return text.length <= 40 && pattern.test(text);
}
