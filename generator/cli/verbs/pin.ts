import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding } from '../../core/codes.ts';
import { Problem } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import { type Pins, parsePins, setPin } from '../../pins/pins.ts';
import { openProject } from '../../synth/project.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { replaceFile } from '../replace-file.ts';
import { report } from '../report.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll pin [NAME VERSION] [--section images|charts|git] [--dry-run]

Sets a version in pins.yaml, which stacks read: of an image, a chart or a git ref. Every other byte stays, comments and setter markers
too. An image may be given as :TAG or @DIGEST, to keep where it comes from. Without arguments: what is pinned.

  plimsoll pin
  plimsoll pin web registry.example.com/shop/web:1.9.0@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b
  plimsoll pin web :1.9.0
  plimsoll pin cert-manager 1.20.0
`;

export const pinVerb: Verb = { name: 'pin', summary: 'versions as data: list them, set one', help, run };

const sections = ['images', 'charts', 'git'] as const;
type Section = (typeof sections)[number];

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('pin', argv, {
    section: { type: 'string' },
    'dry-run': { type: 'boolean' },
  });
  const [name, version, ...more] = rest;
  if (more.length > 0 || (name !== undefined && version === undefined))
    throw usage('pin needs a name and a version');
  const { root, config } = await openProject(io.cwd, undefined);
  const file = join(root, config.pins);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const pins = parsePins(text, config.pins);
  if (report(pins.findings, io) > 0) return exit.mistake;
  if (name === undefined || version === undefined) {
    for (const section of sections)
      for (const [each, value] of pins[section]) io.out(`${section}\t${each}\t${versionOf(value)}\n`);
    return exit.fine;
  }
  const section = sectionOf(pins, name, values.section);
  const before = versionOf(pins[section].get(name) ?? '');
  const wanted = section === 'images' ? imageOf(before, version) : plainOf(version);
  if (wanted === before) {
    say(io, `${name} is ${before} already`);
    return exit.fine;
  }
  const next = setPin(text, section, name, wanted);
  if (next === undefined) throw new Error(`the pin ${name} was found and cannot be set`);
  io.out(`${name}: ${before} → ${wanted}\n`);
  if (values['dry-run'] !== true) replaceFile(file, next);
  return exit.fine;
}

function versionOf(pin: string | { readonly version: string }): string {
  return typeof pin === 'string' ? pin : pin.version;
}

function sectionOf(pins: Pins, name: string, asked: string | undefined): Section {
  const wanted = sections.find((each) => each === asked);
  if (asked !== undefined && wanted === undefined)
    throw usage(`pin: --section is one of ${sections.join(', ')}, not ${asked}`);
  const found = sections.filter((each) => (wanted === undefined || each === wanted) && pins[each].has(name));
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
