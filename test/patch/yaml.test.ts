import { describe, expect, it } from 'vitest';
import { equal } from '../../generator/core/json.ts';
import { kindFacts } from '../../generator/facts/kinds.ts';
import { type ReleaseSchema, schemaOfKind } from '../../generator/facts/release-schema.ts';
import { YamlText } from '../../generator/patch/yaml/edit-yaml.ts';
import { type Layout, randomLayout, Writer } from '../support/random-layout.ts';
import { mutated, pick, type Random, randomOf, randomValue } from '../support/random-object.ts';

/** Another one looks at other layouts. */
const seed = Number(process.env.PLIMSOLL_SEED ?? 11);

const kinds = [
  ['apps/v1', 'Deployment'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['batch/v1', 'CronJob'],
] as const;

const schemas = kinds.map(([apiVersion, kind]) => {
  const facts = kindFacts(apiVersion, kind);
  if (facts === undefined) throw new Error(`${kind} is not known`);
  return { apiVersion, kind, schema: schemaOfKind(facts, '1.36') };
});

interface Written {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly writer: Writer;
  readonly schema: ReleaseSchema;
}

function written(random: Random, change: Partial<Layout> = {}): Written {
  const { apiVersion, kind, schema } = pick(random, schemas);
  const value = { apiVersion, kind, ...(randomValue(schema, random) as object) };
  const writer = new Writer({ ...randomLayout(random), ...change }, random);
  return { text: writer.text(value), value, writer, schema };
}

/** The lines of the old text that the new one does not have: from, and up to but without. */
function changedLines(before: string, after: string): readonly [number, number] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [start, old.length - end];
}

type Step = string | number;

/** Every place in a value that is no root. */
function places(value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...places(each, here)];
  });
}

function at(value: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((each, step) => (each as Readonly<Record<Step, unknown>>)[step], value);
}

/** A copy with another value at a place; undefined takes it out. */
function put(value: unknown, path: readonly Step[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    if (rest.length === 0 && to === undefined) return value.filter((_, index) => index !== step);
    return value.map((each, index) => (index === step ? put(each, rest, to) : each));
  }
  const copy = { ...(value as Readonly<Record<string, unknown>>) };
  const next = put(copy[step], rest, to);
  if (next === undefined) delete copy[step];
  else copy[step] = next;
  return copy;
}

describe('a text that is patched', () => {
  it('says the target, whatever the layout and the change: 5,000 random ones', () => {
    const random = randomOf(seed);
    for (let round = 0; round < 5000; round++) {
      const { text, value, schema } = written(random);
      const yaml = new YamlText(text, 'a.yaml');
      if (!equal(yaml.documents[0]?.value, value)) expect(yaml.documents[0]?.value, text).toEqual(value);
      const target = {
        ...(mutated(value, schema, random) as object),
        apiVersion: value.apiVersion,
        kind: value.kind,
      };
      const edited = yaml.with(new Map([[0, target]]), () => schema);
      const rewritten = edited.findings.some(({ code }) => code === 'patch/rewritten');
      if (rewritten) expect({ text, target, findings: edited.findings }).toEqual(undefined);
      const read = new YamlText(edited.text, 'b.yaml').documents[0]?.value;
      if (!equal(read, target)) expect(read, `${text}\n----\n${edited.text}`).toEqual(target);
    }
  });

  it('changes only the lines it must: a value set, one taken out, one added, in 2,000 random layouts', () => {
    const random = randomOf(seed + 1);
    let checked = 0;
    for (let round = 0; round < 2000; round++) {
      // What an alias becomes a copy for is another line.
      const { text, value, writer, schema } = written(random, { anchors: 0 });
      const yaml = new YamlText(text, 'a.yaml');
      const all = places(value);
      const path = pick(random, all);
      const range = rangeOf(writer, path);
      const old = at(value, path);
      const change = (to: unknown): string => yaml.with(new Map([[0, to]]), () => schema).text;
      const within = (after: string, [first, last]: readonly [number, number], what: string): void => {
        const [from, to] = changedLines(text, after);
        checked++;
        if (from < first || to > last + 1)
          expect(
            `${what} ${path.join('/')}: lines ${from} to ${to}, not ${first} to ${last}\n${text}\n----\n${after}`,
          ).toBe('');
      };
      if (typeof old !== 'object') {
        const next =
          typeof old === 'string' ? `${old.replace(/\n/g, '')}x` : typeof old === 'number' ? old + 1 : !old;
        within(change(put(value, path, next)), range, 'set');
      }
      const parent = at(value, path.slice(0, -1)) as object;
      const alone = Object.keys(parent).length === 1;
      // What moves up beside a dash changes that line too.
      if (!alone)
        within(
          change(put(value, path, undefined)),
          [range[0], besideDash(writer, text, path) ? range[1] + 1000 : range[1]],
          'removed',
        );
      const map = pick(random, all.filter((each) => isMap(at(value, each))).concat([[]]));
      const inside = map.length === 0 ? [0, -1] : rangeOf(writer, map);
      const grown = put(value, map, { ...(at(value, map) as object), 'added.example.com': 'x' });
      const after = change(grown);
      const [from, to] = changedLines(text, after);
      checked++;
      // An empty map, or one in braces, has its own lines changed; elsewhere lines come in and none goes.
      const flow = map.length > 0 && inside[0] === inside[1];
      if (!text.endsWith('\n') || flow) continue;
      if (to - from > 0)
        expect(`added to ${map.join('/')}: lines ${from} to ${to} went\n${text}\n----\n${after}`).toBe('');
    }
    expect(checked).toBeGreaterThan(5000);
  });
});

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The lines of a value, or of the braces around it. */
function rangeOf(writer: Writer, path: readonly Step[]): readonly [number, number] {
  for (let length = path.length; length > 0; length--) {
    const found = writer.at.get(`/${path.slice(0, length).join('/')}`);
    if (found !== undefined) return found;
  }
  throw new Error(`no line for ${path.join('/')}`);
}

function besideDash(writer: Writer, text: string, path: readonly Step[]): boolean {
  const [first] = rangeOf(writer, path);
  return /^\s*-/.test(text.split('\n')[first] ?? '');
}
