import { parentPort, workerData } from 'node:worker_threads';
import { fetchBytes } from '../project/fetch.ts';
import { type ClusterRender, renderClusters } from '../synth/cluster-render.ts';
import { prepare } from '../synth/prepare.ts';
import { openProject } from '../synth/project.ts';
import type { Errand, Said } from '../synth/threads.ts';

/** A thread that renders some clusters of a fleet; it answers data, and writes nothing. */
const { request, clusters } = workerData as Errand;
const say = (said: Said): void => parentPort?.postMessage(said);
const own = { ...request, download: fetchBytes, stage: () => undefined };
const project = await openProject(request.cwd, request.output);
const prepared = await prepare(own, project);
const { tree } = prepared;
const wanted = new Set(clusters);
const mine = prepared.clusters.filter(({ built }) => wanted.has(built.model.name));
// What is not here as it is in the first thread is that one's to render.
if (prepared.findings.length > 0 || mine.length !== wanted.size) process.exit(1);
await renderClusters(
  own,
  { ...prepared, clusters: mine },
  {
    indexes: tree.indexes(),
    found: (path) => tree.found(path),
    overwrite: request.overwrite,
    holds: () => false,
    knows: () => false,
  },
  async (cluster: ClusterRender) => say({ cluster }),
);
say({});
