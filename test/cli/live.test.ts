import { expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

it.each([
  [['dry-run', '--format', 'xml'], 'dry-run: --format is one of text, json, sarif, github, junit, not xml'],
  [['dry-run', '--concurrency', '0'], 'dry-run: --concurrency is a number up to 256, not 0'],
  [['drift', '--timeout', 'soon'], 'drift: --timeout is a number up to 3600, not soon'],
  [['drift', '--patch', 'yaml'], 'drift: --patch is one of path, json, merge, strategic, not yaml'],
  [['doctor', '--format', 'yaml'], 'doctor: --format is text or json, not yaml'],
  [['synth', '--context', 'a'], 'synth: --context goes with --server-dry-run'],
  [['commit', '--field-manager', 'a'], 'commit: --field-manager goes with --server-dry-run'],
  [['dry-run', '--field-manager', ' '], 'dry-run: --field-manager is a name of at most 128 characters'],
  [
    ['diff', '--live', 'main'],
    'diff: --live compares with the clusters themselves: choose them with -l cluster=NAME',
  ],
  [['cluster'], 'cluster: it prints rbac or cronjob, not nothing'],
  [['cluster', 'cronjob'], 'cluster: cronjob needs --image, which holds the repository and its packages'],
])('%j is wrong usage', async (argv, message) => {
  expect(await command(temporaryFolder(), ...argv)).toMatchObject({
    code: 64,
    err: expect.stringContaining(message),
  });
});

it('prints a CronJob that an API server takes', async () => {
  const folder = temporaryFolder();
  const { code, out } = await command(
    folder,
    'cluster',
    'cronjob',
    '--image',
    'registry.example.com/fleet:1',
    '-l',
    'cluster=prod',
  );
  expect(code).toBe(0);
  expect(out).toContain('- drift\n');
  expect(out).toContain('- cluster=prod\n');
  const { validateObjects } = await import('../../generator/validate/validate-objects.ts');
  const { parseAllDocuments } = await import('yaml');
  const objects = parseAllDocuments(out).map((document) => document.toJS() as object);
  expect(validateObjects(objects, { policy: { podSecurity: 'restricted', resources: true } })).toEqual([]);
});
