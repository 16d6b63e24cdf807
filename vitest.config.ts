import { defineConfig, type ViteUserConfig } from 'vitest/config';

const conditions = ['plimsoll-source', 'node', 'import', 'module', 'default'];

/** What compares times runs alone, first; everything else shares the machine. */
const timed = [
  'test/builder/builder.test.ts',
  'test/checks/checks.test.ts',
  'test/cli/import.test.ts',
  'test/facts/loading.test.ts',
  'test/paths/parse.test.ts',
  'test/paths-codegen/shipped-modules.test.ts',
  'test/paths-codegen/sources.test.ts',
  'test/types/budget.test.ts',
];

/** Whole programs, packed or killed, whole repositories, every layout through the real kustomize: slower than what everybody runs before a commit. */
const whole = [
  'test/load/*.test.ts',
  'test/repository/**/*.test.ts',
  'test/package/*.test.ts',
  'test/write/crash.test.ts',
  'test/synth/memory.test.ts',
  'test/synth/shards.test.ts',
  'test/synth/threads.test.ts',
  'test/laws/kustomize.test.ts',
];

/** What has a script of its own: it needs more than node, or more time. */
const foreign = ['test/upstream/**', 'test/e2e/**', 'test/reconcile/**', ...whole];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...timed, ...foreign],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'upstream',
          include: ['test/upstream/**/*.test.ts'],
          hookTimeout: 600_000,
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: { name: 'repository', include: whole, maxWorkers: 2 },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], maxWorkers: 1 },
      },
      {
        extends: true,
        test: {
          name: 'reconcile',
          include: ['test/reconcile/**/*.test.ts'],
          testTimeout: 600_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});

export default config;
