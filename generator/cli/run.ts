import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import { exit, type Io, progress, talkOf } from './io.ts';
import { exitFor, report } from './report.ts';
import { readTalk } from './talk.ts';
import { verbs } from './verbs.ts';
import { version } from './version.ts';

/** The whole command line: answers the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-V') {
    io.out(`${version()}\n`);
    return exit.fine;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(overview());
    return exit.fine;
  }
  const verb = verbs.find((each) => each.name === name);
  if (verb === undefined) {
    const names = verbs.map((each) => each.name);
    report([finding('cli/unknown-verb', `there is no verb ${name}; ${didYouMean(name, names)}`)], io);
    return exit.usage;
  }
  let own = io;
  try {
    const { argv: left, talk } = readTalk(rest, talkOf(io));
    own = { ...io, talk };
    const { run: go, help } = await verb.load();
    if (left.includes('--help') || left.includes('-h')) {
      io.out(help);
      return exit.fine;
    }
    return await go(left, own);
  } catch (error) {
    progress(own, '');
    if (error instanceof Problem) {
      report(error.findings, own);
      return exitFor(error.findings);
    }
    io.err(
      `a bug in plimsoll ${version()}, please report it with these lines:\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return exit.bug;
  }
}

function overview(): string {
  const width = Math.max(...verbs.map((each) => each.name.length));
  const lines = verbs.map((each) => `  ${each.name.padEnd(width)}  ${each.summary}`);
  return `plimsoll: GitOps manifests from TypeScript\n\nusage: plimsoll <verb> [options]\n\n${lines.join('\n')}\n\nplimsoll <verb> --help shows its options, with examples. Every verb knows --quiet, --verbose and\n--log-format json.\n`;
}
