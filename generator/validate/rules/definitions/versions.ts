import { isRecord, own } from '../../../core/json.ts';
import type { Mistake } from '../../complaint.ts';
import { label1035 } from '../syntax.ts';
import { missing } from './names.ts';
import { isSaid, structure } from './structure.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Versions of a definition: each once, one of them stored, every one with a schema. */
export function versions(spec: Fields, release: string | undefined): readonly Mistake[] {
  const found = own(spec, 'versions');
  if (!Array.isArray(found) || found.length === 0)
    return [{ code: 'api/missing-field', pointer: '/spec/versions', message: 'spec.versions is required' }];
  const all = found.filter(isRecord);
  const stored = all.filter(({ storage }) => storage === true).length;
  return [
    ...(stored === 1
      ? []
      : [
          {
            code: 'api/not-allowed' as const,
            pointer: '/spec/versions',
            message: `exactly one version is stored (storage: true), not ${stored}`,
          },
        ]),
    ...all.flatMap((version, index) => one(version, `/spec/versions/${index}`, all.slice(0, index), release)),
  ];
}

function one(
  version: Fields,
  pointer: string,
  before: readonly Fields[],
  release: string | undefined,
): readonly Mistake[] {
  const { name, schema } = version;
  const at = `spec.versions[${pointer.split('/').at(-1)}]`;
  const mistakes: Mistake[] = [...missing(version, ['name'], pointer)];
  const why = typeof name === 'string' && name !== '' ? label1035(name) : undefined;
  if (why !== undefined)
    mistakes.push({
      code: 'api/bad-name',
      pointer: `${pointer}/name`,
      message: `${at}.name ${JSON.stringify(name)} ${why}`,
    });
  if (before.some((each) => each.name === name))
    mistakes.push({
      code: 'api/not-unique',
      pointer: `${pointer}/name`,
      message: `the version ${name} is there twice`,
    });
  const root = isRecord(schema) ? own(schema, 'openAPIV3Schema') : undefined;
  if (isRecord(root)) {
    const inside = `${pointer}/schema/openAPIV3Schema`;
    mistakes.push(...structure(root, inside, release), ...besideStatus(version, root, inside));
  } else
    mistakes.push({
      code: 'api/missing-field',
      pointer: `${pointer}/schema/openAPIV3Schema`,
      path: `${at}.schema.openAPIV3Schema`,
      message: `${at}.schema.openAPIV3Schema is required`,
    });
  if (typeof version.deprecationWarning === 'string' && version.deprecated !== true)
    mistakes.push({
      code: 'api/conflict',
      pointer: `${pointer}/deprecationWarning`,
      message: `${at}.deprecationWarning is for versions that are deprecated`,
    });
  return [
    ...mistakes,
    ...columns(version, pointer),
    ...scale(version, pointer),
    ...selectable(version, root, pointer),
  ];
}

/** What may stand at the root of a schema whose status is written apart. */
const ofRoot =
  'description type format title maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems multipleOf required items properties externalDocs example x-kubernetes-preserve-unknown-fields x-kubernetes-validations'.split(
    ' ',
  );

function besideStatus(version: Fields, root: Fields, pointer: string): readonly Mistake[] {
  const subresources = own(version, 'subresources');
  if (!isRecord(subresources) || !isRecord(own(subresources, 'status'))) return [];
  return Object.keys(root)
    .filter((name) => !ofRoot.includes(name) && isSaid(name, root[name]))
    .map((name) => ({
      code: 'api/not-structural',
      pointer: `${pointer}/${name}`,
      message: `${name} is forbidden at the root of a schema beside the subresource status`,
    }));
}

const columnFormats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];
const columnTypes = ['integer', 'number', 'string', 'boolean', 'date'];

