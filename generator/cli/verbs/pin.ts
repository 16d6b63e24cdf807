import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding } from '../../core/codes.ts';
import { Problem } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import { type ChartPin, type Pins, parsePins, type Section, setPin, type Versions } from '../../pins/pins.ts';
import { nextStep, promoted, withRingPin } from '../../pins/rings.ts';
import { openProject } from '../../synth/project.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { replaceFile } from '../replace-file.ts';
import { report } from '../report.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll pin [NAME VERSION] [--ring RING] [--section images|charts|git] [--dry-run]
       plimsoll pin NAME --promote [--ring RING]

Sets a version in pins.yaml, which stacks read: of an image, a chart or a git ref. Every other byte stays, comments and setter markers
too. An image may be given as :TAG or @DIGEST, to keep where it comes from. Without arguments: what is pinned.

      --ring RING   the version of a ring: of clusters that have it before the others
      --promote     the version of the first ring that holds one (or of RING) goes one ring further, after the last to all

  plimsoll pin
  plimsoll pin web registry.example.com/shop/web:1.9.0@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b
  plimsoll pin web :1.9.0
  plimsoll pin cert-manager 1.20.0
  plimsoll pin web :1.10.0 --ring canary
  plimsoll pin web --promote
`;

export const pinVerb: Verb = { name: 'pin', summary: 'versions as data: list them, set one', help, run };

const sections = ['images', 'charts', 'git'] as const;

interface Values {
  readonly section?: string;
  readonly ring?: string;
  readonly promote?: boolean;
  readonly 'dry-run'?: boolean;
}

/** The file with pins, read. */
interface PinsFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly pins: Pins;
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('pin', argv, {
    section: { type: 'string' },
    ring: { type: 'string' },
    promote: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  });
  const [name, version, ...more] = rest;
  const promote = values.promote === true;
  if (promote && (name === undefined || version !== undefined))
    throw usage('pin: --promote takes a name alone');
  if (!promote && (more.length > 0 || (name !== undefined && version === undefined)))
    throw usage('pin needs a name and a version');
  const { root, config } = await openProject(io.cwd, undefined);
  const path = join(root, config.pins);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const pins = parsePins(text, config.pins);
  if (report(pins.findings, io) > 0) return exit.mistake;
  const file = { path, name: config.pins, text, pins };
  if (name === undefined) return list(pins, io);
  if (values.ring !== undefined && !pins.rings.has(values.ring)) throw noRing(values.ring, pins);
  const section = sectionOf(pins, name, values.section);
  return promote
    ? promoteOne(file, section, name, values, io)
    : setOne(file, section, name, version ?? '', values, io);
}

function list(pins: Pins, io: Io): number {
  const all = (versions: Versions, before: string): void => {
    for (const section of sections)
      for (const [each, value] of versions[section])
        io.out(`${before}${section}\t${each}\t${versionOf(value)}\n`);
  };
  all(pins, '');
  for (const [ring, versions] of pins.rings) all(versions, `ring ${ring}\t`);
  return exit.fine;
}

function setOne(
  file: PinsFile,
  section: Section,
  name: string,
  version: string,
  { ring, ...values }: Values,
  io: Io,
): number {
  const { pins, text } = file;
  const own = ring === undefined ? pins[section].get(name) : pins.rings.get(ring)?.[section].get(name);
  const before = own ?? pins[section].get(name) ?? '';
  const wanted = section === 'images' ? imageOf(versionOf(before), version) : plainOf(version);
  if (own !== undefined && wanted === versionOf(own)) {
    say(io, `${name} is ${wanted} already`);
    return exit.fine;
  }
  const next =
    own === undefined && ring !== undefined
      ? withRingPin(text, file.name, section, name, ring, pinLike(before, wanted))
      : setPin(text, section, name, wanted, ring);
  if (next === undefined) throw new Error(`the pin ${name} was found and cannot be set`);
  io.out(`${name}${ring === undefined ? '' : ` in ${ring}`}: ${versionOf(before)} → ${wanted}\n`);
  if (values['dry-run'] !== true) replaceFile(file.path, next);
  return exit.fine;
}

function promoteOne(
  file: PinsFile,
  section: Section,
  name: string,
  { ring, ...values }: Values,
  io: Io,
): number {
  const step = nextStep(file.pins, section, name, ring);
  if (step === undefined || step.version === undefined)
    throw new Problem([
      finding('build/unknown-pin', `no ring holds a version of ${name} for itself`, {
        fix: `set one: plimsoll pin ${name} VERSION --ring ${[...file.pins.rings.keys()][0] ?? 'RING'}`,
      }),
    ]);
  io.out(`${name}: ${versionOf(step.version)} goes from ${step.from} to ${step.to ?? 'all'}\n`);
  if (values['dry-run'] !== true) replaceFile(file.path, promoted(file.text, file.name, section, name, step));
  return exit.fine;
}

/** A chart keeps where it comes from. */
function pinLike(before: string | ChartPin, version: string): unknown {
  if (typeof before === 'string') return version;
  const { chart: _, ...rest } = before;
  return { ...rest, version };
}

function noRing(ring: string, { rings }: Pins): Problem {
  const names = [...rings.keys()];
  const fix =
    didYouMean(ring, names) ??
    (names.length === 0
      ? `write it into pins.yaml first: rings: { ${ring}: {} }`
      : `there are ${names.join(', ')}`);
  return new Problem([finding('build/unknown-pin', `there is no ring ${ring}`, { fix })]);
}

function versionOf(pin: string | ChartPin): string {
  return typeof pin === 'string' ? pin : pin.version;
}

function sectionOf(pins: Pins, name: string, asked: string | undefined): Section {
  const wanted = sections.find((each) => each === asked);
  if (asked !== undefined && wanted === undefined)
    throw usage(`pin: --section is one of ${sections.join(', ')}, not ${asked}`);
  const everywhere = [pins, ...pins.rings.values()];
  const found = sections.filter(
    (each) =>
      (wanted === undefined || each === wanted) && everywhere.some((versions) => versions[each].has(name)),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw usage(`pin: ${name} is in ${found.join(' and ')}: say which with --section`);
  const names = sections.flatMap((each) => [...pins[each].keys()]);
  throw new Problem([
    finding('build/unknown-pin', `there is no pin ${name}`, {
      fix:
        didYouMean(name, names) ??
        (names.length === 0 ? 'write it into pins.yaml first' : `there are ${names.join(', ')}`),
    }),
  ]);
}

/** `:1.9` and `@sha256:…` say what of the image is another. */
function imageOf(before: string, version: string): string {
  const [, repository = ''] = /^([^@]+?)(:[\w][\w.-]{0,127})?(@.*)?$/.exec(before) ?? [];
  const wanted = /^[:@]/.test(version) ? `${repository}${version}` : version;
  if (!/^[\w][\w.-]*(:\d+)?(\/[\w][\w.-]*)*(:[\w][\w.-]{0,127})?(@[a-z0-9]+:[0-9a-f]{32,})?$/.test(wanted))
    throw usage(`pin: ${wanted} is no reference of an image, like registry.example.com/web:1.2@sha256:…`);
  return wanted;
}

function plainOf(version: string): string {
  if (!/^[\w][\w./+-]*$/.test(version)) throw usage(`pin: ${version} is no version`);
  return version;
}
