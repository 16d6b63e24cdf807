import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { root } from '../support/shared.ts';

const program = `
import fs from 'node:fs';
const read = [];
const original = fs.readFileSync;
fs.readFileSync = (...call) => { read.push(String(call[0])); return original(...call); };
const { Deployment } = await import('plimsoll/kubernetes/apps/v1');
read.length = 0;
const before = performance.now();
Deployment.path.spec.template.spec.containers.named('web').ports.item({ containerPort: 80 });
const took = performance.now() - before;
console.log(JSON.stringify({ took, read: read.map((each) => each.slice(each.indexOf('schemas/') + 8)) }));
`;

function once(): { readonly took: number; readonly read: readonly string[] } {
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      ...patience,
      cwd: root,
      encoding: 'utf8',
    }),
  );
}

it('reads what one kind needs, within 15 ms, and no other group', () => {
  const runs = Array.from({ length: 5 }, once);
  expect(runs[0]?.read).toEqual([
    'kubernetes/apps/v1.json',
    'kubernetes/core/v1.json',
    'server-defaults.json',
  ]);
  expect(Math.min(...runs.map(({ took }) => took))).toBeLessThan(15);
});
