import type { Finding } from '../../core/finding.ts';
import { givenFiles as filesAt, givenText, manifestFiles } from '../../project/find-manifests.ts';
import { runCommand } from '../../project/user-command.ts';
import type { GivenFile } from '../../validate/files/judge-file.ts';
import { judgeFiles } from '../../validate/files/judge-files.ts';
import { judgeUpgrade } from '../../validate/files/upgrade.ts';
import { findingsOf, hasFindings, sifted, type Validated } from '../../validate/files/validated.ts';
import { isAsked } from '../../validate/sieve/asked.ts';
import { withoutIgnored } from '../../validate/sieve/ignore.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, today, type Verb } from '../io.ts';
import { usage } from '../usage.ts';
import { againstBaseline } from '../validate/baseline.ts';
import { formats } from '../validate/formats.ts';
import { releasesOf } from '../validate/releases.ts';
import { type Settings, settingsFrom } from '../validate/settings.ts';

const help = `usage: plimsoll validate <PATH|PATTERN|->… [options]

Says offline what the API server would say of manifests: files, folders (their .yaml, .yml and .json files), patterns, or standard input.
Fields, types and the server's own rules; of custom resources schema and CEL rules; and what objects say of each other: names, keys, ports,
selectors.
What Flux substitutes is substituted first, where the Kustomization is among the files; kustomization files are checked against
kustomize's own fields. Definitions of custom resources among the files hold for the others. Documents without apiVersion and kind are
skipped and counted. Rules, commands and ignores of plimsoll.config.ts hold here too.

  --kubernetes-version V   whose schemas, like 1.36; the config's or the newest without
  --crds WHAT              definitions of custom resources, files or folders, which win over what is shipped; or the
                           release of a shipped project: argo-cd@2.14
  --serve GROUP/VERSION    an API that is off by default and on in this cluster
  --only, --skip WHAT      a class (api, references, deprecations, kustomize, policy) or a code (api/unknown-field); --only api is
                           what the server itself would say
  --external WHAT          what is in the cluster though not among the files: Kind/name, Kind/namespace/name, with *
  --policy WHAT            what a team wants beyond the server: images=tag or =digest, pod-security (=baseline, =restricted: of
                           namespaces that say nothing), resources, probes, roles, tokens, host-namespaces, admission
  --severity LEVEL         error: warnings are not said
  --upgrade A..B           only what servers of later releases would refuse and A's does not: 1.34..1.37; ..1.37 from the
                           version of the config
  --baseline FILE          only what FILE does not know counts; where there is no such file, it is made of today's findings
  --format FORMAT          text; json: { findings, documents, errors, warnings }; sarif (code scanning, editors); github
                           (annotations of a workflow); junit (a case an object)

  --inflate                also what the charts of HelmReleases and of Argo CD's Applications would make, rendered by the program helm

  --fix                    mend in the files what is plainly meant (one near name, a text that was to be a number, a number that
                           was to be a text), every other byte as it was; then say what is left; --dry-run: only say it.
                           Of what stacks make, the edit of the stack is shown

Exit code 1: there are errors.

  plimsoll validate out/
  plimsoll validate 'apps/**/*.yaml' --kubernetes-version 1.33 --crds crds/
  plimsoll validate out/ --baseline baseline.json
  plimsoll validate apps/ --fix --dry-run
  plimsoll validate out/ --inflate
  helm template chart | plimsoll validate - --format json
`;

export const validateVerb: Verb = {
  name: 'validate',
  summary: 'say offline what the API server would say of manifests',
  help,
  run,
};

