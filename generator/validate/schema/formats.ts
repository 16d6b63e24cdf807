import { stringFormats } from './string-formats.ts';

/** Texts that Go reads into something else, as its packages read them. */
const quantity = /^[+-]?(\d+(\.\d*)?|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/;
const time = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})([.,]\d+)?(Z|[+-]\d{2}:\d{2})$/;

export function isQuantity(value: string | number): boolean {
  return typeof value === 'number' || quantity.test(value);
}

export function isTime(text: string): boolean {
  const [, year, month, day, hour, minute, second] = (time.exec(text) ?? []).map(Number);
  return (
    month !== undefined &&
    day !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(year ?? 0, month) &&
    (hour ?? 24) < 24 &&
    (minute ?? 60) < 60 &&
    (second ?? 60) < 60
  );
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Standard base64 with padding; line breaks mean nothing. */
export function isBase64(text: string): boolean {
  const bare = text.replace(/[\r\n]/g, '');
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
}

/** By the names that schemas use: what the server reads, and the published formats that it checks. */
export const formats: Readonly<Record<string, { readonly validate: (text: string) => boolean }>> = {
  quantity: { validate: isQuantity },
  'go-time': { validate: isTime },
  'go-micro-time': { validate: (text) => isTime(text) && /\.\d{6}(?!\d)/.test(text) },
  'go-bytes': { validate: isBase64 },
  ...Object.fromEntries(Object.entries(stringFormats).map(([name, validate]) => [name, { validate }])),
};
