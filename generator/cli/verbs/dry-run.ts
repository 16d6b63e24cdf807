import type { Verdict } from '../../cluster/dry-run.ts';
import { byText } from '../../core/compare.ts';
import { grouped } from '../../core/group.ts';
import { type DryRun, dryRunOf, findingsIn } from '../../live/ask.ts';
import type { RenderedSubject } from '../../live/subjects.ts';
import type { Validated } from '../../validate/files/validated.ts';
import { sifted } from '../../validate/files/validated.ts';
import { identityOf } from '../../validate/identity.ts';
import { readArguments } from '../arguments.ts';
import { type Io, say, today, type Verb } from '../io.ts';
import { reachHelp, reachOf, reachOptions } from '../reach.ts';
import { renderedFor } from '../rendered.ts';
import { exitFor, report } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';
import { formats } from '../validate/formats.ts';

const help = `usage: plimsoll dry-run [STACK…] [options]

Asks the API server of each cluster what it would make of what is rendered for it: server-side apply, not carried out, in the
order in which objects depend on each other. What the server or a webhook or policy of the cluster refuses is an error; what
others manage, and what the server warns of, are warnings. What needs a namespace or a definition that arrives in the same
change cannot be asked about: offline checks hold for it. Nothing in the cluster is changed.

${reachHelp}
  -l, --selector K=V     clusters with this label
      --env, --set       as of synth
      --format FORMAT    text, json, sarif, github or junit, as of validate

  plimsoll dry-run
  plimsoll dry-run -l cluster=prod-eu --context eks-prod
  plimsoll synth --server-dry-run
`;

export const dryRunVerb: Verb = {
  name: 'dry-run',
  summary: 'ask the API servers what they would make of the render',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const options = { ...synthOptions, ...reachOptions, format: { type: 'string' } } as const;
  const { values, rest } = readArguments('dry-run', argv, options);
  const { format = 'text', ...others } = values;
  const written = formats.get(format);
  if (written === undefined)
    throw usage(`dry-run: --format is one of ${[...formats.keys()].join(', ')}, not ${format}`);
  const reach = reachOf('dry-run', values);
  const render = await renderedFor('dry-run', others, rest, io, { validate: true });
  if (report(render.findings, io) > 0) return exitFor(render.findings);
  const runs = await dryRunOf(render, reach);
  const findings = findingsIn(runs, render, today(io));
  const left = new Set(findings);
  report(runs.unasked, io);
  io.out(written(sifted(validated(runs.runs), (all) => all.filter((each) => left.has(each)))));
  for (const each of runs.runs) say(io, summary(each));
  return exitFor(findings);
}

/** By the files of the output, as findings of validate are. */
function validated(runs: readonly DryRun[]): readonly Validated[] {
  const verdicts = runs.flatMap(({ found }) => found);
  const files = grouped(verdicts, ({ subject }) => subject.about().source?.file ?? '');
  return [...files].map(([file, mine]) => ({
    file,
    objects: mine.map(({ subject, findings }) => ({ resource: identityOf(subject.object), findings })),
    skipped: 0,
    findings: [],
  }));
}

function summary({ cluster, connection, found }: DryRun): string {
  const count = (outcome: Verdict<RenderedSubject>['outcome']): number =>
    found.filter((each) => each.outcome === outcome).length;
  const waiting = grouped(
    found.filter(({ waitsFor }) => waitsFor !== undefined),
    ({ waitsFor }) => waitsFor ?? '',
  );
  const waits = [...waiting]
    .sort(([a], [b]) => byText(a, b))
    .map(([what, mine]) => `${mine.length} for ${what}`)
    .join(', ');
  return `${cluster} (${connection.context}): ${count('accepted')} accepted, ${count('refused')} refused${
    waits === '' ? '' : `; only checked offline, because they wait: ${waits}`
  }`;
}
