import { isIP } from 'node:net';
import type { Environment } from '@marcbachmann/cel-js';
import { canonical } from '../../core/json.ts';
import { matcher } from '../regular-expression.ts';

type Values = readonly unknown[];

/** What Kubernetes adds to CEL: functions over lists, texts, addresses and sets. */
export function registerLibraries(environment: Environment): void {
  for (const [signature, handler] of functions) environment.registerFunction(signature, handler);
}

const functions: readonly (readonly [string, (...given: never[]) => unknown])[] = [
  [
    'list.isSorted(): bool',
    (list: Values) => list.every((each, index) => index === 0 || !less(each, list[index - 1])),
  ],
  ['list.sum(): dyn', (list: Values) => list.reduce<unknown>(plus, undefined) ?? 0n],
  ['list.min(): dyn', (list: Values) => extreme(list, (a, b) => less(a, b))],
  ['list.max(): dyn', (list: Values) => extreme(list, (a, b) => less(b, a))],
  [
    'list.indexOf(dyn): int',
    (list: Values, item: unknown) => BigInt(list.findIndex((each) => same(each, item))),
  ],
  [
    'list.lastIndexOf(dyn): int',
    (list: Values, item: unknown) => BigInt(list.findLastIndex((each) => same(each, item))),
  ],
  ['string.charAt(int): string', (text: string, at: bigint) => text.charAt(Number(at))],
  ['string.replace(string, string): string', (text: string, a: string, b: string) => text.replaceAll(a, b)],
  ['string.re2Matches(string): bool', matches],
  ['isIP(string): bool', (text: string) => isIP(text) !== 0],
  ['isCIDR(string): bool', isCidr],
  ['isURL(string): bool', (text: string) => URL.canParse(text)],
];

function matches(text: string, pattern: string): boolean {
  const found = matcher(pattern);
  if (found === undefined) throw new Error(`${pattern} is no pattern that the server reads`);
  return found(text);
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function less(a: unknown, b: unknown): boolean {
  return (a as bigint) < (b as bigint);
}

function plus(sum: unknown, each: unknown): unknown {
  return sum === undefined ? each : (sum as number) + (each as number);
}

function extreme(list: Values, before: (a: unknown, b: unknown) => boolean): unknown {
  if (list.length === 0) throw Object.assign(new Error('the list is empty'), { code: 'empty_list' });
  return list.reduce((best, each) => (before(each, best) ? each : best));
}

function isCidr(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const version = isIP(address);
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}
