export interface Chance {
  pick<T>(list: readonly T[]): T;
}

export interface Schemas {
  readonly definitions: object;
  readonly enums: object;
  readonly kinds: ReadonlyMap<string, string>;
}

export declare function randomness(seed: number): Chance;
/** The published schemas of a version, and the values of their fields. */
export declare function schemasIn(folder: string): Schemas;
/** Makes something else of an object; undefined: nothing came of it. */
export declare function mutator(
  schemas: Schemas,
  chance: Chance,
): (object: object) => { readonly object: object; readonly steps: readonly unknown[] } | undefined;
