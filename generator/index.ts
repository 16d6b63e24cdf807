/** The face of the package: what `import … from 'plimsoll'` offers. */
export { type AlertOptions, type AlertRule, alert } from './applications/alerts/alert.ts';
export { type NotificationOptions, notification } from './applications/alerts/notification.ts';
export { helmChart } from './applications/charts/helm-chart.ts';
export type { FileKind } from './applications/front-door/file-kind.ts';
export { fromFiles } from './applications/front-door/from-files.ts';
export { helmRelease } from './applications/helm-release.ts';
export { type KustomizeOptions, kustomize } from './applications/kustomize.ts';
export { type ManifestsOptions, manifests } from './applications/manifests.ts';
export type { NamedOptions } from './applications/named-options.ts';
export { operator } from './applications/operator/operator.ts';
export type {
  KindReference,
  OperatorOptions,
  RightsOptions,
  WebhookOptions,
} from './applications/operator/options.ts';
export { resources } from './applications/resources.ts';
export {
  type ExternalSecretOptions,
  externalSecret,
  type RemoteOptions,
} from './applications/secrets/external-secret.ts';
export { type SealedSecretOptions, sealedSecret } from './applications/secrets/sealed-secret.ts';
export { sopsSecrets } from './applications/secrets/sops.ts';
export { namespace } from './applications/tenants/namespace.ts';
export type { NamespaceOptions, PodSecurityLevel } from './applications/tenants/namespace-options.ts';
export { type Access, type QuotaOptions, type TenantOptions, tenant } from './applications/tenants/tenant.ts';
export { untyped } from './applications/untyped.ts';
export { type Additions, type FromProject, projectFile, withFiles } from './applications/with-files.ts';
export { type CronJobOptions, cronJob } from './applications/workloads/cron-job.ts';
export { type DaemonOptions, daemon } from './applications/workloads/daemon.ts';
export { type JobOptions, job } from './applications/workloads/job.ts';
export type {
  Amount,
  CheckOptions,
  EnvironmentValue,
  HealthOptions,
  MetricsOptions,
  NetworkOptions,
  Peer,
  ResourceOptions,
  RunningOptions,
  ScaleOptions,
  VolumeOptions,
  WorkloadOptions,
} from './applications/workloads/options.ts';
export type { RouteOptions } from './applications/workloads/route-options.ts';
export {
  type ClaimOptions,
  type StatefulServiceOptions,
  statefulService,
} from './applications/workloads/stateful-service.ts';
export { type TrainingJobOptions, trainingJob } from './applications/workloads/training-job.ts';
export { type WebServiceOptions, webService } from './applications/workloads/web-service.ts';
export { type WorkerOptions, worker } from './applications/workloads/worker.ts';
export { cluster } from './builder/builder.ts';
export type { BuiltCluster, BundleBuilder, ClusterBuilder, NodeBuilder } from './builder/types.ts';
export { type Code, codes } from './core/codes.ts';
export type {
  Finding,
  FindingClass,
  Place as FilePlace,
  ResourceIdentity,
  Severity,
} from './core/finding.ts';
export type { JsonPatchOperation, Patch, PatchType } from './core/patch.ts';
export { PatchError, Problem } from './core/problem.ts';
export { type ArgoOptions, argo } from './engines/argo/options.ts';
export { type FluxOptions, flux } from './engines/flux/options.ts';
export { type JsonSchema, jsonSchema, type Releases } from './facts/json-schema.ts';
export type { KindFacts } from './facts/kinds.ts';
export { appOfApps, artifactPerNode, controlPlane, fluxMonorepo, type LayoutRules } from './layout/rules.ts';
export type { BundleOptions } from './model/bundle-options.ts';
export type { ChartOptions } from './model/chart.ts';
export type { Duration } from './model/duration.ts';
export type { HelmReleaseOptions } from './model/helm.ts';
export type {
  ApplicationConfig,
  ApplicationModel,
  BundleModel,
  Change,
  ClusterModel,
  ClusterOptions,
  Context,
  GitOps,
  NodeModel,
  NodeOptions,
  Selection,
} from './model/model.ts';
export type { ChartPart, EntryPart, FilePart, GeneratorPart, Part } from './model/part.ts';
export type { ProjectFiles } from './model/project-files.ts';
export {
  bucket,
  externalArtifact,
  gitRepository,
  helmRepository,
  ociRepository,
  type Source,
} from './model/source.ts';
export type { Emission, PatchSelection, StackPatch } from './model/stack-patch.ts';
export { applyPatch } from './patch/convert/apply-patch.ts';
export { type ConvertOptions, convertPatch, recommend } from './patch/convert/convert-patch.ts';
export { type DiffOptions, diffObjects } from './patch/convert/diff-objects.ts';
export type { AnyPatch, FoundPatch, PatchForm } from './patch/convert/forms.ts';
export { type EmittedPatch, emitted as emitPatch } from './patch/emit/inline.ts';
export { patchYaml } from './patch/file/patch-yaml.ts';
export type { PatchOptions } from './patch/options.ts';
export type { DocumentOperation, DocumentTarget, PathDocument } from './patch/path/document.ts';
export type { PathOperation } from './paths/apply-operation.ts';
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
export { get, insert, move, remove, set, update } from './paths/operations.ts';
export { applyPathPatch, type PathPatch, type PathPatchData, patch } from './paths/patch.ts';
export { pointer } from './paths/pointer.ts';
export type { Target, TargetOptions } from './paths/target.ts';
export { text } from './paths/text.ts';
export type { AnyPath, Path, Paths, Place } from './paths/types.ts';
export { chart, gitRef, image, type PinOptions } from './pins/active.ts';
export type { ChartPin } from './pins/pins.ts';
export { type Ring, ringOf } from './pins/rings.ts';
export { type Config, defineConfig } from './project/config.ts';
export type { CommandAnswer, UserCommand } from './project/user-command.ts';
export type { ValidateConfig } from './project/validate-config.ts';
export { defineStack, type Environment, type Stack } from './stack/define-stack.ts';
export type { ValidateOptions } from './validate/options.ts';
export type { PodSecurity, PolicyConfig } from './validate/policy/options.ts';
export type { Ignore } from './validate/sieve/ignore.ts';
export { defineRule, type Manifest, type RuleSubject, type UserRule } from './validate/user-rules.ts';
export { type IndexedFinding, type ObjectsOptions, validateObjects } from './validate/validate-objects.ts';
