import { byText } from '../../core/compare.ts';
import { grouped } from '../../core/group.ts';
import { countsOf, type Folded } from '../../difference/fold.ts';
import { isNoise } from '../../difference/noise.ts';
import type { Difference } from '../../synth/difference.ts';
import { linesOf } from './lines.ts';
import { clusterTexts, countsText, effectText, harmless, nameText, ownerText, whereText } from './words.ts';

/** What a comment on a pull request may hold. */
const most = 65_536;
/** By this a comment is found again, to be edited. */
export const mark = '<!-- plimsoll diff -->';
/** More dangerous changes than this are not listed one by one. */
const mostListed = 60;

/** For a pull request: the summary, what is deleted, then each application, as far as there is room. */
export function diffMarkdown(difference: Difference): string {
  const { from, to, changes, counts, beside } = difference;
  const dangerous = changes.filter(({ effect, loss }) => isDangerous(effect) || loss !== undefined);
  const head = [
    mark,
    `### ${countsText(counts, beside)}`,
    `${code(from)} → ${code(to)}`,
    ...(clusterTexts(difference).length === 0
      ? []
      : [
          clusterTexts(difference)
            .map((each) => `- ${plain(each)}`)
            .join('\n'),
        ]),
    ...(dangerous.length === 0 ? [] : [listed(dangerous, difference)]),
  ].join('\n\n');
  const applications = [
    ...grouped(
      changes.filter(({ noise }) => !noise),
      ownerText,
    ),
  ].sort(([a], [b]) => byText(a, b));
  const parts = [head];
  let room = most - head.length - 200;
  let left = 0;
  for (const [owner, mine] of applications) {
    const part = [
      application(owner, mine, difference, true),
      application(owner, mine, difference, false),
    ].find((text) => text.length + 2 <= room);
    if (part === undefined) left++;
    else {
      parts.push(part);
      room -= part.length + 2;
    }
  }
  if (left > 0)
    parts.push(
      `${left} more ${left === 1 ? 'application changes' : 'applications change'}: there is no room for ${left === 1 ? 'it' : 'them'} here.`,
    );
  return `${parts.join('\n\n')}\n`;
}

function isDangerous(effect: Folded['effect']): boolean {
  return ['pruned', 'refused', 'recreated', 'abandoned', 'moved'].includes(effect);
}

/** A line each, deletions first. */
function listed(changes: readonly Folded[], difference: Difference): string {
  const lines = changes.slice(0, mostListed).map((each) => {
    const sign = each.loss === undefined ? '' : ':warning: ';
    return `- ${sign}${code(nameText(each))} ${plain(effectText(each, difference))} (${plain(where(each))})`;
  });
  const left = changes.length - mostListed;
  return [...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n');
}

function application(
  owner: string,
  changes: readonly Folded[],
  difference: Difference,
  whole: boolean,
): string {
  const counts = countsOf(changes.map((each) => ({ ...each, cluster: '', signature: '', findings: [] })));
  const body = changes.map((each) => {
    const title = `**${code(nameText(each))}** ${plain(effectText(each, difference))}${whereText(each) === '' ? '' : ` (${plain(whereText(each))})`}`;
    const lines = whole ? diffLines(each) : [];
    return lines.length === 0 ? title : `${title}\n\n${fenced(lines)}`;
  });
  return `<details><summary>${html(owner)}: ${html(countsText(counts, difference.beside))}</summary>\n\n${body.join('\n\n')}\n\n</details>`;
}

function diffLines({ fields }: Folded): readonly string[] {
  return fields
    .filter(({ path }) => !isNoise(path))
    .flatMap((field) => [`  ${field.path}`, ...linesOf(field).map(({ sign, text }) => `${sign} ${text}`)])
    .map(harmless);
}

/** A fence is longer than any run of its signs inside. */
function fenced(lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}

function where(each: Folded): string {
  return [ownerText(each), whereText(each)].filter((text) => text !== '').join(', ');
}

function code(text: string): string {
  return `\`${harmless(text).replaceAll('`', "'").replaceAll('\n', ' ')}\``;
}

/** Text that is no markup, and mentions nobody. */
function plain(text: string): string {
  return html(text)
    .replace(/[\\`*_[\]|#]/g, (sign) => `\\${sign}`)
    .replaceAll('@', '@\u200b');
}

function html(text: string): string {
  return harmless(text)
    .replaceAll('\n', ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
