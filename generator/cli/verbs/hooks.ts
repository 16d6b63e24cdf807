import { relative } from 'node:path';
import { installHook, managers, uninstallHook } from '../../commit/hooks.ts';
import { Problem } from '../../core/problem.ts';
import { findHome } from '../../project/find.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll hooks install [--optional] | uninstall | print MANAGER

A pre-commit hook that runs plimsoll check --staged: a commit whose stacks are wrong, or whose output is not what they make, is
refused. What is not staged does not count. A hook that somebody else wrote, or that husky, lefthook or pre-commit runs, is left
alone: the lines for it are said, and printed by print.

  --optional   no mistake where there is no repository, or another hook: for the prepare script of package.json

  plimsoll hooks install
  plimsoll hooks print husky
  plimsoll hooks uninstall
`;

export const hooksVerb: Verb = {
  name: 'hooks',
  summary: 'a pre-commit hook that checks what is staged',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('hooks', argv, { optional: { type: 'boolean' } });
  const [what, name, ...more] = rest;
  if (more.length > 0 || (what !== 'print' && name !== undefined))
    throw usage(`hooks: it takes one argument, not ${rest.join(' ')}`);
  if (what === 'print') {
    const manager = managers.find((each) => each.name === name);
    const names = managers.map((each) => each.name).join(', ');
    if (manager === undefined)
      throw usage(`hooks print needs one of ${names}${name === undefined ? '' : `, not ${name}`}`);
    io.out(manager.lines);
    say(io, `for ${manager.file}`);
    return exit.fine;
  }
  if (what !== 'install' && what !== 'uninstall')
    throw usage(`hooks needs install, uninstall or print${what === undefined ? '' : `, not ${what}`}`);
  const { root } = findHome(io.cwd);
  try {
    const { file, state } = await (what === 'install' ? installHook : uninstallHook)(root, io.env ?? {});
    say(io, `${relative(io.cwd, file)}: ${state}`);
  } catch (error) {
    if (values.optional !== true || !(error instanceof Problem)) throw error;
    for (const { message } of error.findings) say(io, `no hook: ${message}`);
  }
  return exit.fine;
}
