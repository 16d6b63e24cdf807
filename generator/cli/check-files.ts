import { isAbsolute, relative, resolve, sep } from 'node:path';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { repositoryOf } from '../project/committed.ts';
import type { Project } from '../synth/project.ts';
import type { Validated } from '../validate/files/validated.ts';

/** Findings of a project by the file in which people mend them, the line of the stack before the output; paths as in the repository. */
export function asFiles(findings: readonly Finding[], root: string): readonly Validated[] {
  const top = repositoryOf(root) ?? root;
  const placed = findings.map((each): Finding => {
    const place = each.definition ?? each.source ?? { file: root };
    const file = isAbsolute(place.file) ? place.file : resolve(root, place.file);
    return { ...each, source: { ...place, file: relative(top, file).split(sep).join('/') || '.' } };
  });
  return [...grouped(placed, ({ source }) => source?.file ?? '')].map(([file, mine]) => ({
    file,
    objects: [],
    skipped: 0,
    findings: mine,
  }));
}

/** The output is not what the stacks make: for whoever reads findings only. */
export function stale(project: Project | undefined): Finding {
  return finding('cli/stale-output', 'the output is not what the stacks make', {
    ...(project === undefined ? {} : { source: { file: project.output } }),
    fix: 'run plimsoll synth, and commit what it writes',
  });
}
