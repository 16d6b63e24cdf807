import { isIP, isIPv6 } from 'node:net';

/** The formats of texts that the server checks in custom resources, as its packages check them. */
type Check = (text: string) => boolean;

const uuid = (third: string, fourth: string): Check =>
  matching(new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${third}-?${fourth}-?[0-9a-f]{12}$`, 'i'));

const hex = '[0-9a-f]{4}';

export const stringFormats: Readonly<Record<string, Check>> = {
  bsonobjectid: matching(/^[0-9a-f]{24}$/i),
  byte: matching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/),
  cidr: isCidr,
  creditcard: isCreditCard,
  date: isDate,
  'date-time': isDateTime,
  datetime: isDateTime,
  duration: isDuration,
  email: isEmail,
  hexcolor: matching(/^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/),
  hostname: isHostname,
  ipv4: (text) => text.includes('.') && isAddress(text),
  ipv6: (text) => isIPv6(text) && !text.includes('%'),
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  mac: isMac,
  rgbcolor: isRgb,
  ssn: (text) => text.length === 11 && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  uri: isRequestUri,
  uuid: uuid(hex, hex),
  uuid3: uuid('3[0-9a-f]{3}', hex),
  uuid4: uuid('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}'),
  uuid5: uuid('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}'),
};

function matching(pattern: RegExp): Check {
  return (text) => pattern.test(text);
}

/** Zeros before a part of an address are nothing to it. */
function isAddress(text: string): boolean {
  return isIP(withoutZeros(text)) !== 0 && !text.includes('%');
}

function withoutZeros(text: string): string {
  return text
    .replace(/(^|[.:])0+(?=\d{1,3}(?:\.|$))/g, '$1')
    .replace(/(^|:)0+(?=[0-9a-fA-F]{1,4}(?::|$))/g, '$1');
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const version = address.includes('%') ? 0 : isIP(withoutZeros(address));
  return (
    more.length === 0 &&
    version !== 0 &&
    /^0*\d{1,3}$/.test(bits) &&
    Number(bits) <= (version === 4 ? 32 : 128)
  );
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const longest = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0;
  return Number(day) >= 1 && Number(day) <= longest;
}

function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  if (time === undefined || !isDate(date)) return false;
  const [, hour = '', minute = '', second = ''] =
    /^(\d{2}):(\d{2}):(\d{2})(.\d+)?(z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return hour !== '' && hour <= '23' && minute <= '59' && second <= '59';
}

const units = /^(ns|nano.*|us|µs|micro.*|ms|milli.*|s|sec.*|m|min.*|h|hr|hour.*|d|day.*|w|wk|week.*)$/s;

/** As Go writes it, or with any number and unit in it: `3 days`. */
function isDuration(text: string): boolean {
  if (/^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/.test(text)) return true;
  return [...text.matchAll(/\d+\s*([A-Za-zµ]+)/g)].some(([, unit = '']) => units.test(unit.toLowerCase()));
}

const atom = String.raw`[\w!#$%&'*+\-/=?^\`{|}~\u0080-\uffff]+`;
const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const name = new RegExp(`^\\s*(?:(?:${quoted}|[.]|${atom})\\s*)*$`);
const local = new RegExp(`^(?:${quoted}|${atom}(?:\\.${atom})*)$`);
const domain = new RegExp(`^${atom}(?:\\.${atom})*$`);

/** A mailbox as in the head of a letter, without the rarest of its forms: comments, domains in brackets. */
function isEmail(text: string): boolean {
  const [, before, address = ''] = /^([^<>]*)<([^<>]+)>\s*$/.exec(text) ?? [undefined, '', text.trim()];
  if (before === undefined || before.length > 1000 || !name.test(before)) return false;
  const at = address.lastIndexOf('@');
  return at > 0 && local.test(address.slice(0, at)) && domain.test(address.slice(at + 1));
}

const label = /^[a-zA-Z0-9\p{S}\p{L}]([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?$/u;

/** One label, or several of which the last is of letters only. */
function isHostname(text: string): boolean {
  const parts = text.split('.');
  const bytes = (part: string): number => new TextEncoder().encode(part).length;
  if (bytes(text) > 255 || parts.some((part) => bytes(part) > 63)) return false;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return /^[a-zA-Z0-9\p{S}\p{L}](-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?$/u.test(text);
  return parts.slice(0, -1).every((part) => label.test(part)) && /^[a-zA-Z\p{L}]{2,63}$/u.test(last);
}

function isMac(text: string): boolean {
  return (
    /^[0-9a-f]{2}([:-])[0-9a-f]{2}(\1[0-9a-f]{2}){4}((\1[0-9a-f]{2}){2}|(\1[0-9a-f]{2}){14})?$/i.test(text) ||
    /^[0-9a-f]{4}(\.[0-9a-f]{4}){2}((\.[0-9a-f]{4})|(\.[0-9a-f]{4}){7})?$/i.test(text)
  );
}

function isRgb(text: string): boolean {
  const [, ...colours] = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(text) ?? [];
  return colours.length === 3 && colours.every((each) => Number(each) <= 255 && !/^0\d/.test(each));
}

/** What may stand in the first line of a request: an address, or a path from the root. A fragment is nothing to it. */
function isRequestUri(text: string): boolean {
  if (text === '' || hasControl(text)) return false;
  if (text === '*') return true;
  const [, rest] = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(.*)$/s.exec(text) ?? [];
  const rooted = rest?.startsWith('/') === true;
  if (rest === undefined || (!rooted && rest === text)) return false;
  if (!rooted) return true;
  const [whole = ''] = rest.split('?', 1);
  const hasScheme = rest !== text;
  if (!hasScheme || !whole.startsWith('//')) return !badEscape.test(whole);
  const slash = whole.indexOf('/', 2);
  const [authority, path] = slash < 0 ? [whole.slice(2), ''] : [whole.slice(2, slash), whole.slice(slash)];
  return !badEscape.test(path) && isAuthority(authority);
}

const badEscape = /%(?![0-9a-fA-F]{2})/;

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f');
}

function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [user, hostAndPort] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || badEscape.test(user)) return false;
  const [, host = '', inner] = /^(\[([^\]]*)\]|[^:]*)(?::\d*)?$/.exec(hostAndPort) ?? [undefined, ' '];
  if (inner !== undefined)
    return isIPv6(inner.replace(/%25.+$/, '')) && !inner.replace(/%25/, '').includes('%');
  return !/%(?![89a-fA-F][0-9a-fA-F]|25)/.test(host) && /^[\w\-.~!$&'()*+,;=<>"%\u0080-\uffff]*$/.test(host);
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (all, each, index) => all + (index + 1) * (each === 'X' ? 10 : Number(each)),
    0,
  );
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  const sum = [...digits].reduce((all, each, index) => all + Number(each) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

const cards =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/;

function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D+/g, '');
  if (!cards.test(digits)) return false;
  const sum = [...digits].reverse().reduce((all, each, index) => {
    const value = Number(each) * (index % 2 === 0 ? 1 : 2);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
