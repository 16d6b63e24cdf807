/** What a definition of shards is made from. */
export interface Shape {
  /** How many shards there are. */
  readonly of: number;
  readonly branch: string;
  /** The folder of the result, below the repository. */
  readonly output: string;
  /** Of a Job: what it runs, the claim with the checkout, and where. */
  readonly image: string;
  readonly claim: string;
  readonly namespace: string;
}
