import type { JSONSchema } from 'json-schema-to-typescript';

/** What will be emitted, as data: tests read this, not text. */
export interface InterfacePlan {
  readonly name: string;
  /** What json-schema-to-typescript makes the interface from; `tsType` where facts say more than JSON Schema. */
  readonly schema: JSONSchema;
}

export interface ImportPlan {
  readonly alias: string;
  readonly from: string;
}

export interface ConstantPlan {
  readonly kind: string;
  readonly apiVersion: string;
  readonly docs: string;
}

/** One `.d.ts`: a kind with the types that only it uses, or the types that several share. */
export interface FilePlan {
  /** Without extension, within its module's folder. */
  readonly name: string;
  readonly imports: readonly ImportPlan[];
  readonly interfaces: readonly InterfacePlan[];
  readonly constant?: ConstantPlan;
}

/** One group-version: what a user imports from. */
export interface ModulePlan {
  /** `kubernetes/apps/v1`, `crds/example.com/v1`. */
  readonly folder: string;
  readonly files: readonly FilePlan[];
  /** Whether nested types are part of the module's face: those of Kubernetes have names people know. */
  readonly exportsNested: boolean;
  /** Where a kind's facts are, seen from the module; absent: shipped with the package. */
  readonly factsOf?: (kind: string) => string;
}
