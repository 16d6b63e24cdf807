import { grouped } from '../../core/group.ts';
import { compact } from '../../core/json.ts';
import { differenceLive } from '../../live/drift.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, say, today, type Verb } from '../io.ts';
import { mendsOf } from '../live/mend.ts';
import { reachHelp, reachOf, reachOptions } from '../reach.ts';
import { renderedFor } from '../rendered.ts';
import { exitFor, report, stopAtErrors } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll drift [STACK…] [options]

What is in the clusters that is not as it is rendered: what is missing, what was changed by hand, what was applied once and is
not rendered any more. It is the difference that applying the render would make, so that defaults of the server and fields
that controllers manage are none. Nothing in the cluster is changed.

${reachHelp}
  -l, --selector K=V     clusters with this label
      --patch FORM       also a patch that would mend each changed object: path, json, merge or strategic
      --format FORM      text or json
      --exit-code        exit 2 when there is drift

  plimsoll drift
  plimsoll drift -l cluster=prod-eu --exit-code
  plimsoll drift --patch strategic
  plimsoll cluster cronjob --image registry.example.com/fleet:1    # looks every hour
`;

export const driftVerb: Verb = {
  name: 'drift',
  summary: 'what in the clusters is not as it is rendered',
  help,
  run,
};

const forms = ['path', 'json', 'merge', 'strategic'] as const;

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('drift', argv, {
    ...synthOptions,
    ...reachOptions,
    format: { type: 'string' },
    patch: { type: 'string' },
    'exit-code': { type: 'boolean' },
  });
  const { format = 'text', patch, 'exit-code': asked, ...others } = values;
  if (format !== 'text' && format !== 'json') throw usage(`drift: --format is text or json, not ${format}`);
  const form = forms.find((each) => each === patch);
  if (patch !== undefined && form === undefined)
    throw usage(`drift: --patch is one of ${forms.join(', ')}, not ${patch}`);
  const reach = reachOf('drift', values);
  const render = await renderedFor('drift', others, rest, io, { validate: false });
  const stop = stopAtErrors(render.findings, io);
  if (stop !== undefined) return stop;
  const { difference, findings, drift } = await differenceLive(render, reach, today(io));
  // That others manage what would be taken over is what drift is: the difference says it.
  const said = findings.filter(({ code }) => code !== 'cluster/conflict');
  report(said, io);
  const mended =
    form === undefined ? [] : drift.flatMap(({ cluster, found }) => mendsOf(cluster, found, form));
  if (format === 'json') {
    const { diffJson } = await import('../diff/json.ts');
    io.out(
      form === undefined
        ? diffJson(difference, said)
        : `${compact({ difference: JSON.parse(diffJson(difference, said)), patches: mended })}\n`,
    );
  } else {
    const { diffText } = await import('../diff/text.ts');
    io.out(diffText(difference, { colour: io.colour === true, all: false }));
    for (const [cluster, mine] of grouped(mended, (each) => each.cluster))
      io.out(`\n${cluster}\n${mine.map(({ text }) => text).join('')}`);
  }
  for (const { cluster, connection, found } of drift) {
    const waits = found.objects.filter(({ outcome }) => outcome === 'waits').length;
    if (waits > 0) say(io, `${cluster} (${connection.context}): ${waits} wait for what is not there yet`);
  }
  const code = exitFor(said);
  return code === exit.fine && asked === true && difference.all.length > 0 ? exit.differs : code;
}
