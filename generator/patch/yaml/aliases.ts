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

/** The anchors that are in a node, its own among them. */
export function anchorsOf(node: unknown): readonly string[] {
  const found: string[] = [];
  someNode(node, (each) => {
    const { anchor } = each as { readonly anchor?: string };
    if (anchor !== undefined) found.push(anchor);
    return false;
  });
  return found;
}
