import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import type { GivenFile } from './judge-file.ts';
import { type JudgeFilesOptions, judgeFiles } from './judge-files.ts';
import type { Validated } from './validated.ts';

/**
 * What stands in the way of an upgrade: what servers of later releases would refuse and the one of today does not, each said once, with
 * the first release that it holds in. `releases`: today's, and those on the way.
 */
export function judgeUpgrade(
  given: readonly GivenFile[],
  [today, ...later]: readonly string[],
  options: JudgeFilesOptions,
): readonly Validated[] {
  const judged = (kubernetes: string | undefined): readonly Validated[] =>
    judgeFiles(given, { ...options, kubernetes, only: ['api'], rules: [] });
  const first = judged(today);
  const known = first.map(({ objects }) =>
    objects.map(({ findings }) => new Set(findings.filter(isError).map(keyOf))),
  );
  const found = first.map(({ objects }) => objects.map((): Finding[] => []));
  for (const release of later)
    judged(release).forEach(({ objects }, file) => {
      objects.forEach(({ findings }, index) => {
        const said = known[file]?.[index];
        for (const each of findings.filter(isError)) {
          if (said === undefined || said.has(keyOf(each))) continue;
          said.add(keyOf(each));
          found[file]?.[index]?.push(inRelease(each, release));
        }
      });
    });
  return first.map((each, file) => ({
    ...each,
    objects: each.objects.map((object, index) => ({ ...object, findings: found[file]?.[index] ?? [] })),
  }));
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function keyOf({ code, pointer }: Finding): string {
  return `${code} ${pointer}`;
}

function inRelease(
  { code: _, class: __, severity: ___, message, ...rest }: Finding,
  release: string,
): Finding {
  return finding('deprecations/upgrade', `in ${release}: ${message}`, rest);
}
