import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import { renovateText } from '../../generator/init/templates/renovate.ts';

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
