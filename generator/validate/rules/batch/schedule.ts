/** Schedules as the server reads them: five fields, or a word for them. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Bounds {
  readonly what: string;
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const fields: readonly Bounds[] = [
  { what: 'minute', low: 0, high: 59 },
  { what: 'hour', low: 0, high: 23 },
  { what: 'day of the month', low: 1, high: 31 },
  { what: 'month', low: 1, high: 12, names: months },
  { what: 'day of the week', low: 0, high: 6, names: days },
];

const words = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const duration =
  /^[+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$/;

/** Says what is wrong with a schedule. */
export function scheduleMistake(text: string): string | undefined {
  if (text.includes('TZ')) return 'names a time zone, which is for timeZone';
  if (text.startsWith('@')) return wordMistake(text);
  const parts = text
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length !== fields.length)
    return `has ${parts.length} fields, not 5: minute, hour, day of the month, month, day of the week`;
  for (const [index, part] of parts.entries()) {
    const wrong = fieldMistake(part, fields[index] as Bounds);
    if (wrong !== undefined) return `has a ${fields[index]?.what} ${JSON.stringify(part)} ${wrong}`;
  }
  return undefined;
}

function wordMistake(text: string): string | undefined {
  if (words.has(text)) return undefined;
  const every = '@every ';
  if (!text.startsWith(every))
    return `is ${JSON.stringify(text)}, which is none of ${[...words].join(', ')} and @every`;
  const length = text.slice(every.length);
  return duration.test(length) || /^[+-]?0$/.test(length)
    ? undefined
    : 'has no duration behind @every, like 1h30m';
}

function fieldMistake(text: string, bounds: Bounds): string | undefined {
  for (const part of text.split(',').filter((each) => each !== '')) {
    const wrong = rangeMistake(part, bounds);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function rangeMistake(text: string, bounds: Bounds): string | undefined {
  const { low, high } = bounds;
  const [range = '', step, ...more] = text.split('/');
  const [from = '', to, ...others] = range.split('-');
  if (more.length > 0) return 'that has more than one slash';
  const star = from === '*' || from === '?';
  if (!star && others.length > 0) return 'that has more than one dash';
  const first = star ? low : numberIn(from, bounds);
  const last = star ? high : to === undefined ? (step === undefined ? first : high) : numberIn(to, bounds);
  if (first === undefined || last === undefined) return 'that is no number';
  if (step !== undefined && !/^\d+$/.test(step)) return 'whose step is no number';
  if (first < low || last > high) return `that is not from ${low} to ${high}`;
  if (first > last) return 'that ends before it begins';
  return step !== undefined && Number(step) === 0 ? 'whose step is 0' : undefined;
}

function numberIn(text: string, { names = [] }: Bounds): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return names === months ? named + 1 : named;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
