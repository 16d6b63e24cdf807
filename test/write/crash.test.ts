import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from '../support/shared.ts';
import { configMaps, type Ran, type SynthProject, synthProject, treeOf } from '../support/synth-project.ts';

const faults = pathToFileURL(join(root, 'test', 'support', 'faults.mjs')).href;

const before = { kept: 'same', changed: 'old', gone: 'x' };
const after = { kept: 'same', changed: 'new', added: 'y', 'added-too': 'z' };

/** A project whose output is the old one, and whose stack is the new one. */
function changedProject(): {
  readonly project: SynthProject;
  readonly old: ReadonlyMap<string, string>;
  readonly now: ReadonlyMap<string, string>;
} {
  const project = synthProject({ 'stacks/a.stack.ts': configMaps(before) });
  expect(project.plimsoll(['synth']).code).toBe(0);
  const old = project.tree();
  cpSync(join(project.folder, 'out'), join(project.folder, 'old'), { recursive: true });
  project.write([['stacks/a.stack.ts', configMaps(after)]]);
  expect(project.plimsoll(['synth']).code).toBe(0);
  return { project, old, now: project.tree() };
}

function reset({ folder }: SynthProject): void {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  cpSync(join(folder, 'old'), join(folder, 'out'), { recursive: true });
}

function faulty(project: SynthProject, env: Readonly<Record<string, string>>): Ran {
  return project.plimsoll(['synth'], {
    node: ['--import', faults],
    env: { FAULT_WHERE: join(project.folder, 'out'), ...env },
  });
}

function changesOf(project: SynthProject): number {
  reset(project);
  const { err, code } = faulty(project, { FAULT_AT: '0', FAULT_COUNT: '1' });
  expect(code).toBe(0);
  return Number(/changes: (\d+)/.exec(err)?.[1]);
}

describe('a run that is killed', () => {
  it('at any step leaves every file wholly old or wholly new, and the next run completes the tree', () => {
    const { project, old, now } = changedProject();
    const changes = changesOf(project);
    expect(changes).toBeGreaterThan(20);
    const seen = { old: 0, between: 0, now: 0 };
    for (let at = 1; at <= changes; at++) {
      reset(project);
      expect(faulty(project, { FAULT_AT: String(at) }).signal, `step ${at}`).toBe('SIGKILL');
      const left = new Map([...project.tree()].filter(([path]) => !path.startsWith('.plimsoll/tmp/')));
      for (const path of new Set([...old.keys(), ...now.keys(), ...left.keys()]))
        expect([old.get(path), now.get(path)], `step ${at}: ${path}`).toContain(left.get(path));
      const same = (tree: ReadonlyMap<string, string>): boolean =>
        tree.size === left.size && [...tree].every(([path, text]) => left.get(path) === text);
      seen[same(old) ? 'old' : same(now) ? 'now' : 'between']++;
      expect(project.plimsoll(['synth']).code, `after step ${at}`).toBe(0);
      expect(project.tree(), `after step ${at}`).toEqual(now);
    }
    // It was killed before, while and after files moved: the test has seen all three.
    expect(
      Object.values(seen).every((count) => count > 0),
      JSON.stringify(seen),
    ).toBe(true);
  }, 240_000);

  it('is completed by a run that only reads the tree', () => {
    const { project, now } = changedProject();
    const changes = changesOf(project);
    for (let at = changes; at > 0; at--) {
      reset(project);
      faulty(project, { FAULT_AT: String(at) });
      if (!project.tree().has('.plimsoll/tmp/journal')) continue;
      expect(project.plimsoll(['synth', '--check']).code).toBe(0);
      expect(project.tree()).toEqual(now);
      return;
    }
    expect.unreachable('no step left a journal');
  }, 120_000);
});

describe('a disk that refuses', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EACCES', 'it may not be written to'],
  ])(
    '%s: says so, and leaves the old tree or, once it is decided, completes it later',
    (code, reason) => {
      const { project, old, now } = changedProject();
      const changes = changesOf(project);
      let intact = 0;
      for (let at = 1; at <= changes; at += code === 'ENOSPC' ? 5 : 12) {
        reset(project);
        const { code: exit, err } = faulty(project, { FAULT_AT: String(at), FAULT_CODE: code });
        // What only tidies up may fail without harm: the next run does it.
        if (exit === 0) {
          expect(project.plimsoll(['synth', '--check']).code).toBe(0);
          expect(project.tree(), `step ${at}`).toEqual(now);
          continue;
        }
        expect(exit, `step ${at}: ${err}`).toBe(3);
        expect(err).toContain(reason);
        expect(err).toContain(`[${'cli/output-unwritable'}]`);
        expect(err).not.toMatch(/\n {4}at /);
        const left = treeOf(join(project.folder, 'out'));
        if (err.includes('nothing was changed')) {
          expect(left, `step ${at}`).toEqual(old);
          intact++;
        } else expect(err).toContain('the next run completes the change');
        expect(project.plimsoll(['synth']).code).toBe(0);
        expect(project.tree(), `after step ${at}`).toEqual(now);
      }
      expect(intact).toBeGreaterThan(0);
    },
    240_000,
  );
});
