import { type CommitRequest, commitRender } from '../commit/commit-render.ts';
import { isEmpty } from '../write/plan.ts';
import { exit, type Io, progress, say } from './io.ts';
import { printPlan, summary } from './plan-text.ts';
import { exitFor, report, totals } from './report.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Renders, writes, commits, and says what was done: the files and the message as data. */
export async function commit(request: CommitRequest, io: Io, clock: Stopwatch): Promise<number> {
  const done = await commitRender(request);
  progress(io, '');
  report(done.findings, io);
  const code = exitFor(done.findings);
  if (code !== exit.fine || done.plan === undefined) {
    const text = totals(done.findings);
    if (text !== undefined) say(io, text);
    return code;
  }
  printPlan(done.plan, io);
  say(io, summary(done.plan, done.synthesised.project.output, clock.total(), io.cwd));
  const name = request.branch ?? done.branch;
  const branch = name === undefined ? '' : ` on ${name}`;
  if (request.dryRun) {
    if (isEmpty(done.plan)) say(io, 'nothing would be written');
    io.out(`\n${done.message}`);
  } else if (done.commit === undefined) say(io, 'nothing to commit');
  else {
    io.out(`\n${done.message}`);
    say(io, `committed ${done.commit.slice(0, 12)}${branch}`);
  }
  if (done.pushed) say(io, `pushed to ${done.branch}`);
  return exit.fine;
}
