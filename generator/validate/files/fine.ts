/** Texts of files in which nothing was found when they were judged alone, in the same way. */
export interface Fine {
  /** What a text is known by. */
  readonly keyOf: (text: string) => string;
  readonly has: (key: string) => boolean;
  readonly add: (key: string) => void;
}
