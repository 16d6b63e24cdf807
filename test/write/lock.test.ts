import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Problem } from '../../generator/core/problem.ts';
import { apply, exclusively, settle } from '../../generator/write/apply.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { nothingToWrite } from '../support/write-plan.ts';

it('lets one writer in at a time, in whatever order they come', async () => {
  const root = temporaryFolder();
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, () =>
      exclusively(root, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside--;
      }),
    ),
  );
  expect(most).toBe(1);
  expect(readdirSync(join(root, '.plimsoll'))).toEqual([]);
});

it('says who is writing when it has waited long enough, and leaves their lock', async () => {
  const root = temporaryFolder();
  await exclusively(root, async () => {
    const error = await exclusively(root, async () => undefined, { patience: 60 }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).findings).toEqual([
      {
        code: 'cli/output-busy',
        class: 'cli',
        severity: 'error',
        message: `process ${process.pid} on ${hostname()} is writing to ${root}`,
        fix: 'wait until it has finished, and run again',
      },
    ]);
    expect(existsSync(join(root, '.plimsoll/tmp/lock'))).toBe(true);
  });
});

it('takes over a lock that names nobody, once it is old enough, and one of another machine after long', async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, '.plimsoll/tmp'), { recursive: true });
  writeFileSync(join(root, '.plimsoll/tmp/lock'), '');
  await settle(root, { patience: 5000 });
  expect(existsSync(join(root, '.plimsoll/tmp'))).toBe(false);
  mkdirSync(join(root, '.plimsoll/tmp'), { recursive: true });
  writeFileSync(join(root, '.plimsoll/tmp/lock'), JSON.stringify({ process: 1, host: 'elsewhere' }));
  await expect(settle(root, { patience: 60 })).rejects.toThrow('process 1 on elsewhere is writing');
});

it('does nothing for a plan that changes nothing', async () => {
  const root = temporaryFolder();
  await apply(root, nothingToWrite);
  await settle(root);
  expect(readdirSync(root)).toEqual([]);
});
