type Place = 'val' | 'msg' | 'aud' | 'cond' | 'var' | 'hook' | 'ac' | 'jp';

export declare const taken: readonly string[];
export declare const refused: readonly string[];
export declare const elsewhere: readonly (readonly [Place, string, boolean])[];
export declare const operands: readonly string[];
export declare const operators: readonly string[];
export declare const at: Readonly<Record<Place, (expression: string) => object>>;
