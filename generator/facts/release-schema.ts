import type { Definition } from './definition.ts';
import type { FactsFile, Node } from './format.ts';
import { type Releases, releaseOf } from './json-schema.ts';
import type { KindFacts } from './kinds.ts';
import { at } from './range.ts';
import { definitionOf, itemsOf, type Located, shapeOf } from './resolve.ts';

/**
 * What one release says of the value at a place. Places are opened once: a schema is walked by every patch of a kind, and
 * telling releases apart costs more than anything else on the way.
 */
export class ReleaseSchema {
  readonly located: Located;
  readonly #releases: Releases;
  /** What a reference leads to. */
  readonly definition: Definition | undefined;
  readonly #fields = new Map<string, ReleaseSchema | undefined>();
  #node: Node | undefined;
  #names: readonly string[] | undefined;
  #items: ReleaseSchema | undefined;
  #values: ReleaseSchema | undefined;

  constructor(located: Located, releases: Releases) {
    this.located = located;
    this.#releases = releases;
    this.definition = definitionOf(located);
  }

  /** The value itself: type, format, how it merges. */
  get node(): Node {
    if (this.#node === undefined) {
      const definition = this.definition;
      const self = definition && at(definition.self, this.#release(definition.file));
      this.#node = self === undefined ? shapeOf(this.located) : { ...self, ...this.located.node };
    }
    return this.#node;
  }

  /** The fields that this release has; none of a map or an open value. */
  get fieldNames(): readonly string[] {
    this.#names ??= (this.definition?.fieldNames ?? []).filter((name) => this.field(name) !== undefined);
    return this.#names;
  }

  field(name: string): ReleaseSchema | undefined {
    if (!this.#fields.has(name)) this.#fields.set(name, this.#open(name));
    return this.#fields.get(name);
  }

  items(): ReleaseSchema | undefined {
    this.#items ??= this.#under(itemsOf({ node: this.node, file: this.#file() }));
    return this.#items;
  }

  /** What the values of a map are; undefined where they are open, or where there is no map. */
  values(): ReleaseSchema | undefined {
    const { values } = this.node;
    if (typeof values === 'object' || typeof values === 'string')
      this.#values ??= this.#under(itemsOf({ node: { items: values }, file: this.#file() }));
    return this.#values;
  }

  /** Holds whatever it likes: nothing is known of what is below. */
  get open(): boolean {
    const { type, preserve, values, items, intOrString, oneOf, anyOf } = this.node;
    if (preserve === true || values === true) return true;
    if (this.definition !== undefined && this.definition.fieldNames.length > 0) return false;
    if (values !== undefined || items !== undefined || intOrString === true) return false;
    return type === 'object' || type === 'array' || (type === undefined && (oneOf ?? anyOf) === undefined);
  }

  /** A structure with named fields, as opposed to a map. */
  get structure(): boolean {
    return (this.definition?.fieldNames.length ?? 0) > 0;
  }

  #open(name: string): ReleaseSchema | undefined {
    const definition = this.definition;
    const variants = definition?.field(name);
    const node = definition && variants && at(variants, this.#release(definition.file));
    return node && new ReleaseSchema({ node, file: definition.file }, this.#releases);
  }

  #under(located: Located | undefined): ReleaseSchema | undefined {
    return located && new ReleaseSchema(located, this.#releases);
  }

  #file(): FactsFile {
    return this.definition?.file ?? this.located.file;
  }

  #release(file: FactsFile): string | undefined {
    return releaseOf(file, this.#releases);
  }
}

const roots = new WeakMap<Definition, Map<string, ReleaseSchema>>();

/** What tells apart what a kind is in one set of releases and in another. */
export function releaseKey({ file }: KindFacts, { kubernetes, projects }: Releases): string {
  return `${kubernetes ?? ''} ${projects?.[file.source] ?? ''}`;
}

/** The schema of a kind in a Kubernetes release, or in those of several projects; the same object every time. */
export function schemaOfKind(kind: KindFacts, named: string | Releases = {}): ReleaseSchema {
  const releases = typeof named === 'string' ? { kubernetes: named } : named;
  const known = roots.get(kind.root) ?? new Map<string, ReleaseSchema>();
  roots.set(kind.root, known);
  const key = releaseKey(kind, releases);
  let schema = known.get(key);
  if (schema === undefined) {
    schema = new ReleaseSchema({ node: { ref: kind.root.id }, file: kind.file }, releases);
    known.set(key, schema);
  }
  return schema;
}
