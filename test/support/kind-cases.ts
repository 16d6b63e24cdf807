import type { ClusterOptions, GitOps } from '../../generator/model/model.ts';
import { type Rendered, render } from '../../generator/pipeline/render.ts';
import type { Golden } from './golden.ts';

/** Golden cases that are application kinds, in everything that they can be told. */
export const kindCases = [
  'web-service',
  'workers',
  'stateful-services',
  'daemons',
  'jobs',
  'training-jobs',
  'operators',
  'tenants',
  'secrets',
  'alerts',
] as const;

/** A case as a cluster of another Kubernetes would have it. */
export async function renderedCase(name: string, gitops: GitOps, kubernetes: string): Promise<Rendered> {
  const { golden } = (await import(`../golden/${name}/stack.ts`)) as { golden: Golden };
  const { clusters, rules, files } = await golden(gitops);
  const asked = clusters.map((cluster) => {
    const options: ClusterOptions = { ...cluster.model.options, kubernetes };
    return { ...cluster, model: { ...cluster.model, options } };
  });
  return render(asked, rules, files === undefined ? {} : { files });
}
