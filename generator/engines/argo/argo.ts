import { grouped } from '../../core/group.ts';
import type { Placed } from '../../evaluate/evaluate.ts';
import type { EngineDocument } from '../../layout/file-set.ts';
import { bundlesOf } from '../../model/walk.ts';
import type { Engine } from '../engine.ts';
import { enginePatches } from '../engine-patches.ts';
import { applicationOf, rootApplication } from './applications.ts';
import { health, projectOf } from './bootstrap.ts';
import { findingsOf } from './findings.ts';
import { releaseFindings, releaseParts } from './helm.ts';
import { settingsOf } from './settings.ts';
import { wavesOf } from './waves.ts';

export const argoEngine: Engine = {
  name: 'argo',
  directory: 'argocd',
  release: releaseParts,
  answer: (cluster, places, _fleet, { resources, parts, releases, emitted }) => {
    const bundles = [...bundlesOf(cluster)];
    const settings = settingsOf(cluster);
    const waves = wavesOf(cluster);
    const ordered = bundles.some(({ bundle }) => waves.of(bundle.name) > 0);
    const documents: EngineDocument[] = [
      { directory: places.root, file: 'root.yaml', object: rootApplication(cluster, places, settings) },
    ];
    if (ordered && settings.applicationHealth === 'emit')
      documents.push({ directory: places.root, file: 'argocd-cm.yaml', object: health(settings) });
    for (const [name, options] of Object.entries(settings.projects))
      documents.push({
        directory: places.root,
        file: `project-${name}.yaml`,
        object: projectOf(name, options, cluster, settings),
      });
    const filled = new Set([...resources, ...parts.filter(isListed)].map(({ at }) => at.bundle));
    const byBundle = grouped(releases, ({ at }) => at.bundle);
    const unread: string[] = [];
    const patchesOf = enginePatches(emitted);
    for (const at of bundles) {
      const own = byBundle.get(at.bundle) ?? [];
      const reads = own.length === 0 || filled.has(at.bundle) || at.bundle.bundles.length > 0;
      if (!reads) unread.push(places.bundle(at.bundle));
      const asked = { at, cluster, places, releases: own, patches: patchesOf(at.bundle), reads };
      documents.push({
        directory: places.engine(at),
        file: `${at.bundle.name}.yaml`,
        object: applicationOf(asked, waves, settings),
      });
    }
    const findings = [...findingsOf(cluster, bundles, waves), ...releases.flatMap(releaseFindings)];
    return { documents, findings, unread };
  },
};

/** Whether kustomize is told of it; a file of values is only lent. */
function isListed({ part }: Placed): boolean {
  return part.part !== 'file' || part.holds !== undefined;
}
