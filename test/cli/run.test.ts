import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verbs } from '../../generator/cli/verbs.ts';
import { command } from '../support/command.ts';
import { root } from '../support/shared.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('prints its version', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await command(root, '--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

it('lists every verb, and each verb has help with examples', async () => {
  const { code, out } = await command(root, '--help');
  expect(code).toBe(0);
  for (const { name, summary } of verbs) {
    expect(out).toContain(`${name}`);
    expect(out).toContain(summary);
    const help = await command(root, name, '--help');
    expect(help.code).toBe(0);
    expect(help.out).toMatch(new RegExp(`^usage: plimsoll ${name}`));
    expect(help.out).toContain(`\n  plimsoll ${name} `);
  }
  expect((await command(root)).out).toBe(out);
});

it('refuses a verb that it does not have, and says which was meant', async () => {
  expect(await command(root, 'imprt')).toEqual({
    code: 64,
    out: '',
    err: `error: there is no verb imprt; did you mean import? [${'cli/unknown-verb'}]\n`,
  });
});

it.each([
  [['import', '--nope'], "import: Unknown option '--nope'"],
  [['import', 'a', '--header', 'x'], "import: a header is written 'NAME: VALUE'"],
  [['schemas'], 'schemas needs list, add, application or check'],
  [['schemas', 'drop'], 'schemas needs list, add, application or check, not drop'],
  [['schemas', 'add'], 'schemas add needs a source'],
  [['schemas', 'add', 'a', 'b', '--as', 'x@1.0'], '--as names one source, and several are given'],
  [['schemas', 'add', 'somewhere'], 'somewhere does not say what it holds: give --as NAME@VERSION'],
])('%j is wrong usage', async (argv, message) => {
  const { code, err } = await command(root, ...argv);
  expect(code).toBe(64);
  expect(err).toContain(`error: ${message}`);
  expect(err).toContain(`[${'cli/usage'}]`);
  expect(err).not.toContain('    at ');
});

it('calls what it did not foresee a bug, with its stack', async () => {
  const broken = verbs.find(({ name }) => name === 'schemas');
  if (broken === undefined) throw new Error('no such verb');
  const { run } = await import('../../generator/cli/run.ts');
  const err: string[] = [];
  const io = {
    cwd: root,
    out: () => {
      throw new TypeError('stdout is gone');
    },
    err: (text: string) => err.push(text),
  };
  expect(await run(['schemas', 'list'], io)).toBe(70);
  expect(err.join('')).toMatch(/^a bug in plimsoll .*please report[\s\S]*TypeError: stdout is gone\n {4}at /);
});

it('shows progress and colour to a terminal only, and neither with --quiet or as JSON', async () => {
  const { run } = await import('../../generator/cli/run.ts');
  const cwd = temporaryFolder();
  const talked = async (terminal: boolean, ...argv: readonly string[]): Promise<string> => {
    let err = '';
    const talk = { level: 'usual', format: 'text', colour: terminal, terminal } as const;
    await run(argv, {
      cwd,
      out: () => undefined,
      err: (text) => {
        err += text;
      },
      talk,
    });
    return err.replaceAll('\u001b', 'ESC').replaceAll('\r', 'CR');
  };
  expect(await talked(true, 'synth')).toMatch(/^CRESC\[Kload …CRESC\[KESC\[31merror:ESC\[0m no file matches/);
  expect(await talked(false, 'synth')).toMatch(/^error: no file matches/);
  expect(await talked(true, 'synth', '--quiet')).toMatch(/^ESC\[31merror:/);
  expect(JSON.parse(await talked(true, 'synth', '--log-format', 'json'))).toMatchObject({
    code: 'cli/no-stacks',
  });
  expect(await talked(false, 'synth', 'a\u001b[2Jb')).not.toContain('ESC');
  expect(await talked(false, 'synth', '--log-format', 'xml')).toContain('--log-format is text or json');
});
