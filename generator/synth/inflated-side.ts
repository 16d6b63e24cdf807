import { mayHaveChart } from '../charts/releases.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import type { Placed } from '../difference/placed.ts';
import { chartObjects } from './chart-objects.ts';
import type { Project } from './project.ts';
import { isManifest, type Side } from './side.ts';

/** How charts are seen: through what they make, and with what cannot be known of them. */
export interface Inflating {
  readonly through: (side: Side) => Side;
  /** Filled while sides are read. */
  readonly findings: readonly Finding[];
}

/** Beside every release that is read stands what its chart would make, of the same application and in the same file. */
export function inflating(project: Project, versionOf: (cluster: string) => string | undefined): Inflating {
  const findings = new Map<string, Finding>();
  const through = (side: Side): Side => ({
    files: side.files,
    read: async (paths) => {
      const own = await side.read(paths);
      const clusters = grouped(own.filter(hasChart), ({ file }) => side.files.get(file)?.cluster ?? '');
      const made: Placed[] = [];
      for (const [cluster, releases] of clusters) {
        // Sources and values stand in files of their own, which may be the same on both sides.
        const others = [...side.files].filter(([path, file]) => file.cluster === cluster && isManifest(path));
        const around = await side.read(others.map(([path]) => path));
        const objects = [...releases, ...around.filter((each) => !hasChart(each))].map(
          ({ object }) => object,
        );
        const answer = await chartObjects(objects, versionOf(cluster), project);
        for (const found of answer.findings) findings.set(found.message, found);
        for (const { object, by } of answer.objects) {
          const release = releases[by];
          if (release !== undefined) made.push({ ...release, object });
        }
      }
      return [...own, ...made];
    },
  });
  return {
    through,
    get findings(): readonly Finding[] {
      return [...findings.values()];
    },
  };
}

function hasChart({ object }: Placed): boolean {
  return mayHaveChart(object);
}
