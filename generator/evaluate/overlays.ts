import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { PatchError } from '../core/problem.ts';
import type { ApplicationModel, ClusterModel, Context, Overlay } from '../model/model.ts';
import type { Emission, StackPatch } from '../model/stack-patch.ts';
import type { BundleAt } from '../model/walk.ts';
import { applyPatch } from '../patch/convert/apply-patch.ts';
import type { AnyPatch } from '../patch/convert/forms.ts';
import { type EmittedPatch, emitted } from '../patch/emit/inline.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { metadataOf } from './metadata.ts';
import { isFor, listedName, withoutTarget } from './patch-target.ts';
import { failed, isObject } from './run.ts';
import type { Step } from './steps.ts';

/** What is left to whoever reads the result, of one object. */
export interface Emitted {
  readonly at: BundleAt;
  readonly application: ApplicationModel;
  readonly emit: Emission;
  readonly entry: EmittedPatch;
}

/** What an overlay is applied to. */
interface Subject {
  readonly at: BundleAt;
  readonly application: ApplicationModel;
  readonly context: Context;
}

type Patching = Overlay & { readonly change: StackPatch };

/** The overlays and patches of a cluster, and which of them found something. */
export class Overlays {
  readonly emitted: Emitted[] = [];
  readonly #cluster: readonly Overlay[];
  readonly #all = new Set<Overlay>();
  readonly #used = new Set<Overlay>();
  /** What a patch met that it is not for. */
  readonly #seen = new Map<Overlay, Set<string>>();

  constructor(cluster: ClusterModel) {
    this.#cluster = cluster.overlays;
    for (const overlay of cluster.overlays) this.#all.add(overlay);
  }

  /** The object as everything that selects it leaves it: of its application, bundle, umbrellas, nodes, then the cluster. */
  apply(object: KubernetesObject, subject: Subject, findings: Finding[], steps: Step[]): KubernetesObject {
    let current = object;
    const left: Patching[] = [];
    for (const overlay of this.#around(subject)) {
      if (!this.#selects(overlay, current, subject.context)) continue;
      this.#used.add(overlay);
      if (overlay.emit !== undefined && isPatching(overlay)) left.push(overlay);
      else {
        const next = changed(current, overlay, subject.context, findings);
        if (next !== current)
          steps.push({ by: isPatching(overlay) ? 'patch' : 'overlay', origin: overlay.origin, object: next });
        current = next;
      }
    }
    if (left.length > 0) this.#emit(current, left, subject, findings);
    return current;
  }

  /** An overlay that selects nothing is a mistake. */
  unused(): readonly Finding[] {
    return [...this.#all]
      .filter((overlay) => !this.#used.has(overlay))
      .map((overlay) =>
        isPatching(overlay) && Object.keys(overlay.selection).length === 0
          ? withoutTarget(overlay, this.#seen.get(overlay) ?? new Set())
          : finding(
              'build/overlay-without-target',
              `an overlay selects nothing: ${JSON.stringify(overlay.selection)}`,
              definedAt(overlay.origin),
            ),
      );
  }

  #around({ at, application }: Subject): readonly Overlay[] {
    const around = [
      ...application.patches,
      ...at.bundle.patches,
      ...at.umbrellas.toReversed().flatMap(({ patches }) => patches),
      ...at.nodes.toReversed().flatMap(({ patches }) => patches),
    ];
    if (around.length === 0) return this.#cluster;
    for (const overlay of around) this.#all.add(overlay);
    return [...around, ...this.#cluster];
  }

  #selects(overlay: Overlay, object: KubernetesObject, context: Context): boolean {
    if (!selects(overlay, object, context)) return false;
    if (!isPatching(overlay) || isFor(overlay.change, object)) return true;
    const seen = this.#seen.get(overlay) ?? new Set();
    this.#seen.set(overlay, seen.size < 50 ? seen.add(listedName(overlay, object)) : seen);
    return false;
  }

  /** Patches that are not applied here: what they would do, said to kustomize, an entry an object and place. */
  #emit(object: KubernetesObject, left: readonly Patching[], subject: Subject, findings: Finding[]): void {
    const { at, application, context } = subject;
    for (const emit of new Set(left.map((each) => each.emit as Emission))) {
      const patches = left.filter((each) => each.emit === emit);
      const after = patches.reduce((current, each) => changed(current, each, context, findings), object);
      const entry = emitted(object, after, { kubernetes: context.kubernetes });
      if (entry !== undefined) this.emitted.push({ at, application, emit, entry });
    }
  }
}

function isPatching(overlay: Overlay): overlay is Patching {
  return typeof overlay.change !== 'function';
}

/** An overlay that throws, or answers no object, leaves the resource as it was, and says so. */
function changed(
  object: KubernetesObject,
  overlay: Overlay,
  context: Context,
  findings: Finding[],
): KubernetesObject {
  const named = `an overlay of ${object.kind} ${metadataOf(object).name}`;
  const at = definedAt(overlay.origin);
  try {
    const next: unknown = isPatching(overlay)
      ? patched(object, overlay.change, context)
      : (overlay.change as Exclude<Overlay['change'], StackPatch>)(object, context);
    if (isObject(next)) return next;
    findings.push(finding('build/overlay-failed', `${named} answers no Kubernetes object`, at));
  } catch (error) {
    if (isPatching(overlay) && error instanceof PatchError)
      findings.push(...error.findings.map((each) => ({ ...at, ...resourceOf(object), ...each })));
    else findings.push(...failed('build/overlay-failed', named, error, at));
  }
  return object;
}

function patched(object: KubernetesObject, patch: StackPatch, { kubernetes }: Context): unknown {
  const given: AnyPatch = 'operations' in patch ? { type: 'path', patch } : patch;
  return applyPatch(object, given, { kubernetes });
}

function resourceOf(object: KubernetesObject): Pick<Finding, 'resource'> {
  const { apiVersion, kind } = object;
  return { resource: { apiVersion, kind, name: metadataOf(object).name } };
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
