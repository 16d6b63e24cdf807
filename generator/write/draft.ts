import type { Bytes } from './bytes.ts';

/** Stands for a content that lies on the disk already. */
export interface Draft {
  /** The number of its file in the folder of drafts. */
  readonly draft: number;
}

export function isDraft(content: Bytes | Draft): content is Draft {
  return typeof content === 'object' && 'draft' in content;
}

/** Stands for a content in a run that writes nothing: nobody is going to ask for it. */
export const unkept: Draft = { draft: -1 };
