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
  judge(object: object): Promise<Verdict>;
  judgeAll(objects: readonly object[]): Promise<readonly Verdict[]>;
  /** As GitOps engines do; a dry run only says what would be said. */
  apply(object: object, options: { readonly dryRun: boolean }): Promise<Verdict>;
  stop(): Promise<void>;
}

export declare function start(version: string, flags?: readonly string[]): Promise<ApiServer>;
