import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt, type Origin, placeOf } from '../core/origin.ts';
import type { ClusterModel } from '../model/model.ts';
import { isLabel, nearestLabel } from '../model/names.ts';
import { bundlesOf, nodesOf } from '../model/walk.ts';

interface Named {
  readonly name: string;
  readonly origin: Origin;
}

/** Names become directories and object names: labels, and each once where it must be told apart. */
export function checkNames(cluster: ClusterModel): readonly Finding[] {
  const findings: Finding[] = [...legal('cluster', [cluster])];
  for (const nodes of [cluster.nodes, ...[...nodesOf(cluster)].map((path) => path.at(-1)?.nodes ?? [])])
    findings.push(...legal('node', nodes), ...once('node', nodes, 'build/duplicate-node'));
  const bundles = [...bundlesOf(cluster)].map(({ bundle }) => bundle);
  findings.push(...legal('bundle', bundles), ...once('bundle', bundles, 'build/duplicate-bundle'));
  for (const { applications } of bundles)
    findings.push(
      ...legal('application', applications),
      ...once('application', applications, 'build/duplicate-application'),
    );
  return findings;
}

function* legal(what: string, items: readonly Named[]): Generator<Finding> {
  for (const { name, origin } of items) {
    if (isLabel(name)) continue;
    const nearest = nearestLabel(name);
    const message = `the ${what} name ${JSON.stringify(name)} is not a label: lower-case letters, digits and dashes, at most 63`;
    yield finding('build/bad-name', message, {
      ...definedAt(origin),
      ...(nearest === undefined ? {} : { fix: `use ${nearest}` }),
    });
  }
}

function* once(
  what: string,
  items: readonly Named[],
  code: 'build/duplicate-node' | 'build/duplicate-bundle' | 'build/duplicate-application',
): Generator<Finding> {
  const first = new Map<string, Named>();
  for (const item of items) {
    const other = first.get(item.name);
    if (other === undefined) {
      first.set(item.name, item);
      continue;
    }
    const before = placeOf(other.origin);
    const where = before === undefined ? '' : `, first at ${before.file}:${before.line}:${before.column}`;
    yield finding(code, `the ${what} ${item.name} is there twice${where}`, {
      ...definedAt(item.origin),
      fix: 'choose another name',
    });
  }
}
