/** One text of a source: a file, an answer of a server, a string. */
export interface SourceDocument {
  /** As the user named it: what findings point to. */
  readonly name: string;
  readonly text: string;
}
