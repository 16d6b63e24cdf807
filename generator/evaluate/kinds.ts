import { isUntyped } from '../applications/untyped.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { definedAt } from '../core/origin.ts';
import { type KindFacts, splitApiVersion } from '../facts/kinds.ts';
import type { ApplicationModel } from '../model/model.ts';
import { customKind } from '../patch/custom.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { kindOf } from '../paths/kind-of.ts';

export type Scope = 'Namespaced' | 'Cluster' | undefined;

/** What is known of the kinds of a render: by facts, else by the definitions that the render itself brings. */
export class Kinds {
  readonly #facts = new Map<string, KindFacts | undefined>();
  readonly #brought = new Map<string, Scope>();
  /** Definitions that are given, and those of the render itself. */
  readonly #crds: unknown[];
  readonly #said = new Map<ApplicationModel, Set<string>>();

  constructor(objects: Iterable<KubernetesObject>, crds: readonly unknown[] = []) {
    this.#crds = [...crds];
    for (const object of objects) if (object.kind === 'CustomResourceDefinition') this.#bring(object);
  }

  factsOf({ apiVersion, kind }: KubernetesObject): KindFacts | undefined {
    const key = `${apiVersion} ${kind}`;
    if (!this.#facts.has(key)) this.#facts.set(key, this.#find(apiVersion, kind));
    return this.#facts.get(key);
  }

  #find(apiVersion: string, kind: string): KindFacts | undefined {
    try {
      const given = customKind(this.#crds, apiVersion, kind);
      if (given !== undefined) return given;
    } catch {
      // A definition that cannot be read is said where objects are validated.
    }
    return kindOf({ apiVersion, kind })?.facts;
  }

  scopeOf(object: KubernetesObject): Scope {
    const facts = this.factsOf(object);
    if (facts !== undefined) return facts.scope === 'Cluster' ? 'Cluster' : 'Namespaced';
    return this.#brought.get(`${splitApiVersion(object.apiVersion).group}/${object.kind}`);
  }

  /** A kind without schema is said once an application: as a mistake, or, where its author said so, as a warning. */
  unknown(object: KubernetesObject, application: ApplicationModel): readonly Finding[] {
    const { apiVersion, kind } = object;
    const { name, origin } = application;
    if (this.factsOf(object) !== undefined) return [];
    const stated = isUntyped(object);
    const said = this.#said.get(application) ?? new Set();
    this.#said.set(application, said);
    const key = `${apiVersion} ${kind} ${stated}`;
    if (said.has(key)) return [];
    said.add(key);
    const at = definedAt(origin);
    return stated
      ? [finding('build/untyped', `${name} has a ${kind} of ${apiVersion} that nothing checks`, at)]
      : [
          finding('build/unknown-kind', `${name} has a ${kind} of ${apiVersion}, which has no schema here`, {
            ...at,
            fix: 'import its schema (plimsoll import), or say untyped({ … })',
          }),
        ];
  }

  #bring(definition: KubernetesObject): void {
    const { spec } = definition as unknown as { readonly spec?: unknown };
    this.#crds.push(definition);
    if (!isRecord(spec) || !isRecord(spec.names)) return;
    this.#brought.set(
      `${spec.group}/${spec.names.kind}`,
      spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
    );
  }
}