function columns(version: Fields, pointer: string): readonly Mistake[] {
  const found = own(version, 'additionalPrinterColumns');
  if (!Array.isArray(found)) return [];
  return found.filter(isRecord).flatMap((column, index): readonly Mistake[] => {
    const { type, format, jsonPath } = column;
    const at = `${pointer}/additionalPrinterColumns/${index}`;
    return [
      ...missing(column, ['name', 'type', 'jsonPath'], at),
      ...(typeof type === 'string' && type !== '' && !columnTypes.includes(type)
        ? [
            {
              code: 'api/not-allowed' as const,
              pointer: `${at}/type`,
              message: `a column of the type ${type} is none of ${columnTypes.join(', ')}`,
            },
          ]
        : []),
      ...(typeof format === 'string' && format !== '' && !columnFormats.includes(format)
        ? [
            {
              code: 'api/not-allowed' as const,
              pointer: `${at}/format`,
              message: `a column of the format ${format} is none of ${columnFormats.join(', ')}`,
            },
          ]
        : []),
      ...(typeof jsonPath === 'string' && jsonPath !== '' && !jsonPath.startsWith('.')
        ? [
            {
              code: 'api/bad-format' as const,
              pointer: `${at}/jsonPath`,
              message: `the path ${jsonPath} of a column does not begin with a dot`,
            },
          ]
        : []),
    ];
  });
}

function scale(version: Fields, pointer: string): readonly Mistake[] {
  const subresources = own(version, 'subresources');
  const found = isRecord(subresources) ? own(subresources, 'scale') : undefined;
  if (!isRecord(found)) return [];
  const begins: Readonly<Record<string, readonly string[]>> = {
    specReplicasPath: ['.spec.'],
    statusReplicasPath: ['.status.'],
    labelSelectorPath: ['.spec.', '.status.'],
  };
  const required = missing(
    found,
    ['specReplicasPath', 'statusReplicasPath'],
    `${pointer}/subresources/scale`,
  );
  const wrong = Object.entries(begins).flatMap(([name, wanted]): readonly Mistake[] => {
    const path = own(found, name);
    if (typeof path !== 'string' || path === '' || wanted.some((each) => path.startsWith(each))) return [];
    const at = `${pointer}/subresources/scale/${name}`;
    return [
      {
        code: 'api/bad-format',
        pointer: at,
        message: `${name} ${path} does not begin with ${wanted.join(' or ')}`,
      },
    ];
  });
  return [...required, ...wrong];
}

const selectableTypes = ['string', 'boolean', 'integer'];
const mostSelectable = 8;

/** Fields that lists may be filtered by: each leads to one value of the schema. */
function selectable(version: Fields, root: unknown, pointer: string): readonly Mistake[] {
  const found = own(version, 'selectableFields');
  if (!Array.isArray(found)) return [];
  const wrong = (at: string, message: string): Mistake => ({ code: 'api/bad-format', pointer: at, message });
  const many =
    found.length > mostSelectable
      ? [wrong(`${pointer}/selectableFields`, `at most ${mostSelectable} fields can be selected by`)]
      : [];
  return [
    ...many,
    ...found.filter(isRecord).flatMap(({ jsonPath }, index): readonly Mistake[] => {
      const at = `${pointer}/selectableFields/${index}/jsonPath`;
      if (typeof jsonPath !== 'string' || jsonPath === '')
        return [
          { code: 'api/missing-field', pointer: at, message: 'jsonPath of a selectable field is required' },
        ];
      if (!/^(\.[A-Za-z_][\w-]*)+$/.test(jsonPath))
        return [wrong(at, `the path ${jsonPath} is no path of fields: .spec.color`)];
      if (/^\.metadata(\.|$)/.test(jsonPath))
        return [wrong(at, `${jsonPath} is of metadata, which has selectors of its own`)];
      const type = typeAt(root, jsonPath.slice(1).split('.'));
      if (type === undefined) return [wrong(at, `the path ${jsonPath} leads to no field of the schema`)];
      return selectableTypes.includes(type)
        ? []
        : [
            wrong(
              at,
              `the path ${jsonPath} is of the type ${type}: ${selectableTypes.join(', ')} can be selected by`,
            ),
          ];
    }),
  ];
}

function typeAt(schema: unknown, steps: readonly string[]): string | undefined {
  const found = steps.reduce<unknown>((at, name) => {
    const properties = isRecord(at) ? own(at, 'properties') : undefined;
    return isRecord(properties) ? own(properties, name) : undefined;
  }, schema);
  return isRecord(found) ? String(found.type ?? 'any') : undefined;
}
