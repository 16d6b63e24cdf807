import { yaml } from '../../manifest/yaml.ts';
import { someNode } from './nodes.ts';

/** The anchors that nodes refer to. */
export function aliasesOf(nodes: readonly unknown[]): readonly string[] {
  const found: string[] = [];
  const { isAlias } = yaml();
  for (const node of nodes)
    someNode(node, (each) => {
      if (isAlias(each)) found.push(each.source);
      return false;
    });
  return found;
}
