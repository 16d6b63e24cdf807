import { type Golden, twoApplications } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [twoApplications(gitops)],
  rules: { fileName: 'name-kind' },
});
