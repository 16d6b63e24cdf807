import { givenFiles as filesAt, givenText, manifestFiles } from '../../project/find-manifests.ts';
import type { GivenFile } from '../../validate/files/judge-file.ts';
import { readArguments } from '../arguments.ts';
import type { Io, Verb } from '../io.ts';
import { usage } from '../usage.ts';
import { standardInput } from '../validate/standard-input.ts';

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
  --no-cache               judge every file: of many, those that were fine before are not judged again as long as neither they nor what they
                           are judged by has changed
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
  'no-cache': { type: 'boolean' },
} as const;

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('validate', argv, options);
  if (rest.length === 0) throw usage('validate needs a file, a folder, a pattern, or - for standard input');
  if (values['dry-run'] === true && values.fix !== true) throw usage('validate: --dry-run goes with --fix');
  if (values.fix === true && rest.includes('-'))
    throw usage('validate: --fix changes files: standard input is none');
  // Before all that judges is loaded: files are read meanwhile.
  const given = await givenFiles(rest, io);
  const { judge } = await import('../validate/judge.ts');
  return judge(given, () => givenFiles(rest, io), values, io);
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
