/** The face of the package: what `import … from 'plimsoll'` offers. */
export { type Code, codes } from './core/codes.ts';
export type {
  Finding,
  FindingClass,
  Place as FilePlace,
  ResourceIdentity,
  Severity,
} from './core/finding.ts';
export type { JsonPatchOperation, Patch, PatchType } from './core/patch.ts';
export { Problem } from './core/problem.ts';
export { type JsonSchema, jsonSchema, type Releases } from './facts/json-schema.ts';
export type { KindFacts } from './facts/kinds.ts';
export { describe, type PathFacts } from './paths/describe.ts';
export {
  type Embedded,
  type EmbeddedObject,
  type Fields,
  type Inherited,
  type Kind,
  type KubernetesObject,
  kind,
  type List,
} from './paths/kind.ts';
export { kindOf } from './paths/kind-of.ts';
export { get, insert, remove, set, update } from './paths/operations.ts';
export { applyPathPatch, type PathOperation, type PathPatch, patch } from './paths/patch.ts';
export { pointer } from './paths/pointer.ts';
export { text } from './paths/text.ts';
export type { AnyPath, Path, Paths, Place } from './paths/types.ts';
