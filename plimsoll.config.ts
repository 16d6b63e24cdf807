import { type Config, defineConfig } from 'plimsoll';

const config: Config = defineConfig({
  pins: 'stacks/pins.yaml',
  validate: {
    // Made once for each cluster, by hand.
    external: ['Secret/flux-system/age'],
    ignore: [
      {
        code: 'build/encrypted-undecorated',
        reason: 'what SOPS has signed keeps its own labels, and nobody selects it',
      },
    ],
  },
  environments: {
    staging: { replicas: 1 },
    production: { replicas: 3 },
    // What every preview has: plimsoll synth --env pr-123
    'pr-*': { replicas: 1 },
  },
});

export default config;
