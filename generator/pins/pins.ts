import type { Node } from 'yaml';
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

/** What `pins.yaml` holds: versions as data, that bots edit and stacks read. */
export interface Pins {
  readonly images: ReadonlyMap<string, string>;
  readonly charts: ReadonlyMap<string, ChartPin>;
  /** Git refs: a tag, a branch or a commit. */
  readonly git: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

type Section = 'images' | 'charts' | 'git';

/** Reads pins; comments (setter markers among them) stay in the file, which is only read here. */
export function parsePins(text: string, file: string): Pins {
  if (text.trim() === '') return { images: new Map(), charts: new Map(), git: new Map(), findings: [] };
  const { isMap, isScalar, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const findings: Finding[] = [];
  if (isTooDeep(text)) {
    findings.push(finding('build/bad-pins', `${file} nests too deep to be read`, { source: { file } }));
    return { images: new Map(), charts: new Map(), git: new Map(), findings };
  }
  const wrong = (message: string, node: Node | null | undefined): void => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    const source: Place = { file, line, column: col };
    findings.push(finding('build/bad-pins', `${file}:${line}:${col}: ${message}`, { source }));
  };
  const pins = {
    images: new Map<string, string>(),
    charts: new Map<string, ChartPin>(),
    git: new Map<string, string>(),
  };
  for (const { message, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    findings.push(
      finding('build/bad-pins', `${file}:${line}:${col}: ${message}`, {
        source: { file, line, column: col },
      }),
    );
  }
  if (document.errors.length > 0 || document.contents === null) return { ...pins, findings };
  if (!isMap(document.contents)) wrong('pins are a map with images, charts and git', document.contents);
  else
    for (const { key, value } of document.contents.items) {
      const section = isScalar(key) ? String(key.value) : '';
      if (!isSection(section)) wrong(`${section} is none of images, charts and git`, key as Node);
      else if (value !== null && !isMap(value)) wrong(`${section} is not a map`, value as Node);
      else
        for (const item of isMap(value) ? value.items : [])
          read(pins, section, item.key as Node, item.value as Node | null, wrong);
    }
  return { ...pins, findings };
}

function isSection(name: string): name is Section {
  return name === 'images' || name === 'charts' || name === 'git';
}

function read(
  pins: {
    readonly images: Map<string, string>;
    readonly charts: Map<string, ChartPin>;
    readonly git: Map<string, string>;
  },
  section: Section,
  key: Node,
  value: Node | null,
  wrong: (message: string, node: Node | null) => void,
): void {
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
export function setPin(text: string, section: Section, name: string, version: string): string | undefined {
  const { isScalar, parseDocument } = yaml();
  const document = parseDocument(text, { keepSourceTokens: true });
  const found = document.getIn(section === 'charts' ? [section, name, 'version'] : [section, name], true);
  if (!isScalar(found) || found.range == null) return undefined;
  const [start, end] = found.range;
  return `${text.slice(0, start)}${quoted(version, text.slice(start, end))}${text.slice(end)}`;
}

/** The quotes it had, or those it needs. */
function quoted(value: string, before: string): string {
  if (before.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  return before.startsWith('"') || !/^[A-Za-z][\w./:@-]*$/.test(value) ? JSON.stringify(value) : value;
}
