import { isRecord } from '../../core/json.ts';

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const kindName = /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/;

export interface Wrong {
  readonly path: string;
  readonly message: string;
}

/**
 * What is wrong with a CustomResourceDefinition, the first thing: names that become folders and identifiers, and schemas
 * that are objects are all that reading it needs.
 */
export function wrongCustomResource(object: Readonly<Record<string, unknown>>): Wrong | undefined {
  if (object.apiVersion !== 'apiextensions.k8s.io/v1')
    return {
      path: 'apiVersion',
      message: `apiVersion is ${String(object.apiVersion)}, only apiextensions.k8s.io/v1 is served today`,
    };
  const spec = object.spec;
  if (!isRecord(spec)) return { path: 'spec', message: 'spec is missing' };
  const { group, names, scope, versions } = spec;
  if (typeof group !== 'string' || !subdomain.test(group) || group.length > 253)
    return { path: 'spec.group', message: 'spec.group is not a domain name' };
  if (!isRecord(names)) return { path: 'spec.names', message: 'spec.names is missing' };
  if (typeof names.kind !== 'string' || !kindName.test(names.kind) || names.kind.length > 63)
    return { path: 'spec.names.kind', message: 'spec.names.kind is not a kind' };
  if (typeof names.plural !== 'string' || !label.test(names.plural))
    return { path: 'spec.names.plural', message: 'spec.names.plural is not a name' };
  if (scope !== 'Namespaced' && scope !== 'Cluster')
    return { path: 'spec.scope', message: 'spec.scope is neither Namespaced nor Cluster' };
  if (!Array.isArray(versions) || versions.length === 0)
    return { path: 'spec.versions', message: 'spec.versions is empty' };
  const seen = new Set<string>();
  for (const [index, version] of versions.entries()) {
    const wrong = wrongVersion(version, `spec.versions[${index}]`, seen);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongVersion(version: unknown, path: string, seen: Set<string>): Wrong | undefined {
  if (!isRecord(version)) return { path, message: `${path} is not an object` };
  const { name, schema } = version;
  if (typeof name !== 'string' || !label.test(name))
    return { path: `${path}.name`, message: `${path}.name is not a name` };
  if (seen.has(name)) return { path: `${path}.name`, message: `version ${name} is there twice` };
  seen.add(name);
  if (schema !== undefined && !isRecord(schema))
    return { path: `${path}.schema`, message: `${path}.schema is not an object` };
  const openApi = schema?.openAPIV3Schema;
  return openApi === undefined ? undefined : wrongSchema(openApi, `${path}.schema.openAPIV3Schema`, 0);
}

const deepest = 200;

/** Only the skeleton: everything the importer walks has the type it expects. */
function wrongSchema(schema: unknown, path: string, depth: number): Wrong | undefined {
  if (!isRecord(schema)) return { path, message: `${path} is not a schema` };
  if (depth > deepest) return { path, message: `the schema is nested deeper than ${deepest} levels` };
  const { type, properties, required, items, additionalProperties } = schema;
  if (schema.$ref !== undefined)
    return { path: `${path}.$ref`, message: `${path} holds a $ref, which a structural schema cannot` };
  if (type !== undefined && typeof type !== 'string')
    return { path: `${path}.type`, message: `${path}.type is not a text` };
  if (
    required !== undefined &&
    !(Array.isArray(required) && required.every((each) => typeof each === 'string'))
  )
    return { path: `${path}.required`, message: `${path}.required is not a list of names` };
  if (properties !== undefined && !isRecord(properties))
    return { path: `${path}.properties`, message: `${path}.properties is not a map` };
  for (const [name, each] of Object.entries(properties ?? {})) {
    const wrong = wrongSchema(each, `${path}.properties.${name}`, depth + 1);
    if (wrong !== undefined) return wrong;
  }
  if (items !== undefined) {
    const wrong = wrongSchema(items, `${path}.items`, depth + 1);
    if (wrong !== undefined) return wrong;
  }
  return additionalProperties === undefined || typeof additionalProperties === 'boolean'
    ? undefined
    : wrongSchema(additionalProperties, `${path}.additionalProperties`, depth + 1);
}
