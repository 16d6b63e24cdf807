/** Why there can be no server here; undefined where there can. */
export declare const missing: string | undefined;
