import { type Golden, umbrella } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({ clusters: [umbrella(gitops)], rules: { engine: 'bundle' } });