const options = {
  'kubernetes-version': { type: 'string' },
  crds: { type: 'string', multiple: true },
  serve: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  external: { type: 'string', multiple: true },
  policy: { type: 'string', multiple: true },
  upgrade: { type: 'string' },
  severity: { type: 'string' },
  baseline: { type: 'string' },
  format: { type: 'string' },
  inflate: { type: 'boolean' },
  fix: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

const standardInput = 'standard input';

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('validate', argv, options);
  if (rest.length === 0) throw usage('validate needs a file, a folder, a pattern, or - for standard input');
  const { format = 'text', severity = 'warning', baseline } = values;
  const written = formats.get(format);
  if (written === undefined)
    throw usage(`validate: --format is one of ${[...formats.keys()].join(', ')}, not ${format}`);
  if (severity !== 'warning' && severity !== 'error')
    throw usage(`validate: --severity is warning or error, not ${severity}`);
  const settings = await settingsFrom(values, io);
  if (values['dry-run'] === true && values.fix !== true) throw usage('validate: --dry-run goes with --fix');
  if (values.fix === true) {
    if (rest.includes('-')) throw usage('validate: --fix changes files: standard input is none');
    const { fixFiles } = await import('../validate/fix.ts');
    const files = await givenFiles(rest, io);
    const judged = judgeFiles(files, settings.options);
    await fixFiles(judged, files, settings.options, values['dry-run'] === true, io);
  }
  const plain = await givenFiles(rest, io);
  const inflated = values.inflate === true ? await inflatedFiles(plain, settings, io) : undefined;
  const given = inflated?.files ?? plain;
  const extra = [...(inflated?.findings ?? []), ...(await fromCommands(plain, settings))];
  let all =
    values.upgrade === undefined
      ? withExtra(judgeFiles(given, settings.options), extra)
      : judgeUpgrade(given, releasesOf(values.upgrade, settings.options.kubernetes), settings.options);
  if (settings.ignore.length > 0)
    all = sifted(all, (findings) => withoutIgnored(findings, settings.ignore, today(io)));
  if (severity === 'error')
    all = sifted(all, (findings) => findings.filter((each) => each.severity === 'error'));
  if (baseline !== undefined) all = againstBaseline(all, baseline, io);
  io.out(written(all));
  const errors = all
    .filter(hasFindings)
    .flatMap(findingsOf)
    .filter((each) => each.severity === 'error');
  return errors.length > 0 ? exit.mistake : exit.fine;
}

/** Charts are rendered by a program of their own: nothing of it is loaded where nobody asks. */
async function inflatedFiles(
  plain: readonly GivenFile[],
  settings: Settings,
  io: Io,
): ReturnType<typeof import('../validate/inflate.ts').withCharts> {
  const { withCharts } = await import('../validate/inflate.ts');
  return withCharts(plain, settings, io);
}

async function givenFiles(paths: readonly string[], io: Io): Promise<readonly GivenFile[]> {
  const names = manifestFiles(
    paths.filter((path) => path !== '-'),
    io.cwd,
  );
  const files = filesAt(names, io.cwd);
  if (!paths.includes('-')) return files;
  return [givenText(standardInput, (await io.stdin?.()) ?? '', io.cwd), ...files];
}

/** What programs of the user find in the same files. */
async function fromCommands(
  given: readonly GivenFile[],
  { root, commands, options: asked }: Settings,
): Promise<readonly Finding[]> {
  const wanted = commands.filter(({ code }) => isAsked(code, asked));
  if (wanted.length === 0) return [];
  const texts = new Map(
    given.map(({ name, text }) => [name === standardInput ? 'stdin.yaml' : name, text()]),
  );
  const findings: Finding[] = [];
  for (const command of wanted) findings.push(...(await runCommand(command, texts, root)));
  return findings;
}

/** Each finding with its file; what names none of them stands with the first. */
function withExtra(all: readonly Validated[], extra: readonly Finding[]): readonly Validated[] {
  if (extra.length === 0) return all;
  const names = new Set(all.map(({ file }) => file));
  const homeOf = ({ source }: Finding): string | undefined =>
    source !== undefined && names.has(source.file) ? source.file : all[0]?.file;
  return all.map((each) => ({
    ...each,
    findings: [...each.findings, ...extra.filter((found) => homeOf(found) === each.file)],
  }));
}
