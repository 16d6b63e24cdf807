/** Why there can be no server here; undefined where there can. */
export declare const missing: string | undefined;
/** Whether a server of this version was built here before. */
export declare function isAtHand(version: string): boolean;

/** Flux's kustomize-controller. */
export declare function kustomizeController(): string;
