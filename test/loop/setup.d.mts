/** Real manifests, and samples of what nobody keeps, of the kinds that are served and asked for. */
export declare function candidatesOf(
  served: ReadonlySet<string>,
  kind: string | undefined,
): readonly object[];
