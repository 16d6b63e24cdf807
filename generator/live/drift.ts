import { type Extra, extraIn } from '../cluster/extra.ts';
import { compareLive, type Live } from '../cluster/live.ts';
import type { Finding } from '../core/finding.ts';
import type { ClusterSides, Placed } from '../difference/placed.ts';
import { differenceOf, type Found } from '../synth/difference.ts';
import type { ProjectRender } from '../synth/render-project.ts';
import { type Asked, inClusters, type Runs } from './ask.ts';
import type { Reach } from './contexts.ts';
import type { RenderedSubject } from './subjects.ts';

/** What is in a cluster beside what is rendered for it. */
export interface Drifted {
  readonly objects: readonly Live<RenderedSubject>[];
  /** What was applied once, and is not rendered any more. */
  readonly extra: readonly Extra[];
}

export function driftOf(render: ProjectRender, reach: Reach): Promise<Runs<Drifted>> {
  return inClusters(render, reach, async (connection, subjects, options) => {
    const rendered = subjects.map(({ object }) => object);
    return {
      objects: await compareLive(connection, subjects, options),
      extra: await extraIn(connection, rendered, options.concurrency),
    };
  });
}

/** The same as a difference: what applying the render would do to the clusters now. */
export async function differenceLive(
  render: ProjectRender,
  reach: Reach,
  today: string,
): Promise<Found & { readonly drift: readonly Asked<Drifted>[] }> {
  const { runs: drift, unasked } = await driftOf(render, reach);
  const sides = drift.map(({ cluster, found }) => sidesOf(cluster, found));
  const names = { from: 'the clusters', to: 'the render' };
  const { difference, findings } = differenceOf(render, sides, names, { today });
  const said: readonly Finding[] = drift.flatMap(({ found }) =>
    found.objects.flatMap((each) => each.findings),
  );
  return { difference, findings: [...unasked, ...said, ...findings], drift };
}

function sidesOf(cluster: string, { objects, extra }: Drifted): ClusterSides {
  // What the server refuses stays as it is: its findings say so.
  const judged = objects.filter(({ outcome }) => outcome !== 'refused');
  return {
    cluster,
    before: [
      ...judged.flatMap((each) => (each.live === undefined ? [] : [placed(each, each.live)])),
      ...extra.map(({ resource: { apiVersion, kind, namespace, name }, owner }) => ({
        object: { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
        owner: owner.slice(owner.indexOf('/') + 1),
        file: '',
        prunes: true,
      })),
    ],
    after: judged.map((each) => placed(each, each.after ?? each.subject.object)),
  };
}

function placed({ subject: { rendered, about } }: Live<RenderedSubject>, object: object): Placed {
  const { bundle, resource, path } = rendered;
  const place = (): ReturnType<NonNullable<Placed['place']>> => {
    const { source, definition } = about();
    return {
      ...(source === undefined ? {} : { source }),
      ...(definition === undefined ? {} : { definition }),
    };
  };
  return {
    object,
    owner: bundle?.name,
    application: resource?.application.name,
    file: path,
    place,
  };
}
