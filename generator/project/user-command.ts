import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { type CommandFinding, findingOf, findingsIn, withoutFolder } from './command-output.ts';

/** A program that judges what is rendered or given: a policy engine, a linter. No shell is between. */
export interface UserCommand {
  /** What its findings are called, where they do not say: `policy/conftest`. */
  readonly code: string;
  /** The program and its arguments. `{folder}` becomes a folder with the files; without, they are its standard input, as one stream of YAML. */
  readonly run: readonly string[];
  /** What it found, of what it printed. Without: findings as JSON (as `validate --format json`), or SARIF. */
  readonly read?: (answer: CommandAnswer) => Iterable<CommandFinding>;
  /** Seconds; 60 without. */
  readonly timeout?: number;
}

export interface CommandAnswer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Where the files were, as the program saw them. */
  readonly folder: string;
}

export function wrongCommand(value: Readonly<Record<string, unknown>>): string | undefined {
  const { code, run, timeout, read } = value;
  if (typeof code !== 'string' || !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(code))
    return `is called ${JSON.stringify(code)}: write 'policy/kebab-name'`;
  const words = Array.isArray(run) && run.length > 0 && run.every((word) => typeof word === 'string');
  if (!words) return `${code} runs nothing: write run: ['program', 'argument']`;
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0))
    return `${code} has the timeout ${JSON.stringify(timeout)}: write seconds`;
  return read === undefined || typeof read === 'function' ? undefined : `${code}: read is no function`;
}

/** Runs a command over texts, by their paths; what goes wrong with it is a finding. */
export async function runCommand(
  command: UserCommand,
  texts: ReadonlyMap<string, string>,
  cwd: string,
): Promise<readonly Finding[]> {
  const wantsFolder = command.run.some((word) => word.includes('{folder}'));
  const folder = wantsFolder ? folderOf(texts) : '';
  try {
    const answer = await answered(command, wantsFolder ? '' : streamOf(texts), folder, cwd);
    const list = command.read?.(answer) ?? findingsIn(answer.out);
    if (list === undefined) return [failed(command, unreadable(answer))];
    return [...list].map((each) => findingOf(withoutFolder(each, folder), command.code));
  } catch (error) {
    return [failed(command, error instanceof Error ? error.message : String(error))];
  } finally {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  }
}

function failed({ code, run }: UserCommand, why: string): Finding {
  return finding('cli/command-failed', `${run[0]} (${code}): ${why}`);
}

function unreadable({ code, err }: CommandAnswer): string {
  const [line = ''] = err.trim().split('\n');
  const said = line === '' ? '' : `: ${line.slice(0, 200)}`;
  return `it printed no findings, and ended with ${code}${said}`;
}

function folderOf(texts: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-command-'));
  for (const [path, text] of texts) {
    const target = join(folder, path);
    if (relative(folder, target).startsWith('..')) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return folder;
}

function streamOf(texts: ReadonlyMap<string, string>): string {
  return [...texts.values()].map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}

function answered(
  { run, timeout = 60 }: UserCommand,
  input: string,
  folder: string,
  cwd: string,
): Promise<CommandAnswer> {
  const [program = '', ...words] = run.map((word) => word.replaceAll('{folder}', folder));
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, stdio: 'pipe', windowsHide: true });
    const texts = { out: '', err: '' };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`it was stopped after ${timeout} seconds`));
    }, timeout * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      texts.err += text;
    });
    // A program that does not read what it is given closes its end.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      reject(error.code === 'ENOENT' ? new Error('there is no such program') : error);
    });
    child.on('close', (code) => {
      clearTimeout(late);
      resolve({ code, ...texts, folder });
    });
  });
}
