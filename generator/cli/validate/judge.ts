import type { Finding } from '../../core/finding.ts';
import type { GivenFile } from '../../validate/files/judge-file.ts';
import { judgeFiles } from '../../validate/files/judge-files.ts';
import { judgeUpgrade } from '../../validate/files/upgrade.ts';
import { findingsOf, hasFindings, sifted, type Validated } from '../../validate/files/validated.ts';
import { isAsked } from '../../validate/sieve/asked.ts';
import { withoutIgnored } from '../../validate/sieve/ignore.ts';
import { exit, type Io, today } from '../io.ts';
import { usage } from '../usage.ts';
import { againstBaseline } from './baseline.ts';
import { formats } from './formats.ts';
import { releasesOf } from './releases.ts';
import { type Given, type Settings, settingsFrom } from './settings.ts';
import { standardInput } from './standard-input.ts';

/** What `validate` is told. */
export interface Told extends Given {
  readonly upgrade?: string;
  readonly severity?: string;
  readonly baseline?: string;
  readonly format?: string;
  readonly inflate?: boolean;
  readonly fix?: boolean;
  readonly 'dry-run'?: boolean;
  readonly 'no-cache'?: boolean;
}

/** Fewer files are judged sooner than what is known of them is read. */
const fewest = 500;

/** Judges files and says what is wrong; `again` are the same files once some of them are mended. Answers the exit code. */
export async function judge(
  found: readonly GivenFile[],
  again: () => Promise<readonly GivenFile[]>,
  told: Told,
  io: Io,
): Promise<number> {
  const { format = 'text', severity = 'warning', baseline } = told;
  const written = formats.get(format);
  if (written === undefined)
    throw usage(`validate: --format is one of ${[...formats.keys()].join(', ')}, not ${format}`);
  if (severity !== 'warning' && severity !== 'error')
    throw usage(`validate: --severity is warning or error, not ${severity}`);
  const settings = await settingsFrom(told, io);
  let plain = found;
  if (told.fix === true) {
    const { fixFiles } = await import('./fix.ts');
    await fixFiles(
      judgeFiles(plain, settings.options),
      plain,
      settings.options,
      told['dry-run'] === true,
      io,
    );
    plain = await again();
  }
  const inflated = told.inflate === true ? await inflatedFiles(plain, settings, io) : undefined;
  const given = inflated?.files ?? plain;
  const extra = [...(inflated?.findings ?? []), ...(await fromCommands(plain, settings))];
  const fine = given.length < fewest || told['no-cache'] === true ? undefined : settings.fine();
  let all =
    told.upgrade === undefined
      ? withExtra(judgeFiles(given, { ...settings.options, fine }), extra)
      : judgeUpgrade(given, releasesOf(told.upgrade, settings.options.kubernetes), settings.options);
  fine?.save();
  if (settings.ignore.length > 0)
    all = sifted(all, (findings) => withoutIgnored(findings, settings.ignore, today(io)));
  if (severity === 'error')
    all = sifted(all, (findings) => findings.filter((each) => each.severity === 'error'));
  if (baseline !== undefined) all = againstBaseline(all, baseline, io);
  io.out(written(all));
  const errors = all
    .filter(hasFindings)
    .flatMap(findingsOf)
    .filter((each) => each.severity === 'error');
  return errors.length > 0 ? exit.mistake : exit.fine;
}

/** Charts are rendered by a program of their own: nothing of it is loaded where nobody asks. */
async function inflatedFiles(
  plain: readonly GivenFile[],
  settings: Settings,
  io: Io,
): ReturnType<typeof import('./inflate.ts').withCharts> {
  const { withCharts } = await import('./inflate.ts');
  return withCharts(plain, settings, io);
}

/** What programs of the user find in the same files. */
async function fromCommands(
  given: readonly GivenFile[],
  { root, commands, options: asked }: Settings,
): Promise<readonly Finding[]> {
  const wanted = commands.filter(({ code }) => isAsked(code, asked));
  if (wanted.length === 0) return [];
  const { runCommand } = await import('../../project/user-command.ts');
  const texts = new Map(
    given.map(({ name, text }) => [name === standardInput ? 'stdin.yaml' : name, text()]),
  );
  const findings: Finding[] = [];
  for (const command of wanted) findings.push(...(await runCommand(command, texts, root)));
  return findings;
}

/** Each finding with its file; what names none of them stands with the first. */
function withExtra(all: readonly Validated[], extra: readonly Finding[]): readonly Validated[] {
  if (extra.length === 0) return all;
  const names = new Set(all.map(({ file }) => file));
  const homeOf = ({ source }: Finding): string | undefined =>
    source !== undefined && names.has(source.file) ? source.file : all[0]?.file;
  return all.map((each) => ({
    ...each,
    findings: [...each.findings, ...extra.filter((found) => homeOf(found) === each.file)],
  }));
}
