import { isRecord } from '../../core/json.ts';
import { scalarText } from '../../manifest/write.ts';
import { entries, items, prettyJson, type Style } from '../yaml/render.ts';

const style: Style = { step: 2, dash: 0 };

/** A patch as YAML; its keys keep their order, so that `op` comes first. */
export function fileText(value: unknown): string {
  const lines =
    Array.isArray(value) && value.length > 0
      ? items(value, 0, style)
      : isRecord(value) && Object.keys(value).length > 0
        ? entries(value, 0, style)
        : [scalarText(value, '')];
  return `${lines.join('\n')}\n`;
}

export function jsonText(value: unknown): string {
  return `${prettyJson(value, '', '  ')}\n`;
}
