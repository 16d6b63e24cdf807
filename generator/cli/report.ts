import { isAbsolute, relative } from 'node:path';
import type { Code } from '../core/codes.ts';
import type { Finding, Place } from '../core/finding.ts';
import { exit, type Io, talkOf } from './io.ts';

/** A finding and where it is, its cure below; answers how many are errors. */
export function report(findings: readonly Finding[], io: Io): number {
  const { format, colour, level } = talkOf(io);
  for (const each of findings) {
    if (level === 'quiet' && each.severity !== 'error') continue;
    io.err(format === 'json' ? `${JSON.stringify(each)}\n` : sentence(each, io.cwd, colour));
  }
  return findings.filter((each) => each.severity === 'error').length;
}

/** Says the errors alone; what a verb ends with that cannot go on after them, undefined where there are none. */
export function stopAtErrors(findings: readonly Finding[], io: Io): number | undefined {
  const wrong = findings.filter(({ severity }) => severity === 'error');
  return report(wrong, io) > 0 ? exitFor(wrong) : undefined;
}

/** How many of each, when there are more than can be seen at once. */
export function totals(findings: readonly Finding[]): string | undefined {
  if (findings.length < 2) return undefined;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return [counted(errors, 'error'), counted(findings.length - errors, 'warning')]
    .filter((each) => each !== '')
    .join(', ');
}

/** The exit code that findings ask for. */
export function exitFor(findings: readonly Finding[]): number {
  const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code as Code);
  if (codes.length === 0) return exit.fine;
  if (codes.includes('cli/usage') || codes.includes('cli/unknown-verb')) return exit.usage;
  return codes.some((code) => environment.has(code)) ? exit.environment : exit.mistake;
}

/** What is not the user's mistake, but the machine's state. */
const environment: ReadonlySet<Code> = new Set<Code>([
  'cli/output-busy',
  'cli/output-unwritable',
  'cli/no-helm',
  'cli/no-repository',
  'cli/git-failed',
  'cli/push-refused',
  'cluster/no-client',
  'cluster/no-context',
  'cluster/unreachable',
  'cluster/unauthorized',
  'cluster/forbidden',
  'cluster/overloaded',
]);

function sentence(
  { severity, code, class: of, message, fix, definition, source }: Finding,
  cwd: string,
  colour: boolean,
): string {
  // What is made is corrected where it is made; what a stack reads, in the file that it reads.
  const place = of === 'build' && source !== undefined ? source : (definition ?? source);
  const head = colour ? `\u001b[${severity === 'error' ? 31 : 33}m${severity}:\u001b[0m` : `${severity}:`;
  // A message that names the file says it once.
  const named = place === undefined || (place !== definition && message.includes(place.file));
  const read = definition !== undefined && place !== definition;
  const by = read ? `  for ${placeText(definition, cwd)}\n` : '';
  const at = named ? by : `  in ${placeText(place, cwd)}\n${by}`;
  return `${head} ${shown(message)} [${code}]\n${shown(at)}${fix === undefined ? '' : `  ${shown(fix)}\n`}`;
}

/** Names come from files of others: what would move the cursor of a terminal is shown, not done. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function placeText({ file, line, column }: Place, cwd: string): string {
  const below = isAbsolute(file) ? relative(cwd, file) : file;
  return [below.startsWith('..') ? file : below, line, column].filter((each) => each !== undefined).join(':');
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}
