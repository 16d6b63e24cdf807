import type { Document, Node } from 'yaml';
import { yaml } from '../../manifest/yaml.ts';
import { dashesOf, startOf } from './nodes.ts';
import type { Style } from './render.ts';
import type { Source } from './source.ts';

/** How the author of a file indents: as the first nested map and the first list under a key do. */
export function styleOf(documents: readonly Document[], source: Source): Style {
  let [step, dash]: [number | undefined, number | undefined] = [undefined, undefined];
  const visit = (node: unknown, column: number | undefined): void => {
    if (step !== undefined && dash !== undefined) return;
    const { isMap, isPair, isSeq } = yaml();
    if (isMap(node) && node.flow !== true)
      for (const pair of node.items) {
        if (!isPair(pair)) continue;
        const at = source.column(startOf(pair.key as Node));
        const value = pair.value;
        if (isMap(value) && value.flow !== true && value.items.length > 0)
          step ??= indent(source.column(startOf((value.items[0] as { key: Node }).key)) - at);
        const [found] = isSeq(value) && value.flow !== true ? dashesOf(value) : [];
        if (found !== undefined) dash ??= Math.max(0, source.column(found.dash) - at);
        visit(value, at);
      }
    else if (isSeq(node)) for (const item of node.items) visit(item, column);
  };
  for (const document of documents) visit(document.contents, undefined);
  return { step: step ?? 2, dash: dash ?? 0 };
}

function indent(columns: number): number | undefined {
  return columns > 0 ? columns : undefined;
}
