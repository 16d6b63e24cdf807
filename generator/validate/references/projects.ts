import type { Fields } from '../rules/fields.ts';
import { isLike } from '../sieve/glob.ts';
import type { World } from './world.ts';

const group = 'argoproj.io';

/** Argo CD applies only what the project of an Application lets it: from where, and whereto. */
export function projects(world: World): void {
  for (const { fields, namespace, group: its } of world.of('Application')) {
    if (its !== group) continue;
    const spec = fields.in('spec');
    const project = world.only({ group, kind: 'AppProject', namespace, name: spec.text('project') });
    if (project === undefined) continue;
    const allowed = project.fields.in('spec');
    for (const source of [spec.in('source'), ...spec.each('sources')]) from(source, allowed, project.name);
    to(spec.in('destination'), allowed, project.name);
  }
}

function from(source: Fields, project: Fields, name: string): void {
  const url = source.text('repoURL');
  const patterns = project.texts('sourceRepos');
  if (url === '' || isOpen(url, patterns) || patterns.some((each) => isLike(normal(url), normal(each))))
    return;
  refuse(source, 'repoURL', `is ${url}, which the AppProject ${name} does not allow`, patterns);
}

function to(destination: Fields, project: Fields, name: string): void {
  const [server, cluster] = [destination.text('server'), destination.text('name')];
  const namespace = destination.text('namespace');
  const allowed = project.each('destinations');
  const open = allowed.some((each) =>
    isOpen(server + cluster + namespace, [each.text('server'), each.text('name'), each.text('namespace')]),
  );
  if (open || destination.empty || allowed.some((each) => isAt(each, server, cluster, namespace))) return;
  const where = `${cluster || server}, namespace ${namespace || '(none)'}`;
  const known = allowed.map(
    (each) => `${each.text('name') || each.text('server')} ${each.text('namespace')}`,
  );
  refuse(destination, 'namespace', `leads to ${where}, which the AppProject ${name} does not allow`, known);
}

function isAt(allowed: Fields, server: string, cluster: string, namespace: string): boolean {
  return isThere(allowed, server, cluster) && isLike(namespace, allowed.text('namespace'));
}

/** The names of the cluster that Argo CD is in. */
const own = ['in-cluster', 'https://kubernetes.default.svc'];

/** Which server another cluster's name stands for only Argo CD can tell: it may be this one. */
function isThere(allowed: Fields, server: string, cluster: string): boolean {
  const [ofServer, ofCluster] = [allowed.text('server'), allowed.text('name')];
  if (cluster !== '' && ofCluster !== '') return isLike(cluster, ofCluster);
  if (server !== '' && ofServer !== '') return isLike(server, ofServer);
  const there = ofServer + ofCluster;
  return there === '*' || own.includes(there) === own.includes(server + cluster);
}

/** What is excluded, or put in place of a variable, is not judged. */
function isOpen(value: string, patterns: readonly string[]): boolean {
  return value.includes('${') || value.includes('{{') || patterns.some((each) => each.startsWith('!'));
}

/** As Argo CD compares addresses of repositories. */
function normal(url: string): string {
  return url
    .toLowerCase()
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
}

function refuse(from: Fields, field: string, what: string, known: readonly string[]): void {
  const fix =
    known.length === 0
      ? 'let the project allow it'
      : `let the project allow it: it allows ${known.join(', ')}`;
  from.refuse({ code: 'references/not-permitted', what, fix }, field);
}
