import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** Long enough for another day, month and year. */
const later = 400 * 24 * 3600 * 1000;

/**
 * Makes this process another world than the first render's: a later clock, other chance, no network. Locale and time zone
 * came with its environment. What a stack makes of any of them differs from the first render, and is found.
 */
export function changeWorld(): void {
  const Real = Date;
  const now = (): number => Real.now() + later;
  class Later extends Real {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
    static override now(): number {
      return now();
    }
  }
  globalThis.Date = Later as DateConstructor;
  let seed = 0x2545f491;
  Math.random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const refuse = (): never => {
    throw new Error('the network is refused: a render must not depend on it');
  };
  globalThis.fetch = refuse;
  net.Socket.prototype.connect = refuse;
  (dns as { lookup: unknown }).lookup = refuse;
  dns.promises.lookup = refuse;
  syncBuiltinESMExports();
}

/** The same values, their keys the other way round. */
export function turned<T>(value: T): T {
  if (Array.isArray(value)) return value.map(turned) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, turned(each)]),
  ) as T;
}
