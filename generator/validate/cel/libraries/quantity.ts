import { remembered } from '../../../core/remembered.ts';
import { celError, type Library } from './library.ts';

const written = /^([+-]?)(\d*)(?:\.(\d*))?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,4})?$/;
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const nano = 10n ** 9n;

/** An amount as the server has it: exact down to a billionth. */
export class Quantity {
  readonly nanos: bigint;
  /** Written without a part of one: only then the server takes it for a whole number, whatever it comes to. */
  readonly whole: boolean;

  constructor(nanos: bigint, whole: boolean) {
    this.nanos = nanos;
    this.whole = whole;
  }
}

/** Undefined of what is none. */
export const parseQuantity: (text: string) => Quantity | undefined = remembered(parsed);

function parsed(text: string): Quantity | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] = written.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const power = binary.indexOf(suffix) + 1;
  const exponent = power > 0 ? 0 : /^[eE]/.test(suffix) ? Number(suffix.slice(1)) : (decimal[suffix] ?? 0);
  const digits = BigInt(whole + fraction) * 1024n ** BigInt(power);
  const scale = 9 + exponent - fraction.length;
  const size = scale >= 0 ? digits * 10n ** BigInt(scale) : roundedUp(digits, 10n ** BigInt(-scale));
  const isWhole = power > 0 ? fraction === '' : scale >= 9;
  return new Quantity(sign === '-' ? -size : size, isWhole);
}

function roundedUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function quantity(text: string): Quantity {
  const found = parseQuantity(text);
  if (found === undefined) throw celError(`${text} is no quantity`);
  return found;
}

function compared(a: Quantity, b: Quantity): bigint {
  return a.nanos < b.nanos ? -1n : a.nanos > b.nanos ? 1n : 0n;
}

function integer({ nanos, whole: isWhole }: Quantity): bigint | undefined {
  if (!isWhole) return undefined;
  const whole = nanos / nano;
  return nanos % nano === 0n && BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

export const quantities: Library = {
  types: { Quantity },
  functions: {
    'quantity(string): Quantity': quantity,
    'isQuantity(string): bool': (text: string) => parseQuantity(text) !== undefined,
    'sign(Quantity): int': ({ nanos }: Quantity) => (nanos < 0n ? -1n : nanos > 0n ? 1n : 0n),
    'Quantity.isInteger(): bool': (each: Quantity) => integer(each) !== undefined,
    'Quantity.asInteger(): int': (each: Quantity) => {
      const whole = integer(each);
      if (whole === undefined) throw celError('the quantity is no whole number');
      return whole;
    },
    'Quantity.asApproximateFloat(): double': ({ nanos }: Quantity) => Number(nanos) / 1e9,
    'Quantity.add(Quantity): Quantity': (a: Quantity, b: Quantity) =>
      new Quantity(a.nanos + b.nanos, a.whole && b.whole),
    'Quantity.add(int): Quantity': (a: Quantity, b: bigint) => new Quantity(a.nanos + b * nano, a.whole),
    'Quantity.sub(Quantity): Quantity': (a: Quantity, b: Quantity) =>
      new Quantity(a.nanos - b.nanos, a.whole && b.whole),
    'Quantity.sub(int): Quantity': (a: Quantity, b: bigint) => new Quantity(a.nanos - b * nano, a.whole),
    'Quantity.isLessThan(Quantity): bool': (a: Quantity, b: Quantity) => a.nanos < b.nanos,
    'Quantity.isGreaterThan(Quantity): bool': (a: Quantity, b: Quantity) => a.nanos > b.nanos,
    'Quantity.compareTo(Quantity): int': compared,
  },
  operators: { 'Quantity == Quantity': (a: Quantity, b: Quantity) => a.nanos === b.nanos },
};
