import { inflateReleases } from '../charts/inflate-releases.ts';
import type { Finding } from '../core/finding.ts';
import { definitionsFrom } from '../project/definitions.ts';
import { readObjects } from '../validate/files/read.ts';
import type { Project } from './project.ts';

interface ChartObjects {
  /** With the object that asks for its chart. */
  readonly objects: readonly { readonly object: unknown; readonly by: number }[];
  readonly findings: readonly Finding[];
}

/** What the charts of a project's objects would make, read. */
export async function chartObjects(
  objects: readonly unknown[],
  kubernetes: string | undefined,
  { root, cache, config }: Project,
): Promise<ChartObjects> {
  const crds = definitionsFrom(config.crds, root, 'crds in the config');
  const { releases, findings } = await inflateReleases(objects, { root, cache, kubernetes, crds });
  return {
    objects: releases.flatMap(({ index, chart, text }) =>
      readObjects(text, chart).objects.map(({ value }) => ({ object: value, by: index })),
    ),
    findings: findings.map(({ finding }) => finding),
  };
}
