import { isIPv6 } from 'node:net';
import type { Syntax } from './syntax.ts';

/** An address as the server reads it in fields that are older than its strictness: zeros may lead, IPv4 may be dressed as IPv6. */
export function addressBits(text: string): { readonly family: 4 | 6; readonly bits: bigint } | undefined {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four !== null) {
    const parts = four.slice(1).map(Number);
    if (parts.some((part) => part > 255)) return undefined;
    return { family: 4, bits: parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) };
  }
  if (!text.includes(':') || text.includes('%') || !isIPv6(text)) return undefined;
  const bits = sixBits(text);
  return bits >> 32n === 0xffffn ? { family: 4, bits: bits & 0xffff_ffffn } : { family: 6, bits };
}

function sixBits(text: string): bigint {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const plain =
    dotted === null
      ? text
      : text.slice(0, dotted.index) +
        [0, 2].map((at) => ((Number(dotted[at + 1]) << 8) | Number(dotted[at + 2])).toString(16)).join(':');
  const [head = '', tail] = plain.split('::');
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const middle = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...middle, ...last].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

export const address: Syntax = (text) =>
  addressBits(text) === undefined ? 'is not an IP address, like 10.9.8.7 or 2001:db8::ffff' : undefined;

export function rangeBits(
  text: string,
): { readonly family: 4 | 6; readonly bits: bigint; readonly length: number } | undefined {
  const [head = '', tail = '', ...more] = text.split('/');
  const found = addressBits(head);
  if (found === undefined || more.length > 0 || !/^\d{1,3}$/.test(tail)) return undefined;
  const family = head.includes(':') ? 6 : 4;
  const length = Number(tail);
  if (length > (family === 4 ? 32 : 128)) return undefined;
  return {
    family: found.family,
    bits: found.bits,
    length: family === 6 && found.family === 4 ? length - 96 : length,
  };
}

export const addressRange: Syntax = (text) =>
  rangeBits(text) === undefined
    ? 'is not a range of addresses, like 10.9.8.0/24 or 2001:db8::/64'
    : undefined;

/** Addresses that no traffic of others can be sent to. */
export function unreachable(text: string): string | undefined {
  const found = addressBits(text);
  if (found === undefined) return undefined;
  const { family, bits } = found;
  if (bits === 0n) return 'is the unspecified address';
  if (family === 4 ? bits >> 24n === 127n : bits === 1n) return 'is an address of the machine itself';
  if (family === 4 ? bits >> 16n === 0xa9fen : bits >> 118n === 0x3fan) return 'is a link-local address';
  if (family === 4 ? bits >> 8n === 0xe00000n : bits >> 112n === 0xff02n)
    return 'is a link-local multicast address';
  return undefined;
}
