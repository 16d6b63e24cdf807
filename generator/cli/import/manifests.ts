import { basename, relative, resolve, sep } from 'node:path';
import { adoptProject } from '../../adoption/adopt-project.ts';
import type { Comparison } from '../../adoption/compare-back.ts';
import { environmentName } from '../../project/config.ts';
import { openProject } from '../../synth/project.ts';
import { exit, type Io, say } from '../io.ts';
import { report } from '../report.ts';
import { Stopwatch } from '../stopwatch.ts';
import { synthRequest } from '../synth-request.ts';
import { usage } from '../usage.ts';

export interface Asked {
  readonly folder: string;
  readonly cluster: string | undefined;
  readonly kubernetes: string | undefined;
}

/** Existing YAML as a stack, and how much of it comes back as it was. */
export async function importManifests({ folder, cluster, kubernetes }: Asked, io: Io): Promise<number> {
  const project = await openProject(io.cwd, undefined);
  const from = relative(project.root, resolve(io.cwd, folder)).split(sep).join('/');
  if (from.startsWith('..'))
    throw usage(`import manifests: ${folder} is not in the project: ${project.root}`);
  const name = clusterName(cluster ?? basename(resolve(io.cwd, folder)));
  const release = kubernetes ?? project.config.kubernetes ?? '1.36';
  if (!/^\d+\.\d+$/.test(release))
    throw usage(`import manifests: a Kubernetes version is like 1.36, not ${release}`);
  const render = { ...synthRequest('import', {}, [], io, new Stopwatch()), frozen: true, validate: false };
  const done = await adoptProject(project, { from, cluster: name, kubernetes: release, render, cwd: io.cwd });
  for (const path of done.files) io.out(`+ ${path}\n`);
  for (const note of done.notes) say(io, note);
  const { names, text, added } = done.environments;
  if (names.length > 0 && !added) say(io, `overlays are environments: add to plimsoll.config.ts\n  ${text},`);
  if (report(done.findings, io) > 0 || done.comparison === undefined) return exit.mistake;
  say(io, comparisonText(done.comparison));
  return exit.fine;
}

function clusterName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (!environmentName.test(name))
    throw usage('import manifests: say what the cluster is called: --cluster NAME');
  return name;
}

function comparisonText({ bundles, objects, equal, other, engine, leftOut, kustomize }: Comparison): string {
  return [
    `${equal} of ${objects} objects come back equal, in ${bundles} ${bundles === 1 ? 'bundle' : 'bundles'}`,
    ...(other > 0 ? [`${other} in another form`] : []),
    ...(engine > 0 ? [`${engine} the engine makes itself`] : []),
    ...(leftOut > 0 ? [`${leftOut} are left out`] : []),
    ...(kustomize > 0 ? [`${kustomize} are left to kustomize, as they were`] : []),
  ].join('; ');
}
