export declare const pods: Readonly<Record<string, { readonly metadata: object }>>;
export declare const standards: readonly {
  readonly level: 'baseline' | 'restricted';
  readonly version: string;
}[];
