import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt, origin } from '../core/origin.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import type { ChartPin, Pins } from './pins.ts';

interface Active {
  readonly pins: Pins;
  readonly findings: Finding[];
}

let active: Active | undefined;

/**
 * Makes pins known to `image()` and `chart()` for the time a stack is evaluated, and answers what it asked for that is
 * not there. Stacks are modules: there is no argument by which they could be given.
 */
export async function withPins<T>(
  pins: Pins,
  evaluate: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly findings: readonly Finding[] }> {
  const outer = active;
  const mine: Active = { pins, findings: [...pins.findings] };
  active = mine;
  try {
    return { value: await evaluate(), findings: mine.findings };
  } finally {
    active = outer;
  }
}

/** Whose version is asked for. */
export interface PinOptions {
  /** Clusters that have some versions before the others: a name under `rings`. Absent: the version of all. */
  readonly ring?: string | undefined;
}

/** The image that `pins.yaml` holds under a name. */
export function image(name: string, options: PinOptions = {}): string {
  return look('images', name, options) ?? `${unknown}/${name}`;
}

/** The chart that `pins.yaml` holds under a name. */
export function chart(name: string, options: PinOptions = {}): ChartPin {
  return look('charts', name, options) ?? { chart: name, version: '0.0.0' };
}

/** The tag, branch or commit that `pins.yaml` holds under a name. */
export function gitRef(name: string, options: PinOptions = {}): string {
  return look('git', name, options) ?? unknown;
}

/** Stands where a pin is missing, so that evaluation goes on and every mistake is found at once. */
const unknown = 'unknown-pin.invalid';

type Values = { readonly images: string; readonly charts: ChartPin; readonly git: string };

function look<S extends keyof Values>(section: S, name: string, { ring }: PinOptions): Values[S] | undefined {
  const at = definedAt(origin());
  if (active === undefined)
    throw new Problem([
      finding('build/no-pins', `the pin ${name} is asked for, but no pins.yaml is read`, {
        ...at,
        fix: 'ask for pins inside a stack',
      }),
    ]);
  const { rings } = active.pins;
  if (ring !== undefined && !rings.has(ring)) {
    const fix = didYouMean(ring, [...rings.keys()]) ?? `write it under rings: ${ring}: {}`;
    active.findings.push(finding('build/unknown-pin', `pins.yaml has no ring ${ring}`, { ...at, fix }));
  }
  const known = active.pins[section] as ReadonlyMap<string, Values[S]>;
  // What a ring does not hold, the next one says, and at last what is for all.
  const all = [...rings].slice([...rings.keys()].indexOf(ring ?? ''));
  const around = ring === undefined || !rings.has(ring) ? [] : all.map(([, versions]) => versions);
  for (const versions of [...around, active.pins]) {
    const found = (versions[section] as ReadonlyMap<string, Values[S]>).get(name);
    if (found !== undefined) return found;
  }
  const hint = didYouMean(name, [...known.keys()]);
  active.findings.push(
    finding('build/unknown-pin', `pins.yaml has no ${name} under ${section}`, {
      ...at,
      ...(hint === undefined ? {} : { fix: hint }),
    }),
  );
  return undefined;
}
