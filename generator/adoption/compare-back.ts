import type { Adopted } from '../adopt/adopted.ts';
import type { ManifestTree } from '../adopt/tree.ts';
import { withoutServerFields } from '../applications/server-fields.ts';
import type { Finding } from '../core/finding.ts';
import { equal } from '../core/json.ts';
import { openProject } from '../synth/project.ts';
import { renderProject } from '../synth/render-project.ts';
import type { RenderRequest } from '../synth/request.ts';
import { keyOf } from '../validate/immutable/kept.ts';

/** How many objects of a tree a stack renders as they were. */
export interface Comparison {
  readonly bundles: number;
  readonly objects: number;
  readonly equal: number;
  /** Rendered in another form. */
  readonly other: number;
  /** The engine makes them itself. */
  readonly engine: number;
  readonly leftOut: number;
  /** Only kustomize knows what becomes of them. */
  readonly kustomize: number;
}

/** Renders a stack that was just written, and looks for every object of the tree in it. */
export async function compareBack(
  tree: ManifestTree,
  { bundles, made, leftOut }: Adopted,
  request: RenderRequest,
  cwd: string,
): Promise<{ readonly comparison: Comparison | undefined; readonly findings: readonly Finding[] }> {
  // The config may be new as well.
  const rendered = await renderProject(request, await openProject(cwd, undefined));
  const errors = rendered.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { comparison: undefined, findings: errors };
  const now = new Map(rendered.objects.map(({ object }) => [keyOf(object), object]));
  const wanted = [...tree.files.values()]
    .flatMap(({ objects }) => objects)
    .filter((each) => !made.has(each) && !leftOut.has(each));
  const found = wanted.filter((each) => now.has(keyOf(each)));
  const same = found.filter((each) => equal(now.get(keyOf(each)), withoutServerFields(each)));
  const comparison = {
    bundles: bundles.length,
    objects: wanted.length,
    equal: same.length,
    other: found.length - same.length,
    engine: made.size,
    leftOut: leftOut.size,
    kustomize: wanted.length - found.length,
  };
  return { comparison, findings: [] };
}
