import { isRecord, own } from '../../generator/core/json.ts';
import { interfaceTexts } from '../emit/interfaces.ts';
import { banner, type ImportResult } from './result.ts';

/** The type of what a chart can be told, from its `values.schema.json`. All of it is optional: a chart brings values of its own. */
export async function importChartValues(
  chart: string,
  schema: unknown,
  source: string,
): Promise<ImportResult> {
  const name = `${chart.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Values`;
  const [text = ''] = [
    await interfaceTexts([{ name, schema: { ...plain(schema, schema, []), title: name } }]),
  ];
  const declared = text.startsWith('export ') ? text : `export ${text}`;
  return {
    files: new Map([
      [`charts/${chart}.d.ts`, `${banner(source)}\n${declared}`],
      [`charts/${chart}.js`, `${banner(source)}\nexport {};\n`],
    ]),
    findings: [],
    imported: 1,
    of: 1,
  };
}

/** What a schema says of types and nothing else, references within it followed; circles and addresses are anything. */
function plain(schema: unknown, root: unknown, above: readonly string[]): object {
  if (!isRecord(schema)) return {};
  const { $ref } = schema;
  if (typeof $ref === 'string')
    return above.includes($ref) ? {} : plain(at(root, $ref), root, [...above, $ref]);
  const kept: Record<string, unknown> = {};
  for (const key of ['type', 'enum', 'const', 'description'])
    if (own(schema, key) !== undefined) kept[key] = own(schema, key);
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const branches = own(schema, key);
    if (Array.isArray(branches)) kept[key] = branches.map((each) => plain(each, root, above));
  }
  if (isRecord(schema.properties))
    kept.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) => [name, plain(each, root, above)]),
    );
  if (isRecord(schema.items)) kept.items = plain(schema.items, root, above);
  if (isRecord(schema.properties) || kept.type === 'object')
    kept.additionalProperties = isRecord(schema.additionalProperties)
      ? plain(schema.additionalProperties, root, above)
      : schema.additionalProperties !== false;
  return kept;
}

function at(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((found, step) => {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      return isRecord(found) ? own(found, name) : undefined;
    }, root);
}
