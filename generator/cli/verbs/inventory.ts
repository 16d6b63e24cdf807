import { byText } from '../../core/compare.ts';
import { grouped } from '../../core/group.ts';
import { type Inventory, inventoryOf } from '../../inventory/inventory.ts';
import { readArguments } from '../arguments.ts';
import { harmless } from '../diff/words.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { renderedFor } from '../rendered.ts';
import { stopAtErrors } from '../report.ts';
import { synthOptions } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll inventory [STACK…] [--format text|json] [-l KEY=VALUE] [--env NAME] [--set K=V]

What the stacks make, cluster by cluster: images with tags and digests, charts, who may do what (RBAC by subject), Secrets, what makes them
and who uses them, and what pods may on their nodes. What charts bring is not known here. Nothing that a Secret holds is said.

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
  const { values, rest } = readArguments('inventory', argv, { ...synthOptions, format: { type: 'string' } });
  const { format = 'text', ...others } = values;
  if (format !== 'text' && format !== 'json')
    throw usage(`inventory: --format is text or json, not ${format}`);
  const { objects, findings } = await renderedFor('inventory', others, rest, io, { validate: false });
  const stop = stopAtErrors(findings, io);
  if (stop !== undefined) return stop;
  const all = [...grouped(objects, ({ cluster }) => cluster.name)]
    .sort(([a], [b]) => byText(a, b))
    .map(([cluster, mine]) =>
      inventoryOf(
        cluster,
        mine.map(({ object }) => object),
      ),
    );
  io.out(format === 'json' ? `${JSON.stringify(all)}\n` : harmless(all.map(inventoryText).join('\n')));
  return exit.fine;
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
