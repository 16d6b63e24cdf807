import { argoEngine } from './argo/argo.ts';
import type { Engine } from './engine.ts';
import { fluxEngine } from './flux/flux.ts';

/** Every engine there is. */
export const engines: readonly Engine[] = [fluxEngine, argoEngine];
