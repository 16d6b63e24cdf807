import type { Chosen } from './gather.ts';
import type { Selection } from './select.ts';

/** What is to be rendered, and how it is looked at. */
export interface RenderRequest extends Chosen, Selection {
  /** No address is let in that the lock does not know. */
  readonly frozen: boolean;
  readonly download: (address: string) => Promise<Uint8Array>;
  /** `2026-11-24`: ignores may end. */
  readonly today: string;
  /** Whether what is rendered is judged. */
  readonly validate: boolean;
  /** The git revision whose output changes are judged from; undefined: HEAD. */
  readonly against: string | undefined;
  /** Told when a stage begins. */
  readonly stage: (name: string) => void;
}
