import { byText } from '../../core/compare.ts';
import { type Agreement, agreementOf } from '../../live/doctor.ts';
import { headOf } from '../../validate/files/validated.ts';
import { readArguments } from '../arguments.ts';
import { harmless } from '../diff/words.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { reachHelp, reachOf, reachOptions } from '../reach.ts';
import { renderedFor } from '../rendered.ts';
import { exitFor, report } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll doctor [STACK…] [--against CONTEXT] [options]

Whether offline checks say the same as the clusters: sends what is rendered as a dry run, and prints how often the two agree, which
rules refuse what the server refuses too, and each object of which they do not say the same. What a cluster's own policies, webhooks
and quotas refuse is counted apart: no offline check knows them. Nothing in the cluster is changed.

      --against CONTEXT  the same as --context
${reachHelp}
  -l, --selector K=V     clusters with this label
      --format FORM      text or json

  plimsoll doctor --against eks-prod -l cluster=prod-eu
`;

export const doctorVerb: Verb = {
  name: 'doctor',
  summary: 'whether offline checks say the same as the clusters',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('doctor', argv, {
    ...synthOptions,
    ...reachOptions,
    against: { type: 'string' },
    format: { type: 'string' },
  });
  const { format = 'text', against, context = against, ...others } = values;
  if (format !== 'text' && format !== 'json') throw usage(`doctor: --format is text or json, not ${format}`);
  const reach = reachOf('doctor', { ...values, ...(context === undefined ? {} : { context }) });
  const render = await renderedFor('doctor', others, rest, io, { validate: true });
  // What a server would refuse is what this is about; a stack that cannot be rendered is not.
  const broken = render.findings.filter((each) => each.severity === 'error' && each.class === 'build');
  if (report(broken, io) > 0) return exitFor(broken);
  const { found, unasked } = await agreementOf(render, reach);
  report(unasked, io);
  io.out(
    format === 'json'
      ? `${JSON.stringify(found.map((each) => ({ ...each, rules: Object.fromEntries(each.rules) })))}\n`
      : harmless(found.map(agreementText).join('\n')),
  );
  if (unasked.length > 0) return exitFor(unasked);
  return found.some(({ disagreements }) => disagreements.length > 0) ? exit.mistake : exit.fine;
}

function agreementText(each: Agreement): string {
  const { cluster, context, asked, agreed, refused, waiting, admission, rules, disagreements } = each;
  const share = asked === 0 ? 100 : (100 * agreed) / asked;
  const apart = [
    ...(admission === 0 ? [] : [`${admission} refused by what only the cluster has`]),
    ...(waiting === 0 ? [] : [`${waiting} wait for what is not there yet`]),
  ].join(', ');
  return `${[
    `${cluster} (${context}): agreement ${share.toFixed(2)} % of ${asked} objects, both refuse ${refused}${apart === '' ? '' : `; ${apart}`}`,
    ...[...rules].sort(([a], [b]) => byText(a, b)).map(([code, count]) => `  ${code}  ${count}`),
    ...disagreements.map(
      ({ resource, who, code, message }) =>
        `  only ${who === 'offline' ? `offline (${code})` : 'the server'} refuses ${resource === undefined ? '' : headOf(resource)}: ${message}`,
    ),
  ].join('\n')}\n`;
}
