import { relative, sep } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { grouped } from '../../core/group.ts';
import { graphOf } from '../../graph/graph.ts';
import type { ProjectRender } from '../../synth/render-project.ts';
import { readArguments } from '../arguments.ts';
import { harmless } from '../diff/words.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { renderedFor } from '../rendered.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll graph [STACK…] [--format text|mermaid|html|json] [-l KEY=VALUE] [--env NAME] [--set K=V]

What is applied after what: the bundles of each cluster in their order, with applications, objects and findings. html is one page by itself,
to be opened in a browser: boxes open, findings and names are searched, light and dark.

  plimsoll graph
  plimsoll graph --format mermaid -l cluster=prod-eu
  plimsoll graph --format html > graph.html
`;

export const graphVerb: Verb = {
  name: 'graph',
  summary: 'what is applied after what: text, Mermaid, a page',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('graph', argv, { ...synthOptions, format: { type: 'string' } });
  const { format = 'text', ...others } = values;
  if (!['text', 'mermaid', 'html', 'json'].includes(format))
    throw usage(`graph: --format is text, mermaid, html or json, not ${format}`);
  const rendered = await renderedFor('graph', others, rest, io, { validate: true });
  const graphs = graphOf(
    rendered.clusters.map(({ built }) => built.model),
    aroundOf(rendered),
  );
  if (format === 'json') io.out(`${JSON.stringify(graphs)}\n`);
  else if (format === 'html') io.out((await import('../graph/html.ts')).graphHtml(graphs));
  else {
    const { graphMermaid, graphText } = await import('../graph/text.ts');
    io.out(harmless(format === 'mermaid' ? graphMermaid(graphs) : graphText(graphs)));
  }
  return exit.fine;
}

/** A finding is about the bundle whose file it is in, or whose object it names. */
function aroundOf({ objects, files, findings, project }: ProjectRender): Parameters<typeof graphOf>[1] {
  const counts = grouped(objects, ({ cluster, bundle, resource }) =>
    [cluster.name, bundle?.name, resource?.application.name].join('\u0000'),
  );
  const base = project.config.layout.base ?? '';
  const below = (file: string): string => {
    const plain = file.startsWith(project.root) ? relative(project.root, file).split(sep).join('/') : file;
    return plain.startsWith(`${base}/`) ? plain.slice(base.length + 1) : plain;
  };
  return {
    objects: (...names) => counts.get(names.join('\u0000'))?.length ?? 0,
    findings,
    ownerOf: ({ source }: Finding) => {
      const file = source === undefined ? undefined : files.get(below(source.file));
      if (file === undefined) return undefined;
      const slash = file.owner.indexOf('/');
      return { cluster: file.cluster, bundle: slash < 0 ? undefined : file.owner.slice(0, slash) };
    },
  };
}
