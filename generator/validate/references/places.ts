import { mustBeThere } from './say.ts';
import type { World } from './world.ts';

/** Namespaces, where some are rendered: the others are said once. */
export function namespaces(world: World): void {
  if (world.of('Namespace').length === 0) return;
  const said = new Set<string>();
  for (const { fields } of world.all) {
    const metadata = fields.in('metadata');
    const name = metadata.text('namespace');
    if (name === '' || said.has(name)) continue;
    said.add(name);
    mustBeThere(world, { group: '', kind: 'Namespace', name }, metadata, 'namespace');
  }
}

/** Kinds of custom resources, where definitions are rendered: those that nobody defines are said once. */
export function definitions(world: World): void {
  const definitions = world.of('CustomResourceDefinition');
  if (definitions.length === 0) return;
  const defined = new Set(
    definitions.map(({ fields }) => {
      const spec = fields.in('spec');
      return `${spec.text('group')}/${spec.in('names').text('kind')}`;
    }),
  );
  const groups = hasCharts(world) ? new Set([...defined].map((key) => key.replace(/\/.*$/, ''))) : undefined;
  const said = new Set<string>();
  for (const { group, kind, name, namespace, fields } of world.all) {
    // What a chart brings nobody sees; a group has one bringer.
    if (groups !== undefined && !groups.has(group)) continue;
    const key = `${group}/${kind}`;
    if (!isCustom(group) || defined.has(key) || said.has(key) || world.isExternal(kind, namespace, name))
      continue;
    said.add(key);
    fields.refuse(
      {
        code: 'references/no-definition',
        what: `is a ${kind} of ${group}, which no definition here defines`,
        fix: `render its CustomResourceDefinition, or say that it is there: external: ['${kind}/*']`,
      },
      'kind',
    );
  }
}

function hasCharts(world: World): boolean {
  return (
    world.of('HelmRelease').length > 0 ||
    world.of('Application').some(({ fields }) => {
      const spec = fields.in('spec');
      return [spec.in('source'), ...spec.each('sources')].some((each) => each.text('chart') !== '');
    })
  );
}

/** The engines' own kinds are there before anything is applied. */
const engines = ['toolkit.fluxcd.io', 'argoproj.io', 'kustomize.config.k8s.io'];

function isCustom(group: string): boolean {
  if (!group.includes('.') || engines.some((each) => group.endsWith(each))) return false;
  return !group.endsWith('.k8s.io') || group === 'gateway.networking.k8s.io' || group.endsWith('.x-k8s.io');
}
