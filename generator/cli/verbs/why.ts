import { isAbsolute, relative, resolve, sep } from 'node:path';
import { compact } from '../../core/json.ts';
import { kindsCalled, shippedKinds } from '../../facts/names.ts';
import { type Asked, type Cause, type Why, why } from '../../synth/why.ts';
import { headOf as objectText } from '../../validate/files/validated.ts';
import { readArguments, several } from '../arguments.ts';
import { linesOf } from '../diff/lines.ts';
import { harmless } from '../diff/words.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { renderedFor } from '../rendered.ts';
import { stopAtErrors } from '../report.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll why FILE:LINE | KIND/NAME | KIND/NAMESPACE/NAME [--cluster NAME] [--format text|json]

The lines of stacks behind a line of the output, or behind a resource: cluster, node, bundle, application, and every overlay and patch
that changed it, with what it changed.

  plimsoll why out/prod-eu/apps/shop/deployment-web.yaml:14
  plimsoll why deploy/web --cluster prod-eu
  plimsoll why ConfigMap/shop/web --format json
`;

export const whyVerb: Verb = {
  name: 'why',
  summary: 'the lines of stacks behind a line of the output',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('why', argv, {
    cluster: { type: 'string', multiple: true },
    env: { type: 'string', multiple: true },
    format: { type: 'string' },
  });
  const [text, ...more] = rest;
  if (text === undefined || more.length > 0) throw usage('why needs one line of the output, or one resource');
  const { format = 'text' } = values;
  if (format !== 'text' && format !== 'json') throw usage(`why: --format is text or json, not ${format}`);
  const environments = values.env === undefined ? {} : { env: values.env };
  const rendered = await renderedFor('why', environments, [], io, { validate: false });
  const { project } = rendered;
  const asked = askedFor(text, io.cwd, project.output);
  const stop = stopAtErrors(rendered.findings, io);
  if (stop !== undefined) return stop;
  const found = why(rendered, asked, several(values.cluster));
  io.out(
    format === 'json' ? `${compact(found)}\n` : found.map((each) => whyText(each, project.root)).join('\n'),
  );
  return exit.fine;
}

function askedFor(text: string, cwd: string, output: string): Asked {
  const [, path, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(text) ?? [];
  if (path !== undefined && line !== undefined)
    return { file: relative(output, resolve(cwd, path)).split(sep).join('/'), line: Number(line) };
  const [kind, ...names] = text.split('/');
  const [first, second, ...more] = names;
  if (!kind || !first || more.length > 0 || second === '')
    throw usage(`why: ${text} is neither FILE:LINE nor KIND/NAME nor KIND/NAMESPACE/NAME`);
  const called = kindsCalled(kind, shippedKinds())[0]?.kind ?? kind;
  return { kind: called, namespace: second === undefined ? undefined : first, name: second ?? first };
}

function whyText({ resource, cluster, file, field, causes }: Why, root: string): string {
  const width = Math.max(...causes.map((each) => headOf(each).length));
  return harmless(
    `${[
      `${objectText(resource)} in ${cluster}, ${file}`,
      ...(field === undefined
        ? []
        : [`  ${field.path}: ${typeof field.value === 'string' ? field.value : compact(field.value)}`]),
      ...causes.flatMap((each) => [
        `  ${headOf(each).padEnd(width)}  ${placeText(each, root)}`,
        ...each.changes.flatMap((change) => {
          const lines = linesOf(change);
          const [first, second] = lines;
          return lines.length === 2 && first?.sign === '-' && second?.sign === '+'
            ? [`      ${change.path}: ${first.text} → ${second.text}`]
            : [`      ${change.path}:`, ...lines.map((line) => `        ${line.sign} ${line.text}`)];
        }),
      ]),
    ].join('\n')}\n`,
  );
}

function headOf({ what, name }: Cause): string {
  return what === 'around' ? 'labels, annotations, namespace' : `${what} ${name}`.trim();
}

function placeText({ place }: Cause, root: string): string {
  if (place === undefined) return '';
  const file = isAbsolute(place.file) ? relative(root, place.file) : place.file;
  return [file, place.line, place.column].filter((part) => part !== undefined).join(':');
}
