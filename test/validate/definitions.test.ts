import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkedExpression } from '../../generator/validate/cel/check.ts';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { shared } from '../support/shared.ts';

const anything = { self: 'dyn', oldSelf: 'dyn' };

interface Changes {
  readonly metadata?: object;
  readonly spec?: object;
  readonly version?: object;
  readonly schema?: object;
  readonly field?: object;
}

function said({
  metadata = {},
  spec = {},
  version = {},
  schema = {},
  field = { type: 'string' },
}: Changes): readonly string[] {
  const object = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com', ...metadata },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { spec: { type: 'object', properties: { field } } },
              ...schema,
            },
          },
          ...version,
        },
      ],
      ...spec,
    },
  };
  return validateObjects([object]).map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

const written = 'spec.versions[0].schema.openAPIV3Schema';
/** What all versions have in common the server keeps once. */
const root = 'spec.validation.openAPIV3Schema';
const field = `${root}.properties[spec].properties[field]`;

describe('a definition of custom resources', () => {
  it('that is fine has no mistakes', () => {
    expect(said({})).toEqual([]);
  });

  it.each([
    [
      { metadata: { name: 'widget.example.com' } },
      [
        'api/bad-name metadata.name: metadata.name is the plural and the group: widgets.example.com, not widget.example.com',
      ],
    ],
    [
      { metadata: { generateName: 'w' } },
      [
        'api/bad-name metadata.generateName: metadata.generateName: a definition is called as its kind is, widgets.example.com',
      ],
    ],
    [
      { spec: { group: 'a.k8s.io' }, metadata: { name: 'widgets.a.k8s.io' } },
      [
        'api/missing-field metadata.annotations[api-approved.kubernetes.io]: the group a.k8s.io is one of the Kubernetes community: it needs the annotation api-approved.kubernetes.io',
      ],
    ],
    [
      {
        spec: { group: 'a.k8s.io' },
        metadata: { name: 'widgets.a.k8s.io', annotations: { 'api-approved.kubernetes.io': 'yes' } },
      },
      [
        'api/bad-format metadata.annotations[api-approved.kubernetes.io]: api-approved.kubernetes.io is an address, or begins with unapproved, not "yes"',
      ],
    ],
    [
      {
        spec: {
          conversion: {
            strategy: 'Webhook',
            webhook: { clientConfig: {}, conversionReviewVersions: ['V1'] },
          },
        },
      },
      [
        'api/missing-field spec.conversion.webhookClientConfig: spec.conversion.webhookClientConfig has exactly one of url and service',
        'api/missing-field spec.conversion.conversionReviewVersions: spec.conversion.conversionReviewVersions has neither v1 nor v1beta1',
        expect.stringContaining('spec.conversion.conversionReviewVersions[0]'),
      ],
    ],
    [
      {
        version: {
          selectableFields: [
            { jsonPath: 'spec' },
            { jsonPath: '.spec.none' },
            { jsonPath: '.spec' },
            { jsonPath: '.spec.field' },
            { jsonPath: '.metadata.name' },
          ],
        },
      },
      [
        'api/bad-format spec.selectableFields[0].jsonPath: the path spec is no path of fields: .spec.color',
        'api/bad-format spec.selectableFields[1].jsonPath: the path .spec.none leads to no field of the schema',
        'api/bad-format spec.selectableFields[2].jsonPath: the path .spec is of the type object: string, boolean, integer can be selected by',
        'api/bad-format spec.selectableFields[4].jsonPath: .metadata.name is of metadata, which has selectors of its own',
      ],
    ],
    [
      { version: { additionalPrinterColumns: [{ name: 'a', type: 'string', jsonPath: 'spec' }] } },
      [
        'api/bad-format spec.additionalPrinterColumns[0].JSONPath: the path spec of a column does not begin with a dot',
      ],
    ],
    [{ field: { type: 'string', patternProperties: {}, definitions: {}, allOf: [] } }, []],
    [
      { field: { type: 'object', additionalProperties: 'yes' } },
      [expect.stringContaining('additionalProperties is a schema, or true or false')],
    ],
    [
      { spec: { group: 'example' }, metadata: { name: 'widgets.example' } },
      ['api/bad-name spec.group: spec.group "example" has no dot: it is a domain'],
    ],
    [
      { spec: { scope: 'Everywhere' } },
      ['api/not-allowed spec.scope: spec.scope is Cluster or Namespaced, not "Everywhere"'],
    ],
    [
      { version: { storage: false } },
      ['api/not-allowed spec.versions: exactly one version is stored (storage: true), not 0'],
    ],
    [{ version: { schema: {} } }, [`api/missing-field ${written}: ${written} is required`]],
    [
      { schema: { type: undefined } },
      [`api/not-structural ${root}.type: type is required at every place of a schema`],
    ],
    [
      { field: { description: 'a' } },
      [`api/not-structural ${field}.type: type is required at every place of a schema`],
    ],
    [
      { field: { type: 'text' } },
      [
        `api/not-structural ${field}.type: the type text is none of array, boolean, integer, number, object, string`,
      ],
    ],
    [
      { field: { type: 'string', anyOf: [{ type: 'string' }] } },
      [
        `api/not-structural ${field}.anyOf[0].type: type shapes a value: it is forbidden within allOf, anyOf, oneOf and not`,
      ],
    ],
    [{ field: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } }, []],
    [{ field: { type: 'array' } }, [`api/not-structural ${field}.items: items is required of an array`]],
    [
      { field: { type: 'string', pattern: '(' } },
      [`api/not-structural ${field}.pattern: the pattern "(" is no regular expression (RE2)`],
    ],
    [
      { field: { type: 'integer', default: 'one' } },
      [`api/not-structural ${field}.default: the default "one" is not what its schema lets through`],
    ],
    [
      { field: { type: 'integer', minimum: 1, exclusiveMinimum: true, default: 1 } },
      [`api/not-structural ${field}.default: the default 1 is not what its schema lets through`],
    ],
    [
      {
        field: {
          type: 'array',
          items: { type: 'object', properties: { name: { type: 'string' } } },
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
        },
      },
      [
        `api/not-structural ${field}.x-kubernetes-list-map-keys: the key name is neither required nor has a default`,
      ],
    ],
    [
      {
        schema: {
          'x-kubernetes-validations': [
            { rule: 'self.spec.feild == "a"' },
            { rule: 'self.spec' },
            { rule: 'has(self.spec', reason: 'No' },
          ],
        },
      },
      [
        `api/not-allowed ${written}.x-kubernetes-validations[2].reason: ${written}.x-kubernetes-validations[2].reason is "No", which is none of FieldValueDuplicate, FieldValueForbidden, FieldValueInvalid, FieldValueRequired`,
        `api/bad-rule ${root}.x-kubernetes-validations[0].rule: there is no field self.spec.feild: self.spec.feild == "a"`,
        `api/bad-rule ${root}.x-kubernetes-validations[1].rule: rule comes to self.spec, not to true or false: self.spec`,
        `api/bad-rule ${root}.x-kubernetes-validations[2].rule: rule cannot be read: Expected RPAREN, got EOF: has(self.spec`,
      ],
    ],
  ])('%j', (changes, mistakes) => {
    expect(said(changes)).toEqual(mistakes);
  });

  const folder = shared === undefined ? undefined : join(shared, 'crds');
  it.skipIf(folder === undefined)(
    'of any project that there is is fine, its rules are read',
    () => {
      const files = readdirSync(folder ?? '', { recursive: true, withFileTypes: true }).filter((entry) =>
        /\.ya?ml$/.test(entry.name),
      );
      let rules = 0;
      for (const entry of files) {
        const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
        const objects = parseAllDocuments(text, { intAsBigInt: false })
          .map((document) => document.toJS() as unknown)
          .filter((each) => each !== null);
        expect(
          validateObjects(objects).map(({ path, message }) => `${entry.name} ${path}: ${message}`),
        ).toEqual([]);
        for (const [, rule] of JSON.stringify(objects).matchAll(/"rule":("(?:[^"\\]|\\.)*")/g)) {
          rules++;
          expect(
            checkedExpression(JSON.parse(rule as string) as string, '1.37', anything).wrong,
            rule,
          ).toBeUndefined();
        }
      }
      expect(files.length).toBeGreaterThan(80);
      expect(rules).toBeGreaterThan(300);
    },
    120_000,
  );
});
