import { type Golden, smallest } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [smallest(gitops)],
  rules: { cluster: 'none', base: '' },
});
