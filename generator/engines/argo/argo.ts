import type { EngineDocument } from '../../layout/file-set.ts';
import { bundlesOf } from '../../model/walk.ts';
import type { Engine } from '../engine.ts';
import { applicationOf, rootApplication } from './applications.ts';
import { health, projectOf } from './bootstrap.ts';
import { findingsOf } from './findings.ts';
import { settingsOf } from './settings.ts';
import { wavesOf } from './waves.ts';

export const argoEngine: Engine = {
  name: 'argo',
  directory: 'argocd',
  answer: (cluster, places) => {
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
    for (const at of bundles)
      documents.push({
        directory: places.engine(at),
        file: `${at.bundle.name}.yaml`,
        object: applicationOf(at, cluster, places, waves, settings),
      });
    return { documents, findings: findingsOf(cluster, bundles, waves) };
  },
};
