import type { Code } from '../codes.ts';
import { manifestExamples } from './examples/api.ts';
import { buildExamples } from './examples/build.ts';
import { cliExamples, clusterExamples, importExamples } from './examples/others.ts';
import { patchExamples } from './examples/patch.ts';
import { policyExamples } from './examples/policy.ts';
import { deprecationExamples, immutableExamples, referenceExamples } from './examples/references.ts';

/** What leads to each code, with its mending behind a comment sign where it is short. */
export const examples: Readonly<Record<Code, string>> = {
  ...manifestExamples,
  ...referenceExamples,
  ...deprecationExamples,
  ...policyExamples,
  ...immutableExamples,
  ...patchExamples,
  ...buildExamples,
  ...importExamples,
  ...cliExamples,
  ...clusterExamples,
};
