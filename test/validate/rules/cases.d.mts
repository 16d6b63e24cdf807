type Case = readonly [fine: object, wrong: object, kubernetes?: string];
export declare const cases: Readonly<Record<string, Case>>;
