/** Of servers that were asked. */
export declare const releases: readonly ['1.30.14', '1.33.13', '1.36.3'];
type Versioned = readonly [what: string, taken: readonly [boolean, boolean, boolean], object: object];
export declare const versions: readonly Versioned[];
