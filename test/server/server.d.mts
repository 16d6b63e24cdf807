/** What a server says of an object. */
export interface Verdict {
  readonly verdict: 'accepted' | 'rejected' | 'unserved';
  readonly message: string;
  readonly causes: readonly {
    readonly field?: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
  /** Of what it takes. */
  readonly warnings?: readonly string[];
}

export interface ApiServer {
  /** `apiVersion kind`. */
  readonly kinds: readonly string[];
  /** Every object is put into one namespace, unless another is named. */
  judge(object: object, namespace?: string): Promise<Verdict>;
  judgeAll(objects: readonly object[], namespaceOf?: (object: object) => string): Promise<readonly Verdict[]>;
  /** As GitOps engines do; a dry run only says what would be said. */
  apply(object: object, options: { readonly dryRun: boolean }): Promise<Verdict>;
  stop(): Promise<void>;
}

export declare function start(version: string, flags?: readonly string[]): Promise<ApiServer>;
