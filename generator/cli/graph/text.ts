import type { BundleNode, ClusterGraph } from '../../graph/graph.ts';

/** By order of application, a line a bundle. */
export function graphText(graphs: readonly ClusterGraph[]): string {
  return graphs.map(clusterText).join('\n');
}

function clusterText({ cluster, engine, kubernetes, bundles }: ClusterGraph): string {
  const sorted = [...bundles].sort((a, b) => a.order - b.order);
  const width = Math.max(0, ...sorted.map((each) => nameOf(each).length));
  const lines = sorted.map((each) => {
    const { order, dependsOn, applications, findings } = each;
    const objects = applications.reduce((sum, { objects: count }) => sum + count, 0);
    const after = dependsOn.length === 0 ? '' : `, after ${dependsOn.join(', ')}`;
    const wrong =
      findings.length === 0 ? '' : `, ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
    return `  ${order}  ${nameOf(each).padEnd(width)}  ${applications.map(({ name }) => name).join(', ') || '(no application)'}: ${objects} ${objects === 1 ? 'object' : 'objects'}${after}${wrong}`;
  });
  return `${[`${cluster} (${engine}, Kubernetes ${kubernetes})`, ...lines].join('\n')}\n`;
}

function nameOf({ node, within, name }: BundleNode): string {
  return [node, ...(within === undefined ? [] : [within]), name].join('/');
}

/** For Markdown: arrows lead from what comes first. */
export function graphMermaid(graphs: readonly ClusterGraph[]): string {
  const lines = graphs.flatMap(({ cluster, bundles }, index) => {
    const id = (name: string): string => `c${index}_${bundles.findIndex((each) => each.name === name)}`;
    return [
      `  subgraph c${index}[${quoted(cluster)}]`,
      ...bundles.map(({ name, applications, findings }) => {
        const wrong = findings.some(({ severity }) => severity === 'error')
          ? ':::error'
          : findings.length > 0
            ? ':::warning'
            : '';
        return `    ${id(name)}[${quoted(`${name}<br/>${applications.map((each) => each.name).join(', ')}`)}]${wrong}`;
      }),
      ...bundles.flatMap(({ name, dependsOn, within }) => [
        ...dependsOn
          .filter((each) => bundles.some((other) => other.name === each))
          .map((each) => `    ${id(each)} --> ${id(name)}`),
        ...(within === undefined ? [] : [`    ${id(within)} -.-> ${id(name)}`]),
      ]),
      '  end',
    ];
  });
  return `graph LR\n${lines.join('\n')}\n  classDef error stroke:#c00,stroke-width:3px\n  classDef warning stroke:#a60,stroke-width:2px\n`;
}

/** In quotes Mermaid takes everything but these. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;').replaceAll('`', '#96;')}"`;
}
