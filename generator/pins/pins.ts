import type { Node, Pair } from 'yaml';
import { finding } from '../core/codes.ts';
import type { Finding, Place } from '../core/finding.ts';
import { isTooDeep, yaml } from '../manifest/yaml.ts';

/** A chart at a version. */
export interface ChartPin {
  readonly chart: string;
  readonly version: string;
  readonly repository?: string;
  readonly digest?: string;
}

/** Versions by section and name. */
export interface Versions {
  readonly images: ReadonlyMap<string, string>;
  readonly charts: ReadonlyMap<string, ChartPin>;
  /** Git refs: a tag, a branch or a commit. */
  readonly git: ReadonlyMap<string, string>;
}

/** What `pins.yaml` holds: versions as data, that bots edit and stacks read. */
export interface Pins extends Versions {
  /** Versions that some clusters have before the others, from the first to the last; what a ring does not hold the next one says. */
  readonly rings: ReadonlyMap<string, Versions>;
  readonly findings: readonly Finding[];
}

export type Section = 'images' | 'charts' | 'git';

function noVersions(): Writable {
  return { images: new Map(), charts: new Map(), git: new Map() };
}

interface Writable {
  readonly images: Map<string, string>;
  readonly charts: Map<string, ChartPin>;
  readonly git: Map<string, string>;
}

/** Reads pins; comments (setter markers among them) stay in the file, which is only read here. */
export function parsePins(text: string, file: string): Pins {
  const pins = noVersions();
  const rings = new Map<string, Versions>();
  if (text.trim() === '') return { ...pins, rings, findings: [] };
  const { isMap, isScalar, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const findings: Finding[] = [];
  if (isTooDeep(text)) {
    findings.push(finding('build/bad-pins', `${file} nests too deep to be read`, { source: { file } }));
    return { ...pins, rings, findings };
  }
  const wrong = (message: string, node: Node | null | undefined): void => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    const source: Place = { file, line, column: col };
    findings.push(finding('build/bad-pins', `${file}:${line}:${col}: ${message}`, { source }));
  };
  for (const { message, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    findings.push(
      finding('build/bad-pins', `${file}:${line}:${col}: ${message}`, {
        source: { file, line, column: col },
      }),
    );
  }
  if (document.errors.length > 0 || document.contents === null) return { ...pins, rings, findings };
  if (!isMap(document.contents)) wrong('pins are a map with images, charts and git', document.contents);
  else
    for (const { key, value } of document.contents.items) {
      const section = isScalar(key) ? String(key.value) : '';
      const named = isMap(value) ? value.items : [];
      if (value !== null && !isMap(value)) wrong(`${section} is not a map`, value as Node);
      else if (section === 'rings')
        for (const ring of named) rings.set(nameOf(ring.key), ringIn(ring.value as Node | null, wrong));
      else readSection(pins, section, key as Node, named as readonly Item[], wrong);
    }
  return { ...pins, rings, findings };
}

type Wrong = (message: string, node: Node | null) => void;
type Item = Pair<Node, Node | null>;

function nameOf(key: unknown): string {
  return yaml().isScalar(key) ? String(key.value) : '';
}

/** The same sections again, of one ring. */
function ringIn(value: Node | null, wrong: Wrong): Versions {
  const { isMap } = yaml();
  const versions = noVersions();
  if (isMap(value))
    for (const { key, value: inner } of value.items) {
      const named = isMap(inner) ? inner.items : [];
      if (inner !== null && !isMap(inner)) wrong(`${nameOf(key)} is not a map`, inner as Node);
      else readSection(versions, nameOf(key), key as Node, named as readonly Item[], wrong);
    }
  else if (value !== null && !(yaml().isScalar(value) && value.value === null))
    wrong('a ring is a map with images, charts and git', value);
  return versions;
}

function readSection(
  versions: Writable,
  section: string,
  key: Node,
  items: readonly Item[],
  wrong: Wrong,
): void {
  if (!isSection(section)) wrong(`${section} is none of images, charts and git`, key);
  else for (const item of items) read(versions, section, item.key, item.value, wrong);
}

function isSection(name: string): name is Section {
  return name === 'images' || name === 'charts' || name === 'git';
}

function read(pins: Writable, section: Section, key: Node, value: Node | null, wrong: Wrong): void {
  const { isMap, isScalar } = yaml();
  const name = isScalar(key) ? String(key.value) : '';
  if (section === 'charts') {
    const chart = isMap(value) ? (value.toJSON() as Partial<ChartPin>) : undefined;
    if (chart === undefined || typeof chart.version !== 'string')
      wrong(`the chart ${name} needs a version as text`, value ?? key);
    else pins.charts.set(name, { chart: name, ...(chart as { version: string }) });
    return;
  }
  if (!isScalar(value) || typeof value.value !== 'string')
    wrong(`${section}.${name} is not a text`, value ?? key);
  else pins[section].set(name, value.value);
}

/** The text with one pin set to another version; every other byte stays, comments and setter markers too. */
export function setPin(
  text: string,
  section: Section,
  name: string,
  version: string,
  ring?: string,
): string | undefined {
  const { isScalar, parseDocument } = yaml();
  const document = parseDocument(text, { keepSourceTokens: true });
  const around = ring === undefined ? [section, name] : ['rings', ring, section, name];
  const found = document.getIn(section === 'charts' ? [...around, 'version'] : around, true);
  if (!isScalar(found) || found.range == null) return undefined;
  const [start, end] = found.range;
  return `${text.slice(0, start)}${quoted(version, text.slice(start, end))}${text.slice(end)}`;
}

/** The quotes it had, or those it needs. */
function quoted(value: string, before: string): string {
  if (before.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  return before.startsWith('"') || !/^[A-Za-z][\w./:@-]*$/.test(value) ? JSON.stringify(value) : value;
}
