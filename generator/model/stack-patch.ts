import type { AnyPatch } from '../patch/convert/forms.ts';
import type { PathPatchData } from '../paths/patch.ts';

/** Which objects a patch of a stack is for, where the patch itself does not say. */
export interface PatchSelection {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: string | Readonly<Record<string, string>>;
}

/** A typed patch, which says itself what it is for, or a patch of another form with its target. */
export type StackPatch = PathPatchData | (AnyPatch & { readonly target?: PatchSelection });

/**
 * Where a patch goes that is not applied when the stack is rendered: into the bundle's kustomization.yaml, into a file beside
 * it, or into the engine's own object (Flux `spec.patches`, Argo CD `source.kustomize.patches`).
 */
export type Emission = 'kustomization' | 'file' | 'engine';
