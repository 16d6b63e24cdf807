import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renovateText } from '../../generator/init/templates/renovate.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const pins = `images:
  web: registry.example.com:5000/team/web:1.2.3@${digest}
  small: nginx:1.27
  plain.name: docker.io/library/redis:7.4-alpine   # kept
charts:
  cert-manager:
    version: 1.19.1
    repository: https://charts.example.com
  web-chart:
    chart: team/web
    version: 2.0.0+build
    repository: https://charts.example.com/team
`;

/** What an expression finds, by its names. Renovate reads them with RE2, or as JavaScript's where that is not installed. */
function found(pattern: string): readonly Readonly<Record<string, string | undefined>>[] {
  const javascript = [...pins.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => ({ ...groups }));
  const matcher = RE2JS.compile(pattern).matcher(pins);
  let count = 0;
  for (; matcher.find(); count++)
    for (const [name, text] of Object.entries(javascript[count] ?? {}))
      expect(matcher.group(name) ?? undefined).toBe(text);
  expect(count).toBe(javascript.length);
  return javascript;
}

it('finds the images and charts of pins.yaml', () => {
  const { customManagers } = JSON.parse(renovateText);
  const [images, charts] = customManagers.map(({ matchStrings }: { readonly matchStrings: [string] }) =>
    found(matchStrings[0]),
  );
  expect(images).toEqual([
    { depName: 'registry.example.com:5000/team/web', currentValue: '1.2.3', currentDigest: digest },
    { depName: 'nginx', currentValue: '1.27', currentDigest: undefined },
    { depName: 'docker.io/library/redis', currentValue: '7.4-alpine', currentDigest: undefined },
  ]);
  const registryUrl = 'https://charts.example.com';
  expect(charts).toEqual([
    { packageName: 'cert-manager', depName: undefined, currentValue: '1.19.1', registryUrl },
    {
      packageName: 'web-chart',
      depName: 'team/web',
      currentValue: '2.0.0+build',
      registryUrl: `${registryUrl}/team`,
    },
  ]);
  for (const { managerFilePatterns, depNameTemplate = '' } of customManagers) {
    expect(new RegExp(managerFilePatterns[0].slice(1, -1)).test('fleet/pins.yaml')).toBe(true);
    expect(depNameTemplate).not.toMatch(/\{{4}|\}{4}/);
  }
});

it.each([
  ['pnpm', 'pnpm-workspace.yaml', 'pnpm install --frozen-lockfile', 'pnpm exec plimsoll'],
  ['yarn', 'yarn.lock', 'yarn install --frozen-lockfile', 'yarn plimsoll'],
  ['npm', 'package-lock.json', 'npm ci', 'npx --no-install plimsoll'],
])('a project of %s speaks of it: %s', async (manager, lock, install, program) => {
  const folder = temporaryFolder();
  const inner = join(folder, 'packages', 'fleet');
  mkdirSync(inner, { recursive: true });
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, lock), '');
  const { err } = await command(inner, 'init', '--yes', '--ci', 'github,gitlab');
  expect(err).toContain(`  ${manager} install\n  ${manager} run synth\n  ${manager} test\n`);
  const read = (path: string): string => readFileSync(join(inner, path), 'utf8');
  const github = read('.github/workflows/plimsoll.yml');
  const { jobs } = parse(github);
  const runs = jobs.check.steps.map(({ run }: { readonly run?: string }) => run).filter(Boolean);
  const enable = manager === 'npm' ? [] : ['corepack enable'];
  expect(runs.slice(0, enable.length + 1)).toEqual([...enable, install]);
  expect(github).toContain(`cache: ${manager}\n`);
  expect(github).toContain(`run: ${program} commit --push`);
  const gitlab = parse(read('.gitlab-ci.yml'));
  expect(gitlab['plimsoll-commit'].script.slice(0, enable.length + 1)).toEqual([...enable, install]);
  const all = [github, read('.gitlab-ci.yml'), read('renovate.json'), read('README.md')].join('\n');
  if (manager !== 'npm')
    expect(all.replace(/\.npm\/?|npm_config|npmjs/g, '')).not.toMatch(/(?<!p)npm |npx|package-lock/);
});
