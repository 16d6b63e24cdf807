/** What is there, a change that the server takes, one that it refuses, and the version that has the rule. */
export declare const cases: Readonly<Record<string, readonly [object, object, object, string?]>>;
