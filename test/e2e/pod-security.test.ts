import { expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { onServer } from '../server/on-server.ts';
import { pods, standards } from '../validate/policy/pods.mjs';

onServer('pod security', (server) => {
  it.each(standards)('thinks of pods as $level $version does', async ({ level, version }) => {
    const name = `${level}-${version.replaceAll('.', '-')}`;
    const prefix = 'pod-security.kubernetes.io/enforce';
    const labels = { [prefix]: level, [`${prefix}-version`]: version };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
    expect(await server().apply(namespace, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
    const placed = Object.entries(pods).map(
      ([about, pod]) => [about, { ...pod, metadata: { ...pod.metadata, namespace: name } }] as const,
    );
    const verdicts = await server().judgeAll(
      placed.map(([, pod]) => pod),
      () => name,
    );
    const theirs = placed
      .filter((_, index) => verdicts[index]?.verdict !== 'accepted')
      .map(([about]) => about);
    const ours = placed
      .filter(([, pod]) => {
        const options = { kubernetes: '1.36', only: ['policy'], policy: { podSecurity: 'labels' } } as const;
        return validateObjects([namespace, pod], options).length > 0;
      })
      .map(([about]) => about);
    expect(ours).toEqual(theirs);
    // Only of pod security, never of the pod itself.
    for (const { message } of verdicts.filter(({ verdict }) => verdict !== 'accepted'))
      expect(message).toContain('violates PodSecurity');
  });
});
