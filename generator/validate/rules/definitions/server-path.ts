import { equal, isRecord, own } from '../../../core/json.ts';
import { readPointer } from '../../../patch/json/pointer.ts';
import { fieldPath } from '../../path.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a version says, and what the server calls it once every version says the same. */
const shared: Readonly<Record<string, string>> = {
  schema: 'validation',
  subresources: 'subresources',
  additionalPrinterColumns: 'additionalPrinterColumns',
  selectableFields: 'selectableFields',
};

const maps = new Set(['properties', 'patternProperties', 'definitions', 'dependencies']);

/**
 * The path that the server says of a place of a definition: it keeps what all versions have in common once, and calls fields of a schema by
 * their keys.
 */
export function serverPath(spec: Fields): (pointer: string) => string {
  const versions = own(spec, 'versions');
  const all = Array.isArray(versions) ? versions.filter(isRecord) : [];
  const common = new Set(
    Object.keys(shared).filter((name) =>
      all.every((each) => equal(own(each, name), own(all[0] ?? {}, name))),
    ),
  );
  return (pointer) => {
    const [first, second, index, part, ...rest] = readPointer(pointer) ?? [];
    if (first !== 'spec' || second !== 'versions' || part === undefined) return fieldPath(pointer);
    const head = common.has(part) ? `spec.${shared[part]}` : `spec.versions[${index}].${part}`;
    if (part === 'schema') return head + schemaPath(rest);
    const named = rest.map((step) =>
      step === 'jsonPath' && part === 'additionalPrinterColumns' ? 'JSONPath' : step,
    );
    return head + named.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('');
  };
}

/** `.openAPIV3Schema.properties[spec].items`: what stands below a map of schemas is a key. */
function schemaPath(steps: readonly string[]): string {
  let path = '';
  let key = false;
  for (const step of steps) {
    path += key || /^\d+$/.test(step) ? `[${step}]` : `.${step}`;
    key = !key && maps.has(step);
  }
  return path;
}
