import { cluster } from '../../generator/builder/builder.ts';
import type { ApplicationConfig, GitOps } from '../../generator/model/model.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import type { GoldenCase } from './golden.ts';

/** Applications of one bundle, in a namespace that is there. */
export function applicationCase(
  gitops: GitOps,
  applications: Readonly<Record<string, ApplicationConfig>>,
  files: Readonly<Record<string, string>> = {},
): GoldenCase {
  const [first, ...others] = Object.entries(applications);
  if (first === undefined) throw new Error('a case of nothing');
  return {
    files: filesInMemory(files),
    clusters: [
      cluster('prod', { kubernetes: '1.34', gitops })
        .node('apps', (node) =>
          node.bundle('shop', { namespace: 'shop' }, (bundle) =>
            others.reduce(
              (all, [name, config]) => all.application(name, config),
              bundle.application(first[0], first[1]),
            ),
          ),
        )
        .build(),
    ],
  };
}
