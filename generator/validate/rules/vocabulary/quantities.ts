import { parseQuantity } from '../../cel/libraries/quantity.ts';

const nano = 10n ** 9n;

/** An amount in billionths, exact; undefined of what is none. */
export function amount(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return parseQuantity(String(value).trim())?.nanos;
}

/** Whether an amount is a whole number, to the thousandth as the server looks at it. */
export function isWhole(nanos: bigint): boolean {
  const thousandths = nanos / 1_000_000n + (nanos > 0n && nanos % 1_000_000n !== 0n ? 1n : 0n);
  return thousandths % 1000n === 0n;
}

/** Rounded up, as the server does when it wants whole numbers. */
export function whole(nanos: bigint): bigint {
  return nanos / nano + (nanos > 0n && nanos % nano !== 0n ? 1n : 0n);
}
