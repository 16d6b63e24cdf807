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
  /** Asks anew which kinds there are: what was installed. */
  discover(): Promise<void>;
  /** A file that says how to reach it, as its administrator; gone when it is stopped. */
  readonly kubeconfig: string;
  /** The server ends and comes back, with what it holds. */
  restart(): Promise<void>;
  /** An object as it is. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever there is.
  get(path: string): Promise<any>;
  /** A controller's work: what is merged into the status of an object. */
  report(path: string, status: object): Promise<unknown>;
  /** Of everything that is there. */
  versions(): Promise<Readonly<Record<string, string>>>;
  tokenFor(name: string, namespace: string): Promise<string>;
  stop(): Promise<void>;
}

export declare function start(version: string, flags?: readonly string[]): Promise<ApiServer>;
