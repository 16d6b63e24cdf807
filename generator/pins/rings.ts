import { isRecord } from '../core/json.ts';
import { sha256Of } from '../core/sha256.ts';
import { YamlText } from '../patch/yaml/edit-yaml.ts';
import type { ChartPin, Pins, Section } from './pins.ts';

/** The clusters of a ring: their names, or a share of all of them. */
export type Ring = readonly string[] | `${number}%`;

/**
 * The ring that a cluster is in, of rings from the first to the last; undefined: it has what all have. A share is of clusters by their names
 * alone: one more cluster moves no other, and who is in 10 % is in 30 % too.
 */
export function ringOf<Name extends string>(
  cluster: string,
  rings: Readonly<Record<Name, Ring>>,
): Name | undefined {
  const place = Number.parseInt(sha256Of(`ring ${cluster}`).slice(0, 8), 16) / 2 ** 32;
  const found = Object.entries<Ring>(rings).find(([, ring]) =>
    typeof ring === 'string' ? place * 100 < Number.parseFloat(ring) : ring.includes(cluster),
  );
  return found?.[0] as Name | undefined;
}

/** Where a version is, and where it goes: undefined is what all have. */
export interface Promotion {
  readonly from: string;
  readonly to: string | undefined;
  readonly version: string | ChartPin | undefined;
}

/** The next step of a pin: from the first ring that holds it, or from the one that is named. Undefined: no ring holds it. */
export function nextStep(
  { rings }: Pins,
  section: Section,
  name: string,
  asked: string | undefined,
): Promotion | undefined {
  const names = [...rings.keys()];
  const from = names.find(
    (ring) => (asked === undefined || ring === asked) && rings.get(ring)?.[section].has(name),
  );
  if (from === undefined) return undefined;
  return { from, to: names[names.indexOf(from) + 1], version: rings.get(from)?.[section].get(name) };
}

/** The text after a step: the version stands one ring further, and no longer where it was, which now takes it from there. */
export function promoted(
  text: string,
  file: string,
  section: Section,
  name: string,
  { from, to }: Promotion,
): string {
  const document = new YamlText(text, file);
  const value = document.documents[0]?.value;
  const pins = isRecord(value) ? value : {};
  const version = at(pins, ['rings', from, section, name]);
  const without = put(pins, ['rings', from, section, name], undefined);
  const target = to === undefined ? [section, name] : ['rings', to, section, name];
  return document.with(new Map([[0, put(without, target, version)]])).text;
}

/** The text in which a ring holds a version that it did not hold before. */
export function withRingPin(
  text: string,
  file: string,
  section: Section,
  name: string,
  ring: string,
  version: unknown,
): string {
  const document = new YamlText(text, file);
  const pins = document.documents[0]?.value;
  return document.with(new Map([[0, put(pins, ['rings', ring, section, name], version)]])).text;
}

type Tree = Readonly<Record<string, unknown>>;

function at(tree: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return tree;
  return isRecord(tree) && Object.hasOwn(tree, key) ? at(tree[key], rest) : undefined;
}

/** The tree with a value at a path; without it where the value is undefined, and without a section that holds nothing then. */
function put(tree: unknown, [key = '', ...rest]: readonly string[], value: unknown): Tree {
  const own: Tree = isRecord(tree) ? tree : {};
  const next = rest.length === 0 ? value : put(own[key], rest, value);
  const isEmptySection = rest.length === 1 && isRecord(next) && Object.keys(next).length === 0;
  if (next !== undefined && !isEmptySection) return { ...own, [key]: next };
  return Object.fromEntries(Object.entries(own).filter(([name]) => name !== key));
}
