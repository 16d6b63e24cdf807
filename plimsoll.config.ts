import { type Config, defineConfig } from 'plimsoll';

const config: Config = defineConfig({
  pins: 'stacks/pins.yaml',
  environments: {
    staging: { replicas: 1 },
    production: { replicas: 3 },
    // What every preview has: plimsoll synth --env pr-123
    'pr-*': { replicas: 1 },
  },
});

export default config;
