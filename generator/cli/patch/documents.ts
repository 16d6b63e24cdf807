import { isTooDeep } from '../../manifest/yaml.ts';
import { fileText, jsonText } from '../../patch/emit/text.ts';
import { YamlText } from '../../patch/yaml/edit-yaml.ts';
import { usage } from '../usage.ts';

/** Every document of a text. JSON is read as JSON where that loses nothing: no number is too large for it. */
export function documentsOf(text: string, file: string): readonly { readonly value: unknown }[] {
  if (/^\s*[[{"\d-]/.test(text) && !/[\d.]{16,}/.test(text) && !isTooDeep(text))
    try {
      return [{ value: JSON.parse(text) as unknown }];
    } catch {
      // YAML may begin like that as well.
    }
  const { documents } = new YamlText(text, file);
  return documents.length === 0 ? [{ value: null }] : documents;
}

/** Objects anew, as YAML or as JSON. */
export function print(values: readonly unknown[], format: string): string {
  if (format === 'json') return values.map(jsonText).join('');
  if (format === 'yaml') return values.map(fileText).join('---\n');
  throw usage(`patch: --format is yaml or json, not ${format}`);
}
