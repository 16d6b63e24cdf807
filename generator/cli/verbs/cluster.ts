import { watchObjects } from '../../live/cronjob.ts';
import { rightsFor } from '../../live/rights.ts';
import { yamlText } from '../../manifest/write.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { renderedFor } from '../rendered.ts';
import { stopAtErrors } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll cluster rbac|cronjob [options]

rbac      the roles that dry-run, drift and the others need for what is rendered, with their bindings: for each kind, in each
          namespace. The server authorizes a dry run as the change itself, so that whoever holds them could also apply: bind
          them to an account of its own. Roles that are rendered themselves also need the rights they grant, or escalate.
cronjob   a CronJob that runs plimsoll drift --exit-code in the cluster, with an account: its jobs fail where there is drift.
          The image holds the repository with its packages (npm ci)

  -l, --selector K=V     clusters with this label
      --account NAME     the ServiceAccount (default plimsoll)
      --namespace NAME   where it is (default plimsoll)
      --image IMAGE      of the CronJob
      --schedule CRON    of the CronJob (default: 7 * * * *)

  plimsoll cluster rbac -l cluster=prod-eu | kubectl apply -f -
  plimsoll cluster cronjob --image registry.example.com/fleet:1 -l cluster=prod-eu
`;

export const clusterVerb: Verb = {
  name: 'cluster',
  summary: 'the roles that live verbs need, a CronJob that looks for drift',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('cluster', argv, {
    ...synthOptions,
    account: { type: 'string' },
    namespace: { type: 'string' },
    image: { type: 'string' },
    schedule: { type: 'string' },
  });
  const [what, ...more] = rest;
  if ((what !== 'rbac' && what !== 'cronjob') || more.length > 0)
    throw usage(`cluster: it prints rbac or cronjob, not ${rest.join(' ') || 'nothing'}`);
  const { account: name = 'plimsoll', namespace = 'plimsoll', image, schedule = '7 * * * *' } = values;
  const account = { name, namespace };
  if (what === 'cronjob') {
    if (image === undefined)
      throw usage('cluster: cronjob needs --image, which holds the repository and its packages');
    const selected = (values.selector ?? []).flatMap((each) => ['-l', each]);
    io.out(yamlText(watchObjects({ account, image, schedule, arguments: selected }) as never));
    return exit.fine;
  }
  const { account: _, namespace: __, image: ___, schedule: ____, ...others } = values;
  const { objects, findings } = await renderedFor('cluster', others, [], io, { validate: false });
  const stop = stopAtErrors(findings, io);
  if (stop !== undefined) return stop;
  io.out(
    yamlText(
      rightsFor(
        objects.map(({ object }) => object),
        account,
      ) as never,
    ),
  );
  return exit.fine;
}
