import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { canonical } from '../core/json.ts';
import { definedAt, type Origin } from '../core/origin.ts';
import type { ClusterModel } from '../model/model.ts';
import type { Source } from '../model/source.ts';
import { bundlesOf, nodesOf } from '../model/walk.ts';

/** A source, and where it was given. */
interface Given {
  readonly source: Source | undefined;
  readonly origin: Origin;
}

/** A source is a named value: one name, one definition. */
export function checkSources(cluster: ClusterModel): readonly Finding[] {
  return conflicts([...sourcesOf(cluster)]);
}

/** The conflicts that further sources bring: those of the model are known by then. */
export function sourceConflicts(cluster: ClusterModel, more: readonly Given[]): readonly Finding[] {
  const own = [...sourcesOf(cluster)];
  return conflicts([...own, ...more]).slice(conflicts(own).length);
}

function* sourcesOf(cluster: ClusterModel): Generator<Given> {
  yield { source: cluster.options.gitops.source, origin: cluster.origin };
  for (const path of nodesOf(cluster)) {
    const node = path.at(-1);
    if (node !== undefined) yield { source: node.options.source, origin: node.origin };
  }
  for (const { bundle } of bundlesOf(cluster)) yield { source: bundle.options.source, origin: bundle.origin };
}

function conflicts(all: readonly Given[]): readonly Finding[] {
  const known = new Map<string, Source>();
  const findings: Finding[] = [];
  for (const { source, origin } of all) {
    if (source === undefined) continue;
    const key = `${source.kind}/${source.options.namespace ?? ''}/${source.name}`;
    const other = known.get(key);
    if (other === undefined) known.set(key, source);
    else if (canonical(other.options) !== canonical(source.options)) {
      const message = `the source ${source.kind} ${source.name} is defined twice, differently`;
      findings.push(
        finding('build/source-conflict', message, {
          ...definedAt(origin),
          fix: 'define it once and share the value, or give one another name',
        }),
      );
    }
  }
  return findings;
}
