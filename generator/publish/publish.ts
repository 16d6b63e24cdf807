import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { type Commit, commitOf } from '../project/commit-of.ts';
import { type Request, synth } from '../synth/synth.ts';
import { isEmpty } from '../write/plan.ts';
import { type Address, addressText } from './address.ts';
import { artifactOf, type Provenance } from './artifact.ts';
import { type Package, packagesOf } from './packages.ts';
import { Registry, type RegistryOptions } from './registry.ts';

export interface PublishRequest extends Request, RegistryOptions {
  readonly address: Address;
  /** Says what would be pushed, and pushes nothing. */
  readonly dryRun: boolean;
  /** Instead of what git says of where it comes from. */
  readonly provenance: Partial<Provenance>;
}

export interface Published {
  readonly name: string;
  readonly address: Address;
  readonly digest: string;
  readonly files: number;
  /** Undefined: nobody has asked the registry. */
  readonly sent: boolean | undefined;
}

/** Publishes what is rendered, as it lies in the output; an output that is not what the stacks make is not published. */
export async function publish(
  request: PublishRequest,
): Promise<{ readonly published: readonly Published[]; readonly findings: readonly Finding[] }> {
  const { project, clusters, files, plan, findings } = await synth(request);
  if (plan === undefined || findings.some(({ severity }) => severity === 'error'))
    return { published: [], findings };
  if (!isEmpty(plan)) throw new Problem([stale()]);
  const commit = await commitOf(project.output);
  const revision = request.provenance.revision ?? revisionOf(commit);
  if (commit !== undefined && !commit.clean && request.provenance.revision === undefined)
    throw new Problem([uncommitted()]);
  const provenance = {
    source: request.provenance.source ?? commit?.source,
    revision,
    created: request.provenance.created ?? commit?.date,
  };
  request.stage('publish');
  const made = clusters.map(({ built }) =>
    packagesOf(built.model, files, request.address, project.config.layout),
  );
  const elsewhere = made.flatMap((each) => each.elsewhere);
  const packages = made.flatMap((each) => each.packages);
  // Another run publishes what is read from elsewhere; a run that publishes nothing is a mistake.
  if (packages.length === 0) return { published: [], findings: [...findings, ...elsewhere] };
  const twice = packages.find(
    ({ address }, index) =>
      packages.findIndex((each) => addressText(each.address) === addressText(address)) !== index,
  );
  if (twice !== undefined)
    throw new Problem([
      finding(
        'cli/not-published',
        `${addressText(twice.address)} would hold two things, ${twice.name} among them`,
        {
          fix: 'give their sources other addresses',
        },
      ),
    ]);
  const published: Published[] = [];
  for (const each of packages) published.push(await pushed(each, provenance, request));
  return { published, findings };
}

async function pushed(
  { name, address, files }: Package,
  provenance: Provenance,
  request: PublishRequest,
): Promise<Published> {
  const artifact = artifactOf(files, provenance);
  const sent = request.dryRun ? undefined : await new Registry(address, request).push(artifact);
  return { name, address, digest: artifact.manifest.digest, files: files.size, sent };
}

function revisionOf(commit: Commit | undefined): string | undefined {
  if (commit === undefined) return undefined;
  const { branch, id } = commit;
  return `${branch === undefined ? '' : `${branch}@`}${id.length === 40 ? 'sha1' : 'sha256'}:${id}`;
}

function stale(): Finding {
  return finding('cli/stale-output', 'the output is not what the stacks make: it is not published', {
    fix: 'run plimsoll synth, and commit what it changes',
  });
}

function uncommitted(): Finding {
  return finding('cli/stale-output', 'the output is not committed: nobody could say where it comes from', {
    fix: 'commit it, or say what it is with --revision',
  });
}
