import { examples } from '../../core/codes/examples.ts';
import { type Code, codeEntry, codes, finding } from '../../core/codes.ts';
import { Problem } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, type Verb } from '../io.ts';

const help = `usage: plimsoll explain [CODE|CLASS|KIND[.FIELD…]]…

What a finding means, what leads to it and what to do: of a code (api/unknown-field), or, a line each, of a class (api) or of all.
Of a kind or a field of it: type, what the server fills in and demands, releases, limits, the line that imports it and its path.
Short names and plurals are known; lists are gone through without brackets.

  plimsoll explain api/rule-failed
  plimsoll explain patch
  plimsoll explain deploy.spec.template.spec.containers.image
  plimsoll explain certificates.cert-manager.io.spec.issuerRef
`;

export const explainVerb: Verb = {
  name: 'explain',
  summary: 'what a finding means and what to do, or what is known of a field',
  help,
  run,
};

const names = Object.keys(codes) as Code[];

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { rest } = readArguments('explain', argv, {});
  const classes = [...new Set(names.map(classOf))];
  const isKind = (each: string): boolean => !each.includes('/') && !classes.includes(each);
  const unknown = rest.filter(
    (each) => !isKind(each) && !classes.includes(each) && !Object.hasOwn(codes, each),
  );
  if (unknown.length > 0)
    throw new Problem(
      unknown.map((each) =>
        finding('cli/unknown-code', `there is no code ${each}`, {
          fix: didYouMean(each, [...names, ...classes]) ?? `classes are ${classes.join(', ')}`,
        }),
      ),
    );
  const wanted = rest.length === 0 ? classes : rest;
  const texts: string[] = [];
  for (const each of wanted)
    if (isKind(each)) {
      const { explainedKind } = await import('../explain/kind.ts');
      texts.push(await explainedKind(each, io.cwd));
    } else texts.push(classes.includes(each) ? listOf(each) : explained(each as Code));
  io.out(texts.join('\n'));
  return exit.fine;
}

function classOf(code: string): string {
  return code.slice(0, code.indexOf('/'));
}

function listOf(group: string): string {
  const all = names.filter((code) => classOf(code) === group);
  const width = Math.max(...all.map((code) => code.length));
  return all.map((code) => `${code.padEnd(width)}  ${codeEntry(code).meaning}\n`).join('');
}

function explained(code: Code): string {
  const { severity, meaning, cure } = codeEntry(code);
  const example = examples[code]
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
  return `${code} (${severity})\n\n  ${meaning}\n\n  For example:\n\n${example}\n\n  What to do: ${cure}\n`;
}
