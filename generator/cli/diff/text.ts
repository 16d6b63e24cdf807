import type { Effect } from '../../difference/changes.ts';
import type { Folded } from '../../difference/fold.ts';
import { isNoise } from '../../difference/noise.ts';
import type { Difference } from '../../synth/difference.ts';
import { type Line, linesOf } from './lines.ts';
import { clusterTexts, countsText, effectText, harmless, nameText, ownerText, whereText } from './words.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** What is noise as well. */
  readonly all: boolean;
}

const signs: Readonly<Record<Effect, string>> = {
  pruned: '-',
  refused: '!',
  recreated: '!',
  moved: '>',
  abandoned: '-',
  rolled: '~',
  changed: '~',
  created: '+',
};

const colours: Readonly<Record<string, number>> = { '-': 31, '!': 31, '>': 33, '~': 33, '+': 32 };

/** For a terminal: what is worst first, fields below their object. */
export function diffText(difference: Difference, { colour, all }: TextOptions): string {
  const { from, to, changes, counts, beside } = difference;
  const paint = (sign: string, text: string): string =>
    colour && colours[sign] !== undefined ? `\u001b[${colours[sign]}m${text}\u001b[0m` : text;
  const shown = changes.filter(({ noise }) => all || !noise);
  const lines = [
    harmless(`${from} → ${to}: ${countsText(counts, beside)}`),
    ...clusterTexts(difference).map((each) => harmless(`  ${each}`)),
    ...shown.flatMap((each) => ['', ...changeLines(each, difference, paint, all)]),
  ];
  return `${lines.join('\n')}\n`;
}

function changeLines(
  each: Folded,
  difference: Difference,
  paint: (sign: string, text: string) => string,
  all: boolean,
): readonly string[] {
  const sign = signs[each.effect];
  const where = [ownerText(each), whereText(each)].filter((text) => text !== '').join(', ');
  const fields = all ? each.fields : each.fields.filter(({ path }) => !isNoise(path));
  const hidden = each.fields.length - fields.length;
  return [
    `${paint(sign, `${sign} ${harmless(nameText(each))}`)}  ${harmless(effectText(each, difference))}`,
    `    ${harmless(where)}`,
    ...fields.flatMap((field) => fieldLines(harmless(field.path), linesOf(field), paint)),
    ...(hidden > 0 ? [`    and ${hidden} of no weight`] : []),
  ];
}

function fieldLines(
  path: string,
  lines: readonly Line[],
  paint: (sign: string, text: string) => string,
): readonly string[] {
  const [first, second] = lines;
  // A value and another one: on one line where they fit.
  if (lines.length === 2 && first?.sign === '-' && second?.sign === '+') {
    const short = `    ${path}: ${first.text} → ${second.text}`;
    if (short.length <= 120) return [`    ${path}: ${paint('-', first.text)} → ${paint('+', second.text)}`];
  }
  if (lines.length === 1 && first !== undefined && first.sign !== ' ')
    return [`    ${paint(first.sign, `${first.sign} ${path}: ${first.text}`)}`];
  return [`    ${path}:`, ...lines.map(({ sign, text }) => `      ${paint(sign, `${sign} ${text}`)}`)];
}
