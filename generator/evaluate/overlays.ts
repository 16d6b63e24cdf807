import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import type { Context, Overlay } from '../model/model.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { metadataOf } from './metadata.ts';
import { failed, isObject } from './run.ts';

/** The overlays of a cluster, and which of them found something. */
export class Overlays {
  readonly #overlays: readonly Overlay[];
  readonly #used = new Set<Overlay>();

  constructor(overlays: readonly Overlay[]) {
    this.#overlays = overlays;
  }

  /** The object as every overlay that selects it leaves it. */
  apply(object: KubernetesObject, context: Context, findings: Finding[]): KubernetesObject {
    let current = object;
    for (const overlay of this.#overlays) {
      if (!selects(overlay, current, context)) continue;
      this.#used.add(overlay);
      current = changed(current, overlay, context, findings);
    }
    return current;
  }

  /** An overlay that selects nothing is a mistake. */
  unused(): readonly Finding[] {
    return this.#overlays
      .filter((overlay) => !this.#used.has(overlay))
      .map(({ selection, origin }) =>
        finding(
          'build/overlay-without-target',
          `an overlay selects nothing: ${JSON.stringify(selection)}`,
          definedAt(origin),
        ),
      );
  }
}

/** An overlay that throws, or answers no object, leaves the resource as it was, and says so. */
function changed(
  object: KubernetesObject,
  overlay: Overlay,
  context: Context,
  findings: Finding[],
): KubernetesObject {
  const named = `an overlay of ${object.kind} ${metadataOf(object).name}`;
  try {
    const next: unknown = overlay.change(object, context);
    if (isObject(next)) return next;
    findings.push(
      finding('build/overlay-failed', `${named} answers no Kubernetes object`, definedAt(overlay.origin)),
    );
  } catch (error) {
    findings.push(...failed('build/overlay-failed', named, error, definedAt(overlay.origin)));
  }
  return object;
}

function selects(
  { selection }: Overlay,
  object: KubernetesObject,
  { node, bundle, application }: Context,
): boolean {
  const { name, namespace } = metadataOf(object);
  const actual = { kind: object.kind, name, namespace, node, bundle, application };
  return Object.entries(selection).every(([key, wanted]) => actual[key as keyof typeof actual] === wanted);
}
