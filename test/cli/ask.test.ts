import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { asker } from '../../generator/cli/ask.ts';
import { bin } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

function terminal(): {
  readonly ask: (question: string) => Promise<string>;
  readonly input: PassThrough;
  readonly left: () => number;
  readonly shown: () => string;
} {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let [left, shown] = [0, ''];
  output.on('data', (part) => {
    shown += String(part);
  });
  const leave = (): void => {
    left++;
  };
  return { ask: asker({ input, output, leave }), input, left: () => left, shown: () => shown };
}

describe('a question', () => {
  it('is answered with a line; what was typed ahead answers the next ones', async () => {
    const { ask, input, left, shown } = terminal();
    const first = ask('one? ');
    input.write(' a \nb\n');
    expect(await first).toBe('a');
    expect(await ask('two? ')).toBe('b');
    const third = ask('three? ');
    input.write('\n');
    expect(await third).toBe('');
    expect(shown()).toContain('one? ');
    expect(shown()).toContain('two? b\n');
    expect(left()).toBe(0);
  });

  it('may be left', async () => {
    const { ask, input, left } = terminal();
    void ask('one? ');
    await new Promise((resolve) => setTimeout(resolve, 50));
    input.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(left()).toBe(1);
  });
});

/** util-linux's: runs a program on a terminal of its own. */
const script = spawnSync('script', ['--version'], { encoding: 'utf8', timeout: 10_000 });

type Answer = readonly [question: string, keys: string];

/** Types each answer once its question stands on the terminal: keys that come before the program does are the shell's. */
function typed(
  folder: string,
  answers: readonly Answer[],
): Promise<{ readonly code: number | null; readonly out: string }> {
  const command = `${JSON.stringify(process.execPath)} ${JSON.stringify(bin)} init`;
  const running = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, timeout: 30_000 });
  const left = [...answers];
  let [out, seen] = ['', 0];
  running.stdout.on('data', (part) => {
    out += String(part);
    const [next] = left;
    if (next === undefined || !out.slice(seen).includes(next[0])) return;
    left.shift();
    seen = out.length;
    running.stdin.write(next[1]);
  });
  return new Promise((resolve) => running.on('close', (code) => resolve({ code, out })));
}

describe.skipIf(!script.stdout?.includes('util-linux'))(
  'init on a real terminal (skipped without script)',
  () => {
    it('asks, and does as it is told', async () => {
      const folder = temporaryFolder();
      const { code, out } = await typed(folder, [['Flux or Argo CD', 'argo\neu\n\n1.35\nnone\n']]);
      expect(code, out).toBe(0);
      expect(readFileSync(join(folder, 'stacks', 'eu.stack.ts'), 'utf8')).toMatch(/'1\.35'[\s\S]*argo\(/);
      expect(existsSync(join(folder, '.github'))).toBe(false);
    });

    it.each([
      [
        'Ctrl-C',
        [
          ['Flux or Argo CD', 'argo\n'],
          ['cluster', '\u0003'],
        ],
      ],
      ['Ctrl-C behind an answer', [['Flux or Argo CD', 'argo\n\u0003']]],
      [
        'Ctrl-D',
        [
          ['Flux or Argo CD', 'argo\n'],
          ['cluster', '\u0004'],
        ],
      ],
    ] satisfies readonly (readonly [string, readonly Answer[]])[])(
      'is left by %s with nothing done',
      async (_, answers) => {
        const folder = temporaryFolder();
        const { code, out } = await typed(folder, answers);
        expect(code, out).toBe(130);
        expect(out).not.toContain('bug');
        expect(existsSync(join(folder, 'package.json'))).toBe(false);
      },
    );
  },
);
