import { define, isRecord, own } from '../../core/json.ts';
import { readManifests } from '../../manifest/read.ts';
import { readPlain } from '../../manifest/scalar.ts';
import { isPlain } from '../../manifest/write.ts';
import { below } from '../path.ts';
import { expanded, type Lookup } from './expression.ts';

export interface Substituted {
  readonly object: unknown;
  /** Variables that nobody gives, and where they are asked for. */
  readonly missing: readonly { readonly pointer: string; readonly name: string }[];
  /** What the cluster alone knows: nothing can be said of the values there. */
  readonly hidden: readonly string[];
  /** Texts that the engine cannot read, or that leave no YAML behind: it stops there. */
  readonly broken: readonly { readonly pointer: string; readonly why: string }[];
}

const disabled = 'kustomize.toolkit.fluxcd.io/substitute';

/** An object that is left as it is, because its label or annotation says so. */
export function isExempt(object: unknown): boolean {
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  return ['labels', 'annotations'].some((name) => {
    const map = isRecord(metadata) ? own(metadata, name) : undefined;
    return isRecord(map) && own(map, disabled) === 'disabled';
  });
}

/** An object as it reaches the server: Flux substitutes in its YAML, and reads that again. */
export function substitute(object: unknown, lookup: Lookup): Substituted {
  const found = { missing: [], hidden: [], broken: [] } as {
    [Key in 'missing' | 'hidden' | 'broken']: Substituted[Key][number][];
  };
  const changed = (text: string, pointer: string): unknown => {
    const { text: after, missing, hidden, broken } = expanded(text, lookup);
    found.missing.push(...missing.map((name) => ({ pointer, name })));
    if (hidden) found.hidden.push(pointer);
    if (broken !== undefined) found.broken.push({ pointer, why: broken });
    if (broken !== undefined || hidden) return text;
    const value = readAgain(text, after);
    if (value === unreadable) found.broken.push({ pointer, why: 'what it becomes is no YAML' });
    return value === unreadable ? text : value;
  };
  const walk = (value: unknown, pointer: string): unknown => {
    if (typeof value === 'string') return value.includes('$') ? changed(value, pointer) : value;
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${pointer}/${index}`));
    if (!isRecord(value)) return value;
    const fields: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      const at = below(pointer, name);
      const key = name.includes('$') ? String(changed(name, at)) : name;
      define(fields, key, walk(own(value, name), at));
    }
    return fields;
  };
  return { object: walk(object, ''), ...found };
}

const unreadable: unique symbol = Symbol('no YAML');

/** What stood without quotes is read anew: `${replicas}` becomes a number. What needed quotes, or lines of its own, stays a text. */
function readAgain(before: string, after: string): unknown {
  if (before === after || !isPlain(before)) return after;
  if (isPlain(after)) return after;
  const plain = readPlain(after);
  if (typeof plain !== 'string') return plain;
  const { documents, findings } = readManifests(`value: ${after}\n`, '');
  const [document] = documents;
  if (findings.length > 0 || documents.length !== 1 || !isRecord(document?.value)) return unreadable;
  return own(document.value, 'value') ?? null;
}
