import { isRecord, own } from '../../../core/json.ts';
import type { Mistake } from '../../complaint.ts';
import { fieldPath } from '../../path.ts';
import { label1035, type Syntax, subdomain } from '../syntax.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Group, names and scope of a definition of custom resources. */
export function names(object: Fields, spec: Fields): readonly Mistake[] {
  const found = own(spec, 'names');
  const given = isRecord(found) ? found : {};
  const [group, plural] = [textOf(spec, 'group'), textOf(given, 'plural')];
  const metadata = own(object, 'metadata');
  const name = isRecord(metadata) ? textOf(metadata, 'name') : '';
  return [
    ...(group === '' ? [] : written('/spec/group', group, subdomain)),
    ...(group !== '' && !group.includes('.')
      ? [
          wrong(
            'api/bad-name',
            '/spec/group',
            `spec.group ${JSON.stringify(group)} has no dot: it is a domain`,
          ),
        ]
      : []),
    ...(plural !== '' && name !== '' && name !== `${plural}.${group}`
      ? [
          {
            ...wrong(
              'api/bad-name',
              '/metadata/name',
              `metadata.name is the plural and the group: ${plural}.${group}, not ${name}`,
            ),
            fix: `call it ${plural}.${group}`,
          },
        ]
      : []),
    ...(isRecord(metadata) && textOf(metadata, 'generateName') !== '' && plural !== ''
      ? [
          wrong(
            'api/bad-name',
            '/metadata/generateName',
            `metadata.generateName: a definition is called as its kind is, ${plural}.${group}`,
          ),
        ]
      : []),
    ...['plural', 'singular'].flatMap((field) => called(given, field)),
    ...['kind', 'listKind'].flatMap((field) => called(given, field, true)),
    ...(spec.scope === 'Cluster' || spec.scope === 'Namespaced'
      ? []
      : [
          wrong(
            typeof spec.scope === 'string' && spec.scope !== '' ? 'api/not-allowed' : 'api/missing-field',
            '/spec/scope',
            `spec.scope is Cluster or Namespaced, not ${JSON.stringify(spec.scope ?? '')}`,
          ),
        ]),
    ...missing(spec, ['group'], '/spec'),
    ...missing(given, ['kind', 'plural'], '/spec/names'),
    ...list(given, 'shortNames'),
    ...list(given, 'categories'),
    ...(textOf(given, 'kind') !== '' && given.kind === given.listKind
      ? [wrong('api/not-unique', '/spec/names/listKind', 'spec.names.listKind is the same as kind')]
      : []),
    ...(spec.preserveUnknownFields === true
      ? [
          wrong(
            'api/not-allowed',
            '/spec/preserveUnknownFields',
            'spec.preserveUnknownFields is true, which apiextensions.k8s.io/v1 refuses',
          ),
        ]
      : []),
  ];
}

function textOf(fields: Fields, name: string): string {
  const value = own(fields, name);
  return typeof value === 'string' ? value : '';
}

/** An empty text is none. */
export function missing(fields: Fields, names: readonly string[], pointer: string): readonly Mistake[] {
  return names
    .filter((name) => own(fields, name) === '')
    .map((name) =>
      wrong('api/missing-field', `${pointer}/${name}`, `${fieldPath(`${pointer}/${name}`)} is required`),
    );
}

function called(fields: Fields, name: string, anyCase = false): readonly Mistake[] {
  const text = textOf(fields, name);
  return text === '' ? [] : written(`/spec/names/${name}`, anyCase ? text.toLowerCase() : text, label1035);
}

function list(fields: Fields, name: string): readonly Mistake[] {
  const found = own(fields, name);
  if (!Array.isArray(found)) return [];
  return found.flatMap((each, index) =>
    typeof each === 'string' ? written(`/spec/names/${name}/${index}`, each, label1035) : [],
  );
}

function written(pointer: string, text: string, syntax: Syntax): readonly Mistake[] {
  const why = syntax(text);
  return why === undefined
    ? []
    : [wrong('api/bad-name', pointer, `${fieldPath(pointer)} ${JSON.stringify(text)} ${why}`)];
}

function wrong(code: Mistake['code'], pointer: string, message: string): Mistake {
  return { code, pointer, message };
}
