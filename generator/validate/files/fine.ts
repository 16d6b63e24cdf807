/** Texts of files in which nothing was found when they were judged alone, in the same way. */
export interface Fine {
  readonly has: (text: string) => boolean;
  readonly add: (text: string) => void;
}
