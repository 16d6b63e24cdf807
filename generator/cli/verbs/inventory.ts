import { byText } from '../../core/compare.ts';
import { grouped } from '../../core/group.ts';
import { type Inventory, inventoryOf } from '../../inventory/inventory.ts';
import type { ProjectRender } from '../../synth/render-project.ts';
import { readArguments } from '../arguments.ts';
import { harmless } from '../diff/words.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { renderedFor } from '../rendered.ts';
import { report, stopAtErrors } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll inventory [STACK…] [--format text|json] [-l KEY=VALUE] [--env NAME] [--set K=V] [--inflate]

What the stacks make, cluster by cluster: images with tags and digests, charts, who may do what (RBAC by subject), Secrets, what makes them
and who uses them, and what pods may on their nodes. What charts bring is not known here, but with --inflate, which renders them by the
program helm. Nothing that a Secret holds is said.

  plimsoll inventory
  plimsoll inventory --format json -l cluster=prod-eu
`;

export const inventoryVerb: Verb = {
  name: 'inventory',
  summary: 'images, access, Secrets and capabilities of each cluster',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('inventory', argv, {
    ...synthOptions,
    format: { type: 'string' },
    inflate: { type: 'boolean' },
  });
  const { format = 'text', inflate = false, ...others } = values;
  if (format !== 'text' && format !== 'json')
    throw usage(`inventory: --format is text or json, not ${format}`);
  const render = await renderedFor('inventory', others, rest, io, { validate: false });
  const { objects, findings } = render;
  const stop = stopAtErrors(findings, io);
  if (stop !== undefined) return stop;
  const all: Inventory[] = [];
  const clusters = [...grouped(objects, ({ cluster }) => cluster)].sort(([a], [b]) => byText(a.name, b.name));
  for (const [cluster, mine] of clusters) {
    const plain = mine.map(({ object }) => object);
    const made = inflate ? await madeByCharts(plain, cluster.options.kubernetes, render.project, io) : [];
    all.push(inventoryOf(cluster.name, [...plain, ...made]));
  }
  io.out(format === 'json' ? `${JSON.stringify(all)}\n` : harmless(all.map(inventoryText).join('\n')));
  return exit.fine;
}

/** What the charts of a cluster would make; what is not known of them is said. */
async function madeByCharts(
  objects: readonly unknown[],
  kubernetes: string,
  project: ProjectRender['project'],
  io: Io,
): Promise<readonly unknown[]> {
  const { chartObjects } = await import('../../synth/chart-objects.ts');
  const { objects: made, findings } = await chartObjects(objects, kubernetes, project);
  report(findings, io);
  return made.map(({ object }) => object);
}

function inventoryText({ cluster, images, charts, access, secrets, capabilities }: Inventory): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['images', images.map(({ image, by }) => `${image}  (${by.join(', ')})`)],
    ['charts', charts.map(({ chart, version, by }) => `${chart} ${version}  (${by})`)],
    [
      'access',
      access.flatMap(({ subject, role, namespace, rules }) => [
        `${subject}: ${role}${namespace === undefined ? ', in the whole cluster' : ` in ${namespace}`}${rules === undefined ? ', which is not rendered' : ''}`,
        ...(rules ?? []).map((rule) => `  ${rule}`),
      ]),
    ],
    [
      'secrets',
      secrets.map(
        ({ secret, madeBy, by }) =>
          `${secret}  ${madeBy === undefined ? 'made by nothing that is rendered' : `made by ${madeBy}`}${by.length === 0 ? '' : `, used by ${by.join(', ')}`}`,
      ),
    ],
    ['capabilities', capabilities.map(({ by, what }) => `${by}: ${what}`)],
  ];
  const shown = parts.filter(([, lines]) => lines.length > 0);
  return `${[cluster, ...shown.flatMap(([name, lines]) => [`  ${name}`, ...lines.map((line) => `    ${line}`)])].join('\n')}\n`;
}
