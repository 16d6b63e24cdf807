import { inflateReleases } from '../../charts/inflate-releases.ts';
import type { Finding } from '../../core/finding.ts';
import { cacheFolder } from '../../project/cache.ts';
import { givenText } from '../../project/find-manifests.ts';
import { type GivenFile, readFile } from '../../validate/files/judge-file.ts';
import type { Io } from '../io.ts';
import type { Settings } from './settings.ts';

/** The files, and beside each that has a release what its chart makes: judged as what it is, an object among the others. */
export async function withCharts(
  given: readonly GivenFile[],
  { root, options }: Settings,
  io: Io,
): Promise<{ readonly files: readonly GivenFile[]; readonly findings: readonly Finding[] }> {
  const found = given.flatMap((file) =>
    readFile(file).objects.map(({ value, place }) => ({ value, place, file })),
  );
  const { releases, findings } = await inflateReleases(
    found.map(({ value }) => value),
    {
      root,
      cache: cacheFolder(root),
      kubernetes: options.kubernetes,
      crds: options.crds ?? [],
    },
  );
  const made = releases.map(({ index, chart, text }) =>
    givenText(`${found[index]?.file.name} (chart ${chart})`, text, io.cwd),
  );
  return {
    files: [...given, ...made],
    findings: findings.map(({ index, finding }) => {
      const by = index === undefined ? undefined : found[index];
      return by === undefined ? finding : { ...finding, source: by.place };
    }),
  };
}
