import type { Document, Node, Pair } from 'yaml';
import type { Finding } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import { suggest } from '../../core/suggest.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { yaml } from '../../manifest/yaml.ts';
import { readPointer } from '../../patch/json/pointer.ts';
import { subjectOf } from '../../patch/subject.ts';
import { keyText } from '../../patch/yaml/nodes.ts';
import { parsed } from '../../patch/yaml/parse.ts';
import { isEncrypted } from '../encrypted.ts';
import type { ValidateOptions } from '../options.ts';
import { readObjects } from './read.ts';
import type { Validated } from './validated.ts';

/** What is put in place of a few bytes of a text, and why. */
export interface Fix {
  readonly finding: Finding;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

export interface FixedText {
  readonly text: string;
  readonly fixes: readonly Fix[];
}

interface Splice extends Fix {
  readonly start: number;
  readonly end: number;
}

/**
 * A text in which what is plainly meant is mended: a field or a value that has one near name, a text that was to be a number or the other
 * way round. Every other byte stays.
 */
export function fixedText(text: string, { file, objects }: Validated, options: ValidateOptions): FixedText {
  const { objects: found, findings: unreadable } = readObjects(text, file);
  if (unreadable.length > 0 || found.length !== objects.length) return { text, fixes: [] };
  const { documents, at } = parsed(text, file);
  const starts = documents.map(({ contents }) => at((contents as Node | null)?.range?.[0] ?? 0));
  const splices = found.flatMap(({ value, place, prefix }, index): readonly Splice[] => {
    const { findings = [] } = objects[index] ?? {};
    if (findings.length === 0 || isEncrypted(value)) return [];
    const document = starts.findIndex(({ line, column }) => line === place.line && column === place.column);
    const { schema } = subjectOf(value, options);
    return findings.flatMap((finding) => {
      const splice = spliceFor(finding, value, schema, documents[document], prefix, text);
      return splice === undefined ? [] : [{ ...splice, line: at(splice.start).line ?? 1 }];
    });
  });
  const ordered = [...splices].sort((a, b) => b.start - a.start);
  const apart = ordered.filter(
    (each, index) => index === 0 || each.end <= (ordered[index - 1] as Splice).start,
  );
  const next = apart.reduce(
    (whole, { start, end, to }) => whole.slice(0, start) + to + whole.slice(end),
    text,
  );
  return { text: next, fixes: apart.reverse() };
}

function spliceFor(
  finding: Finding,
  object: unknown,
  schema: ReleaseSchema | undefined,
  document: Document | undefined,
  prefix: string,
  text: string,
): Omit<Splice, 'line'> | undefined {
  const steps = readPointer(finding.pointer ?? '') ?? [];
  const name = steps.at(-1);
  const pair = pairAt(document, [...(readPointer(prefix) ?? []), ...steps]);
  if (name === undefined || pair === undefined) return undefined;
  const place = schemaAt(schema, steps.slice(0, -1), object);
  if (finding.code === 'api/unknown-field') {
    const near = onlyOne(name, place?.schema?.fieldNames ?? []);
    if (near === undefined || (isRecord(place?.value) && Object.hasOwn(place.value, near))) return undefined;
    return replaced(finding, pair.key as Node, near, text);
  }
  const field = place?.schema?.field(name) ?? place?.schema?.values();
  const value = isRecord(place?.value) ? own(place.value, name) : undefined;
  const node = pair.value as Node | null;
  if (field === undefined || !yaml().isScalar(node)) return undefined;
  if (finding.code === 'api/not-allowed' && typeof value === 'string') {
    const near = onlyOne(value, (field.node.enum ?? []).map(String));
    return near === undefined ? undefined : replaced(finding, node, near, text);
  }
  if (finding.code !== 'api/wrong-type') return undefined;
  const { type } = field.node;
  const source = text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return replaced(finding, node, JSON.stringify(source), text);
  const isNumber =
    (type === 'integer' || type === 'number') && typeof value === 'string' && /^-?\d{1,15}$/.test(value);
  const isTruth = type === 'boolean' && (value === 'true' || value === 'false');
  return isNumber || isTruth ? replaced(finding, node, String(value), text) : undefined;
}

function replaced(
  finding: Finding,
  node: Node,
  wanted: string,
  text: string,
): Omit<Splice, 'line'> | undefined {
  const [start, end] = node.range ?? [];
  if (start === undefined || end === undefined) return undefined;
  const from = text.slice(start, end);
  // A name keeps the quotes that it had.
  const quote = finding.code === 'api/wrong-type' ? undefined : /^(["'])[\s\S]*\1$/.exec(from.trimEnd())?.[1];
  return { finding, start, end, from, to: quote === undefined ? wanted : `${quote}${wanted}${quote}` };
}

/** The name that was meant, where only one is near. */
function onlyOne(wrong: string, names: readonly string[]): string | undefined {
  const [near, ...others] = suggest(wrong, names);
  return others.length === 0 ? near : undefined;
}

interface At {
  readonly schema: ReleaseSchema | undefined;
  readonly value: unknown;
}

function schemaAt(
  schema: ReleaseSchema | undefined,
  steps: readonly string[],
  object: unknown,
): At | undefined {
  return steps.reduce<At | undefined>(
    (at, step) => {
      if (at === undefined) return undefined;
      if (Array.isArray(at.value)) return { schema: at.schema?.items(), value: at.value[Number(step)] };
      const value = isRecord(at.value) ? own(at.value, step) : undefined;
      return { schema: at.schema?.field(step) ?? at.schema?.values(), value };
    },
    { schema, value: object },
  );
}

function pairAt(document: Document | undefined, steps: readonly string[]): Pair | undefined {
  const { isMap, isSeq } = yaml();
  let node: unknown = document?.contents;
  let pair: Pair | undefined;
  for (const step of steps) {
    pair = undefined;
    if (isMap(node)) {
      pair = (node.items as readonly Pair[]).find(({ key }) => keyText(key) === step);
      node = pair?.value;
    } else if (isSeq(node)) node = node.items[Number(step)];
    else return undefined;
  }
  return pair;
}
