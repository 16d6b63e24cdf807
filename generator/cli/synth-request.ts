import type { CommitRequest } from '../commit/commit-render.ts';
import { fetchBytes } from '../project/fetch.ts';
import type { Request } from '../synth/synth.ts';
import { several } from './arguments.ts';
import { type Io, today } from './io.ts';
import { labelsOf } from './selection.ts';
import type { Stopwatch } from './stopwatch.ts';
import { usage } from './usage.ts';

/** What every verb that renders and writes is called with. */
export const synthOptions = {
  output: { type: 'string', short: 'o' },
  selector: { type: 'string', short: 'l', multiple: true },
  env: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  shard: { type: 'string' },
  overwrite: { type: 'boolean' },
  against: { type: 'string' },
} as const;

interface Values {
  readonly output?: string;
  readonly selector?: readonly string[];
  readonly env?: readonly string[];
  readonly set?: readonly string[];
  readonly shard?: string;
  readonly overwrite?: boolean;
  readonly against?: string;
  readonly check?: boolean;
}

export function synthRequest(
  verb: string,
  values: Values,
  stacks: readonly string[],
  io: Io,
  clock: Stopwatch,
): Request {
  return {
    cwd: io.cwd,
    stacks,
    environments: several(values.env),
    set: values.set ?? [],
    labels: labelsOf(verb, values.selector),
    shard: shardOf(verb, values.shard),
    output: values.output,
    overwrite: values.overwrite === true,
    frozen: values.check === true,
    download: fetchBytes,
    today: today(io),
    validate: true,
    against: revisionOf(verb, values.against),
    stage: (name) => clock.stage(name),
  };
}

/** A commit in the checkout, of the output alone, that is not pushed. */
export function plainCommit({
  env,
}: Io): Pick<CommitRequest, 'branch' | 'repository' | 'push' | 'staged' | 'allowDelete' | 'environment'> {
  return {
    branch: undefined,
    repository: undefined,
    push: false,
    staged: false,
    allowDelete: [],
    environment: env ?? {},
  };
}

function revisionOf(verb: string, text: string | undefined): string | undefined {
  if (text !== undefined && !/^[^\s:-][^\s:]*$/.test(text))
    throw usage(`${verb}: --against takes a git revision, not ${JSON.stringify(text)}`);
  return text;
}

function shardOf(verb: string, text: string | undefined): Request['shard'] {
  if (text === undefined) return undefined;
  const [, index, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  if (index === undefined || Number(index) > Number(of))
    throw usage(`${verb}: a shard is I/N, like 1/4, not ${text}`);
  return { index: Number(index), of: Number(of) };
}
