import type { Subject } from '../cluster/dry-run.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { asApplied, placeOf } from '../pipeline/check-objects.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import type { ProjectRender } from '../synth/render-project.ts';
import { identityOf } from '../validate/identity.ts';

/** A rendered object, as its engine applies it. */
export interface RenderedSubject extends Subject {
  readonly rendered: RenderedObject;
}

/** What each cluster would be given. */
export function subjectsOf({
  objects,
  project,
}: ProjectRender): ReadonlyMap<string, readonly RenderedSubject[]> {
  const base = project.config.layout.base ?? '';
  const clusters = grouped(objects, ({ cluster }) => cluster.name);
  return new Map(
    [...clusters].map(([name, mine]) => {
      const applied = asApplied(mine);
      return [
        name,
        mine.map((rendered, index) => {
          const object = applied[index] ?? rendered.object;
          const about = (): Pick<Finding, 'resource' | 'source' | 'definition'> => ({
            resource: identityOf(object),
            ...placeOf(rendered, base),
          });
          return { object, about, rendered };
        }),
      ] as const;
    }),
  );
}

/** As whom an engine applies. */
export function managerOf(subject: RenderedSubject | undefined): string {
  return subject?.rendered.cluster.options.gitops.engine === 'argo'
    ? 'argocd-controller'
    : 'kustomize-controller';
}
