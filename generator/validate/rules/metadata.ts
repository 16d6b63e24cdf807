import { isRecord, own } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';
import { shortened } from '../shortened.ts';
import { nameSyntax } from './names.ts';
import type { Rule } from './rule.ts';
import { label1123, labelValue, qualifiedName, type Syntax } from './syntax.ts';

/** Names, labels, annotations, finalizers and owners, of every object. */
export const metadata: Rule = ({ object, facts, release }) => {
  const found = own(object, 'metadata');
  const fields = isRecord(found) ? found : {};
  return [
    ...(facts.kind === 'LimitRange' && !facts.custom ? [] : needed(fields)),
    ...names(fields, nameSyntax(facts, release)),
    ...namespace(fields, facts.scope),
    ...labels(fields),
    ...annotations(fields),
    ...finalizers(fields),
    ...owners(fields),
  ];
};

type Fields = Readonly<Record<string, unknown>>;

/** Only limits of a namespace are given a name by the server. */
function needed(fields: Fields): readonly Mistake[] {
  if (textOf(fields, 'name') !== '' || textOf(fields, 'generateName') !== '') return [];
  const message = 'metadata.name is required: an object has a name, or a generateName';
  return [{ code: 'api/missing-field', pointer: '/metadata/name', message }];
}

function names(fields: Fields, syntax: Syntax): readonly Mistake[] {
  const [name, prefix] = [textOf(fields, 'name'), textOf(fields, 'generateName')];
  // What the server puts behind a prefix makes up for the dash at its end.
  const begun = prefix.endsWith('-') && prefix.length > 1 ? `${prefix.slice(0, -1)}a` : prefix;
  return [
    ...(prefix === '' ? [] : written('/metadata/generateName', begun, syntax, 'api/bad-name')),
    ...(name === '' ? [] : written('/metadata/name', name, syntax, 'api/bad-name')),
  ];
}

/** Of an object that is in none the server takes it away. */
function namespace(fields: Fields, scope: string | undefined): readonly Mistake[] {
  const name = textOf(fields, 'namespace');
  if (name === '' || scope === 'Cluster') return [];
  return written('/metadata/namespace', name, label1123, 'api/bad-name');
}

function labels(fields: Fields): readonly Mistake[] {
  return labelMistakes(own(fields, 'labels'), '/metadata/labels');
}

/** Of any map of labels: of an object, a template, a selector. */
export function labelMistakes(value: unknown, pointer: string): readonly Mistake[] {
  // Pointers are made for what is wrong only: objects have many labels, and nearly all are right.
  const wrong = entries(value).filter(
    ([key, each]) =>
      qualifiedName(key) !== undefined || (typeof each === 'string' && labelValue(each) !== undefined),
  );
  return wrong.flatMap(([key, each]) => [
    ...keyMistakes(key, below(pointer, key), 'label'),
    ...(typeof each === 'string' ? written(below(pointer, key), each, labelValue, 'api/bad-label') : []),
  ]);
}

const largest = 262_144;

function annotations(fields: Fields): readonly Mistake[] {
  const pointer = '/metadata/annotations';
  const all = entries(own(fields, 'annotations'));
  if (all.length === 0) return [];
  const size = all.reduce((sum, [key, value]) => sum + bytes(key) + bytes(String(value)), 0);
  const keys = all.flatMap(([key]) => keyMistakes(key.toLowerCase(), below(pointer, key), 'annotation'));
  if (size <= largest) return keys;
  const message = `metadata.annotations take ${size} bytes, and may take ${largest}`;
  return [...keys, { code: 'api/out-of-range', pointer, message }];
}

function keyMistakes(key: string, pointer: string, what: string): readonly Mistake[] {
  const wrong = qualifiedName(key);
  if (wrong === undefined) return [];
  return [{ code: 'api/bad-label', pointer, message: `the ${what} ${JSON.stringify(key)} ${wrong}` }];
}

function finalizers(fields: Fields): readonly Mistake[] {
  const list = own(fields, 'finalizers');
  if (!Array.isArray(list)) return [];
  return list.flatMap((each, index) =>
    typeof each === 'string'
      ? written(`/metadata/finalizers/${index}`, each, qualifiedName, 'api/bad-name')
      : [],
  );
}

function owners(fields: Fields): readonly Mistake[] {
  const list = own(fields, 'ownerReferences');
  if (!Array.isArray(list)) return [];
  const wanted = ['apiVersion', 'kind', 'name', 'uid'];
  return list.flatMap((owner, index) =>
    wanted
      .filter((name) => !isRecord(owner) || textOf(owner, name) === '')
      .map((name): Mistake => {
        const pointer = `/metadata/ownerReferences/${index}/${name}`;
        return { code: 'api/missing-field', pointer, message: `${fieldPath(pointer)} is required` };
      }),
  );
}

function written(pointer: string, text: string, syntax: Syntax, code: Mistake['code']): readonly Mistake[] {
  const wrong = syntax(text);
  if (wrong === undefined) return [];
  return [{ code, pointer, message: `${fieldPath(pointer)} ${JSON.stringify(shortened(text))} ${wrong}` }];
}

function textOf(fields: Fields, name: string): string {
  const value = own(fields, name);
  return typeof value === 'string' ? value : '';
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
