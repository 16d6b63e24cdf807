export declare const around: readonly object[];
export declare const policies: readonly object[];
export declare const objects: Readonly<Record<string, object>>;
