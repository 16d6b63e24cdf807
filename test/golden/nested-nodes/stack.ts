import { type Golden, nestedNodes } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({ clusters: [nestedNodes(gitops)] });
