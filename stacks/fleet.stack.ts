import { argo, type BuiltCluster, defineStack, flux, gitRepository, type Stack } from 'plimsoll';
import { platform } from './platform.ts';

/** What every cluster is read from: written once in each of them. */
const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });

const stack: Stack = defineStack(
  { set: { domain: 'example.com' } },
  ({ env, set }): readonly BuiltCluster[] => {
    const replicas = Number(env.values.replicas);
    if (env.name === 'production')
      return [
        platform({
          name: 'production-eu',
          kubernetes: '1.33',
          gitops: flux({ source, interval: '10m' }),
          domain: `eu.${set.domain}`,
          replicas,
        }),
        platform({
          name: 'production-us',
          kubernetes: '1.36',
          gitops: argo({ source }),
          domain: `us.${set.domain}`,
          replicas,
        }),
      ];
    return [
      platform({
        name: env.preview ? env.name : `${env.name}-eu`,
        kubernetes: '1.36',
        gitops: flux({ source, interval: '2m' }),
        domain: `${env.name}.${set.domain}`,
        replicas,
        // Less of everything: it is looked at, not used.
        small: true,
      }),
    ];
  },
);

export default stack;
