import * as admissionPolicies from './admission/policies.ts';
import * as admissionRules from './admission/rules.ts';
import * as admissionWebhooks from './admission/webhooks.ts';
import * as apiService from './api-service.ts';
import * as appsNumbers from './apps/numbers.ts';
import * as appsSelectors from './apps/selectors.ts';
import * as appsStatefulSet from './apps/stateful-set.ts';
import * as appsStrategies from './apps/strategies.ts';
import * as autoscalingAutoscaler from './autoscaling/autoscaler.ts';
import * as batchCronJob from './batch/cron-job.ts';
import * as batchJob from './batch/job.ts';
import * as coreClaims from './core/claims.ts';
import * as coreConfig from './core/config.ts';
import * as containerEnvironment from './core/container/environment.ts';
import * as containerFieldReferences from './core/container/field-references.ts';
import * as containerImage from './core/container/image.ts';
import * as containerMounts from './core/container/mounts.ts';
import * as containerName from './core/container/name.ts';
import * as containerPorts from './core/container/ports.ts';
import * as containerProbes from './core/container/probes.ts';
import * as containerResources from './core/container/resources.ts';
import * as containerRestarts from './core/container/restarts.ts';
import * as containerSecurity from './core/container/security.ts';
import * as coreEndpoints from './core/endpoints.ts';
import * as podAnnotations from './core/pod/annotations.ts';
import * as podNames from './core/pod/names.ts';
import * as podNetwork from './core/pod/network.ts';
import * as podScheduling from './core/pod/scheduling.ts';
import * as podSecurity from './core/pod/security.ts';
import * as coreQuotas from './core/quotas.ts';
import * as servicePorts from './core/service/ports.ts';
import * as serviceTraffic from './core/service/traffic.ts';
import * as serviceType from './core/service/type.ts';
import * as volumeFiles from './core/volume/files.ts';
import * as volumeOneSource from './core/volume/one-source.ts';
import * as volumeSources from './core/volume/sources.ts';
import * as definitions from './definitions.ts';
import * as devicesClaims from './devices/claims.ts';
import * as devicesSlices from './devices/slices.ts';
import * as flowControlFlows from './flow-control/flows.ts';
import * as metaLabelSelector from './meta/label-selector.ts';
import * as metadataFinalizers from './metadata/finalizers.ts';
import * as metadataLabels from './metadata/labels.ts';
import * as metadataNames from './metadata/names.ts';
import * as metadataOwners from './metadata/owners.ts';
import * as networkingAddresses from './networking/addresses.ts';
import * as networkingIngress from './networking/ingress.ts';
import * as networkingNetworkPolicy from './networking/network-policy.ts';
import * as nodesLeases from './nodes/leases.ts';
import * as nodesNode from './nodes/node.ts';
import * as policyDisruptionBudget from './policy/disruption-budget.ts';
import * as rbacRoles from './rbac/roles.ts';
import type { Rule } from './rule.ts';
import * as storageClasses from './storage/classes.ts';

/** Files of rules, in the order in which the server asks: what all objects have first, then kinds as often as people meet them. */
const files: readonly object[] = [
  metadataFinalizers,
  metadataLabels,
  metadataNames,
  metadataOwners,
  metaLabelSelector,
  podAnnotations,
  podNames,
  podNetwork,
  podScheduling,
  podSecurity,
  containerEnvironment,
  containerFieldReferences,
  containerImage,
  containerMounts,
  containerName,
  containerPorts,
  containerProbes,
  containerResources,
  containerRestarts,
  containerSecurity,
  volumeFiles,
  volumeOneSource,
  volumeSources,
  appsNumbers,
  appsSelectors,
  appsStatefulSet,
  appsStrategies,
  batchCronJob,
  batchJob,
  servicePorts,
  serviceTraffic,
  serviceType,
  coreClaims,
  coreConfig,
  coreEndpoints,
  coreQuotas,
  networkingAddresses,
  networkingIngress,
  networkingNetworkPolicy,
  rbacRoles,
  autoscalingAutoscaler,
  policyDisruptionBudget,
  storageClasses,
  admissionPolicies,
  admissionRules,
  admissionWebhooks,
  nodesLeases,
  nodesNode,
  flowControlFlows,
  devicesClaims,
  devicesSlices,
  apiService,
  definitions,
];

/** Every rule by its name. */
export const namedRules: ReadonlyMap<string, Rule> = new Map(
  files.flatMap((file) => Object.entries(file).filter((entry): entry is [string, Rule] => isRule(entry[1]))),
);

function isRule(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'check' in value;
}

export const rules: readonly Rule[] = [...namedRules.values()];
