/** One of several maps: what another one of them says is refused, where a plain union would take both. */
export type OneOf<Branch, All = Branch> = Branch extends unknown
  ? Branch & { readonly [Key in Exclude<All extends unknown ? keyof All : never, keyof Branch>]?: never }
  : never;
