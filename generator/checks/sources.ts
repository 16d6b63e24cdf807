import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { canonical } from '../core/json.ts';
import type { ClusterModel } from '../model/model.ts';
import { definedAt, type Origin } from '../model/place.ts';
import type { Source } from '../model/source.ts';
import { bundlesOf, nodesOf } from '../model/walk.ts';

/** A source is a named value: one name, one definition. */
export function checkSources(cluster: ClusterModel): readonly Finding[] {
  const known = new Map<string, Source>();
  const findings: Finding[] = [];
  const note = (source: Source | undefined, origin: Origin): void => {
    if (source === undefined) return;
    const key = `${source.kind}/${source.options.namespace ?? ''}/${source.name}`;
    const other = known.get(key);
    if (other === undefined) known.set(key, source);
    else if (canonical(other.options) !== canonical(source.options)) {
      findings.push(
        finding(
          'build/source-conflict',
          `the source ${source.kind} ${source.name} is defined twice, differently`,
          {
            ...definedAt(origin),
            fix: 'define it once and share the value, or give one another name',
          },
        ),
      );
    }
  };
  note(cluster.options.gitops.source, cluster.origin);
  for (const path of nodesOf(cluster)) note(path.at(-1)?.options.source, path.at(-1)?.origin as Origin);
  for (const { bundle } of bundlesOf(cluster)) note(bundle.options.source, bundle.origin);
  return findings;
}
