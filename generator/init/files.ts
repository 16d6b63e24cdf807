import type { Answers } from './answers.ts';
import { inWordsOf } from './manager.ts';
import { githubCommentText, githubText } from './templates/github.ts';
import { gitlabText } from './templates/gitlab.ts';
import { packageText } from './templates/package.ts';
import {
  attributesLines,
  compilerText,
  configText,
  ignoreLines,
  pinsText,
  readmeText,
  stackText,
  testText,
  webText,
} from './templates/project.ts';
import { renovateText } from './templates/renovate.ts';

/** What is done with one file of a new project. */
export interface Step {
  readonly path: string;
  readonly does: 'create' | 'add' | 'keep';
  readonly content: string;
}

/** Every file, given what is there: what somebody has written stays, lines and fields are added to it at most. */
export function steps(answers: Answers, found: (path: string) => string | undefined): readonly Step[] {
  const whole = (path: string, content: string): Step => ({
    path,
    does: found(path) === undefined ? 'create' : 'keep',
    content: inWordsOf(answers.manager, content),
  });
  const added = (path: string, content: string): Step => {
    const before = found(path);
    return { path, does: before === undefined ? 'create' : before === content ? 'keep' : 'add', content };
  };
  const hasStacks = found('stacks') !== undefined;
  return [
    added('package.json', packageText(answers, found('package.json'))),
    whole('plimsoll.config.ts', configText(answers)),
    whole('pins.yaml', pinsText),
    // Who has stacks needs no example.
    ...(hasStacks
      ? []
      : [
          whole(`stacks/${answers.cluster}.stack.ts`, stackText(answers)),
          whole('stacks/web.ts', webText),
          whole(`test/${answers.cluster}.test.ts`, testText(answers)),
        ]),
    whole('tsconfig.json', compilerText),
    added('.gitattributes', withLines(found('.gitattributes'), attributesLines)),
    added('.gitignore', withLines(found('.gitignore'), ignoreLines)),
    whole('renovate.json', renovateText),
    whole('README.md', readmeText(answers)),
    ...answers.ci.flatMap((ci) =>
      ci === 'github'
        ? [
            whole('.github/workflows/plimsoll.yml', githubText(answers)),
            whole('.github/workflows/plimsoll-comment.yml', githubCommentText),
          ]
        : [whole('.gitlab-ci.yml', gitlabText(answers))],
    ),
  ];
}

/** A text of lines with those that are missing at its end. */
function withLines(before: string | undefined, lines: readonly string[]): string {
  const known = (before ?? '').split(/\r?\n/).map((line) => line.trim().replace(/\/$/, ''));
  const missing = lines.filter((line) => !known.includes(line.replace(/\/$/, '')));
  if (missing.length === 0) return before ?? '';
  const start =
    before === undefined || before === '' || before.endsWith('\n') ? (before ?? '') : `${before}\n`;
  return `${start}${missing.join('\n')}\n`;
}
