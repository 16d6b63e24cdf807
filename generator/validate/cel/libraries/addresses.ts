import { isIP } from 'node:net';
import { celError, type Library } from './library.ts';

class Ip {
  readonly text: string;
  readonly bits: bigint;
  readonly family: 4 | 6;

  constructor(text: string, bits: bigint, family: 4 | 6) {
    this.text = text;
    this.bits = bits;
    this.family = family;
  }
}

class Cidr {
  readonly ip: Ip;
  readonly length: number;

  constructor(ip: Ip, length: number) {
    this.ip = ip;
    this.length = length;
  }
}

/** Of the name before a function: `ip.isCanonical(…)`. */
class IpNamespace {}

const width = { 4: 32, 6: 128 } as const;

function parsedIp(text: string): Ip | undefined {
  const family = isIP(text) as 0 | 4 | 6;
  // Zones, and addresses of the fourth version in the dress of the sixth, are refused.
  if (family === 0 || text.includes('%') || (family === 6 && text.includes('.'))) return undefined;
  const bits = family === 4 ? bitsOf4(text) : bitsOf6(text);
  return family === 6 && bits >> 32n === 0xffffn ? undefined : new Ip(text, bits, family);
}

function bitsOf4(text: string): bigint {
  return text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function bitsOf6(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const middle = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...middle, ...last].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function textOf({ bits, family }: Ip): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (longest === undefined) return groups.join(':');
  const whole = groups.join(':');
  return `${whole.slice(0, longest.index).replace(/:$/, '')}::${whole.slice(longest.index + longest[0].length).replace(/^:/, '')}`;
}

function ip(text: string): Ip {
  const found = parsedIp(text);
  if (found === undefined) throw celError(`${text} is no IP address`);
  return found;
}

function parsedCidr(text: string): Cidr | undefined {
  const [address = '', bits = '', ...more] = text.split('/');
  const found = parsedIp(address);
  if (found === undefined || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  return Number(bits) > width[found.family] ? undefined : new Cidr(found, Number(bits));
}

function cidr(text: string): Cidr {
  const found = parsedCidr(text);
  if (found === undefined) throw celError(`${text} is no CIDR`);
  return found;
}

function prefix({ family, bits }: Ip, length: number): bigint {
  return bits >> BigInt(width[family] - length);
}

function holds(net: Cidr, each: Ip, length: number = width[each.family]): boolean {
  return (
    each.family === net.ip.family &&
    length >= net.length &&
    prefix(each, net.length) === prefix(net.ip, net.length)
  );
}

function masked({ ip: { bits, family }, length }: Cidr): Cidr {
  const shift = BigInt(width[family] - length);
  const made = new Ip('', (bits >> shift) << shift, family);
  return new Cidr(new Ip(textOf(made), made.bits, family), length);
}

function within(...nets: readonly string[]): (each: Ip) => boolean {
  // Once it is asked: node makes a large expression when it first reads an address.
  let all: readonly Cidr[] | undefined;
  return (each) => {
    all ??= nets.map(cidr);
    return all.some((net) => holds(net, each));
  };
}

const loopback = within('127.0.0.0/8', '::1/128');
const multicast = within('224.0.0.0/4', 'ff00::/8');
const linkLocal = within('169.254.0.0/16', 'fe80::/10');
const unspecified = within('0.0.0.0/32', '::/128');
const broadcast = within('255.255.255.255/32');

export const addresses: Library = {
  types: { Ip, Cidr },
  namespaces: { ip: new IpNamespace() },
  functions: {
    'ip(string): Ip': ip,
    'isIP(string): bool': (text: string) => parsedIp(text) !== undefined,
    'IpNamespace.isCanonical(string): bool': (_: IpNamespace, text: string) => textOf(ip(text)) === text,
    'string(Ip): string': textOf,
    'Ip.family(): int': ({ family }: Ip) => BigInt(family),
    'Ip.isUnspecified(): bool': unspecified,
    'Ip.isLoopback(): bool': loopback,
    'Ip.isLinkLocalMulticast(): bool': within('224.0.0.0/24', 'ff02::/16'),
    'Ip.isLinkLocalUnicast(): bool': linkLocal,
    'Ip.isGlobalUnicast(): bool': (each: Ip) =>
      ![loopback, multicast, linkLocal, unspecified, broadcast].some((kind) => kind(each)),
    'cidr(string): Cidr': cidr,
    'isCIDR(string): bool': (text: string) => parsedCidr(text) !== undefined,
    'string(Cidr): string': (net: Cidr) => `${textOf(net.ip)}/${net.length}`,
    'Cidr.containsIP(Ip): bool': (net: Cidr, each: Ip) => holds(net, each),
    'Cidr.containsIP(string): bool': (net: Cidr, text: string) => holds(net, ip(text)),
    'Cidr.containsCIDR(Cidr): bool': (net: Cidr, other: Cidr) => holds(net, other.ip, other.length),
    'Cidr.containsCIDR(string): bool': (net: Cidr, text: string) =>
      holds(net, cidr(text).ip, cidr(text).length),
    'Cidr.ip(): Ip': (net: Cidr) => net.ip,
    'Cidr.masked(): Cidr': masked,
    'Cidr.prefixLength(): int': (net: Cidr) => BigInt(net.length),
  },
  operators: {
    'Ip == Ip': (a: Ip, b: Ip) => a.family === b.family && a.bits === b.bits,
    'Cidr == Cidr': (a: Cidr, b: Cidr) =>
      a.length === b.length && a.ip.family === b.ip.family && a.ip.bits === b.ip.bits,
  },
};
