import { finding } from '../../core/codes.ts';
import { byText } from '../../core/compare.ts';
import type { Finding } from '../../core/finding.ts';
import { Problem } from '../../core/problem.ts';
import type { ApplicationConfig, Context } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { projectPath } from '../files.ts';
import { applicationsIn, type FileApplication } from './file.ts';
import { type FileKind, type Make, readable } from './file-kind.ts';
import { fixedFolder, globPattern } from './glob.ts';
import { inNamespace } from './namespace.ts';

type Answer = KubernetesObject | Part;

/**
 * Applications that are files, for people who write no TypeScript: each is checked by the schema of the kind's options, and
 * becomes what the kind makes of them.
 */
export function fromFiles<Options>(
  pattern: string,
  kind: Make<Options> | FileKind<Options>,
): ApplicationConfig {
  return Object.freeze({
    kind: 'from-files',
    render: (context: Context): readonly Answer[] => {
      const read = readable(kind, context.files);
      const wrong: Finding[] = [];
      const answers = matching(pattern, context)
        .flatMap((file) => applicationsIn<Options>(file, read, context.files, wrong))
        .flatMap((application) => answersOf(application, read.make, context, wrong));
      if (wrong.length > 0) throw new Problem(wrong);
      return answers;
    },
  });
}

function matching(pattern: string, { files }: Context): readonly string[] {
  const plain = projectPath(pattern);
  const expression = globPattern(plain);
  const found = (files.list(fixedFolder(plain)) ?? []).filter((path) => expression.test(path));
  if (found.length > 0) return found.toSorted(byText);
  throw new Problem([
    finding('build/no-file', `no file is called ${pattern}`, { fix: 'correct the pattern, or add one' }),
  ]);
}

/** What the kind makes of it, as an application of its own name and namespace. */
function answersOf<Options>(
  { name, namespace, options, place }: FileApplication<Options>,
  make: Make<Options>,
  around: Context,
  wrong: Finding[],
): readonly Answer[] {
  const config = make(options);
  if (config.before !== undefined)
    wrong.push(
      finding('build/bad-application-file', `${name}: an application of a file cannot run before another`, {
        source: place,
        fix: 'leave out before, or write it in the stack',
      }),
    );
  // They are inflated before any file is read.
  if (config.charts !== undefined)
    wrong.push(
      finding(
        'build/bad-application-file',
        `${name}: a chart that is described in a file cannot be inflated`,
        {
          source: place,
          fix: 'write it in the stack, or take HelmRelease',
        },
      ),
    );
  try {
    const answers = config.render({ ...around, application: name, namespace: namespace ?? around.namespace });
    return namespace === undefined ? answers : answers.map((each) => inNamespace(each, namespace));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    wrong.push(...error.findings.map((each) => ({ source: place, ...each })));
    return [];
  }
}
