import { isRecord, own } from '../../core/json.ts';
import { metadataMap } from '../identity.ts';
import type { Member } from '../references/standing.ts';
import type { PodSecurity, PolicyConfig } from './options.ts';
import { type Standard, standardOf } from './pod-security/levels.ts';

type Labels = Readonly<Record<string, unknown>>;

/** What objects of one cluster say of the namespaces that others are in. */
export class Surroundings {
  readonly #namespaces = new Map<string, object>();
  readonly #silent = new Set<string>();
  readonly #filled = new Map<string, string[]>();

  constructor(members: readonly Member[]) {
    for (const { group, kind, name, namespace, object } of members) {
      if (group !== '') continue;
      if (kind === 'Namespace') this.#namespaces.set(name, object);
      if (kind === 'ServiceAccount' && name === 'default' && object.automountServiceAccountToken === false)
        this.#silent.add(namespace);
      if (kind === 'LimitRange') this.#fills(namespace, object);
    }
  }

  /** Undefined of a namespace that is not rendered. */
  labels(namespace: string): Labels | undefined {
    const object = this.#namespaces.get(namespace);
    return object && { ...metadataMap(object, 'labels'), 'kubernetes.io/metadata.name': namespace };
  }

  /** The namespace itself. */
  object(namespace: string): object | undefined {
    return this.#namespaces.get(namespace);
  }

  /** Whether the default account of a namespace gives its token to nobody. */
  isSilent(namespace: string): boolean {
    return this.#silent.has(namespace);
  }

  /** What a LimitRange says for containers that say nothing: `requests.cpu`. */
  filled(namespace: string): readonly string[] {
    return this.#filled.get(namespace) ?? [];
  }

  #fills(namespace: string, { spec }: Readonly<Record<string, unknown>>): void {
    const limits = isRecord(spec) && Array.isArray(spec.limits) ? spec.limits : [];
    const names = limits
      .filter((each) => isRecord(each) && each.type === 'Container')
      .flatMap(({ default: usual, defaultRequest }) => [
        ...namesIn('limits', usual),
        // What it may take it asks for, where nobody says less.
        ...namesIn('requests', usual),
        ...namesIn('requests', defaultRequest),
      ]);
    this.#filled.set(namespace, [...this.filled(namespace), ...names]);
  }
}

function namesIn(list: string, amounts: unknown): readonly string[] {
  return isRecord(amounts) ? Object.keys(amounts).map((name) => `${list}.${name}`) : [];
}

/** The standard that pods of a namespace are held to. */
export function standardFor(
  namespace: string,
  labels: Labels | undefined,
  asked: NonNullable<PolicyConfig['podSecurity']>,
  release: string,
): Standard | undefined {
  const { level, namespaces }: PodSecurity =
    asked === 'labels' ? {} : typeof asked === 'string' ? { level: asked } : asked;
  const named = namespaces === undefined ? undefined : own(namespaces, namespace);
  if (named !== undefined) return { level: named as Standard['level'], version: release };
  const said = labels === undefined ? undefined : standardOf(labels, 'enforce', release);
  return said ?? (level === undefined ? undefined : { level, version: release });
}
