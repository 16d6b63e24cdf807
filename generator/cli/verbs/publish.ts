import { finding } from '../../core/codes.ts';
import { Problem } from '../../core/problem.ts';
import { addressText, parseAddress } from '../../publish/address.ts';
import { credentialsFor } from '../../publish/credentials.ts';
import { publish } from '../../publish/publish.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, progress, say, type Verb } from '../io.ts';
import { exitFor, report, totals } from '../report.ts';
import { Stopwatch } from '../stopwatch.ts';
import { synthOptions, synthRequest } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll publish oci://HOST/REPOSITORY[:TAG] [STACK…] [options]

Pushes the output to a registry, as artifacts that Flux's OCIRepository reads: one a cluster, and one for each node with a source of its own.
Where a source says from which oci:// address it is read, it is published there, if that is below the one that is given; else below
that one, by the cluster's name. Prints each address with its digest. The same commit makes the same bytes on every machine. What is not
rendered or not committed is not published.

      --tag TAG        instead of the address's or the source's (else latest)
      --source URL     where it comes from, instead of git's remote
      --revision REV   which revision that is, instead of branch@sha1:commit
      --plain-http     speak to the registry without TLS; one on this machine is spoken to so in any case
      --dry-run        push nothing; print what would be pushed
  -l, --selector K=V   clusters with this label
      --env NAME       these environments
      --set K=V        a setting that a stack declares
  -o, --output DIR     instead of the config's

Who publishes is known from docker login: $DOCKER_CONFIG or ~/.docker/config.json, and the helpers it names.

  plimsoll publish oci://registry.example.com/fleet
  plimsoll publish oci://registry.example.com/fleet:v1 -l cluster=prod-eu
  plimsoll publish oci://localhost:5000/fleet --dry-run
`;

export const publishVerb: Verb = {
  name: 'publish',
  summary: 'push the output as OCI artifacts that Flux reads',
  help,
  run,
};

const { shard: _, overwrite: __, against: ___, ...shared } = synthOptions;
const options = {
  ...shared,
  tag: { type: 'string' },
  source: { type: 'string' },
  revision: { type: 'string' },
  'plain-http': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('publish', argv, options);
  const [text, ...stacks] = rest;
  if (text === undefined) throw usage('publish: it takes an address: oci://HOST/REPOSITORY');
  const address = parseAddress(text);
  if (address === undefined)
    throw new Problem([
      finding('cli/not-published', `${text} is no address of a registry`, {
        fix: 'write oci://HOST/REPOSITORY, in lower case, and :TAG if it has one',
      }),
    ]);
  if (values.tag !== undefined && !/^\w[\w.-]{0,127}$/.test(values.tag))
    throw usage(`publish: ${JSON.stringify(values.tag)} is no tag`);
  const clock = new Stopwatch((name) => progress(io, name));
  const { published, findings } = await publish({
    ...synthRequest('publish', { ...values, check: true }, stacks, io, clock),
    address: { ...address, tag: values.tag ?? address.tag },
    plain: values['plain-http'] === true,
    credentials: (host) => credentialsFor(host, io.env ?? {}),
    dryRun: values['dry-run'] === true,
    provenance: {
      ...(values.source === undefined ? {} : { source: values.source }),
      ...(values.revision === undefined ? {} : { revision: values.revision }),
    },
  });
  progress(io, '');
  report(findings, io);
  const said = totals(findings);
  if (said !== undefined) say(io, said);
  for (const each of published) {
    io.out(`${addressText(each.address)}@${each.digest}\n`);
    const state = { true: 'pushed', false: 'is there already', undefined: 'would be pushed' };
    say(io, `${each.name}: ${each.files} files, ${state[`${each.sent}`]}`);
  }
  return published.length === 0 && findings.length === 0 ? exit.fine : exitFor(findings);
}
