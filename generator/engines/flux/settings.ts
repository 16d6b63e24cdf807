/** What holds for every object of Flux in a cluster. */
export interface Settings {
  readonly namespace: string;
  readonly interval: string;
  readonly serviceAccountName: string | undefined;
}
