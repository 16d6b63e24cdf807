import { byText } from '../../core/compare.ts';
import type { FactsFile, Node, StoredDefinition, StoredKind } from '../format.ts';
import { hoist, type Shapes } from './hoist.ts';
import { withoutTexts } from './node.ts';
import type { RawCustomResource, RawCustomResourceVersion, RawSchema } from './raw.ts';

/** The definitions of every version of a custom resource, each called by its path from the version's name. */
export function shapesOf(crd: RawCustomResource, texts: boolean): Shapes {
  const shapes: Shapes = new Map();
  for (const version of crd.spec.versions) {
    const published = version.schema?.openAPIV3Schema ?? {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    };
    hoist(
      version.name,
      withIdentity(published),
      { reference: (name) => name, texts, zeroDefaults: 'keep' },
      shapes,
    );
    typeMetadata(shapes, version.name, published);
  }
  return shapes;
}

/** Facts of one definition alone, as it was given: no other release is known. */
export function factsOfCustom(crd: RawCustomResource): FactsFile {
  const definitions: [string, StoredDefinition][] = [...shapesOf(crd, true)].map(([id, shape]) => [
    id,
    shape,
  ]);
  return {
    source: `${crd.spec.names.plural}.${crd.spec.group}`,
    releases: ['given'],
    kinds: kindsOf(crd),
    definitions: Object.fromEntries(definitions),
  };
}

export function kindsOf(crd: RawCustomResource): readonly StoredKind[] {
  return crd.spec.versions.map((version) => toKind(crd, version));
}

/** apiVersion, kind and metadata are there whether the schema names them or not. */
function withIdentity(schema: RawSchema): RawSchema {
  const text = { type: 'string' };
  return {
    ...schema,
    properties: { ...schema.properties, apiVersion: text, kind: text, metadata: { type: 'object' } },
  };
}

/** The server checks metadata as ObjectMeta; a schema can only restrict its name further. */
function typeMetadata(shapes: Shapes, root: string, published: RawSchema): void {
  const shape = shapes.get(root);
  if (shape === undefined) return;
  const restricted = published.properties?.metadata;
  const metadata: Node = {
    ref: 'meta/v1#ObjectMeta',
    ...(restricted?.properties === undefined
      ? {}
      : { allOf: [withoutTexts({ properties: restricted.properties })] }),
    ...(published.required?.includes('metadata') === true ? { required: true } : {}),
  };
  shapes.set(root, { ...shape, fields: { ...shape.fields, metadata } });
}

function toKind({ spec }: RawCustomResource, version: RawCustomResourceVersion): StoredKind {
  const { kind, plural, shortNames = [], categories = [] } = spec.names;
  const subresources = Object.keys(version.subresources ?? {}).sort(byText);
  return {
    group: spec.group,
    version: version.name,
    kind,
    definition: version.name,
    plural,
    scope: spec.scope,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
    ...(version.served === false ? { unserved: true } : {}),
    ...(version.storage === true ? { storage: true } : {}),
    ...(version.deprecated === true ? { deprecated: true } : {}),
  };
}
