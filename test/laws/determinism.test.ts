import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { root } from '../support/shared.ts';

/** Renders one cluster for both engines in a process of its own and prints everything. */
const program = `
const shift = Number(process.env.SHIFT);
const now = Date.now;
Date.now = () => now() + shift;
Math.random = () => shift === 0 ? 0.25 : 0.75;
const { argo, cluster, flux, gitRepository, resources } = await import('plimsoll');
const { render } = await import('plimsoll/render');
const { ConfigMap } = await import('plimsoll/kubernetes/core/v1');
const source = gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' });
const names = ['i', 'I', 'ı', 'z', 'ä', 'Z', 'a'].map((name, index) => 'n' + index);
for (const gitops of [flux({ source }), argo({ source })]) {
  const built = cluster('prod', { kubernetes: '1.34', gitops, labels: { b: '1', a: '2' } })
    .node('n', (node) => node.each(['istanbul', 'izmir', 'ankara'], (each, name) =>
      each.bundle(name, { dependsOn: name === 'ankara' ? ['izmir'] : [] }, (bundle) =>
        bundle.application('app', resources(names.map((key) => ConfigMap({ metadata: { name: name + '-' + key }, data: { z: '1', a: '2' } })))))))
    .build();
  console.log(JSON.stringify([...render([built]).files]));
}
`;

function run(env: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    ...patience,
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', SHIFT: '0', ...env },
  });
}

it('renders the same bytes in another locale, time zone, clock and with other dice (L5)', () => {
  const here = run({});
  expect(here.length).toBeGreaterThan(5000);
  expect(run({ LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo', SHIFT: '86400000000' })).toBe(
    here,
  );
  expect(run({ LANG: 'C', LC_ALL: 'C', TZ: 'America/Los_Angeles', SHIFT: '-1000000000' })).toBe(here);
});
