import { isRecord } from '../../core/json.ts';

/** Fills something in, in place. */
export type Fill = (values: Record<string, unknown>) => void;

/** What the server works out, as far as a rule looks at it: `group#Definition`. */
export const computed: Readonly<Record<string, readonly Fill[]>> = {
  'core#ReplicationController': [
    (values) => {
      const spec = values.spec as Record<string, unknown> | undefined;
      const labels = at(spec, 'template', 'metadata', 'labels');
      const said = isRecord(spec?.selector) && Object.keys(spec.selector).length > 0;
      if (spec !== undefined && !said && isRecord(labels)) spec.selector = { ...labels };
    },
  ],
  'core#Container': [withPullPolicy],
  'core#EphemeralContainer': [withPullPolicy],
  // What a container may take it asks for, unless it says less.
  'core#ResourceRequirements': [
    (values) => {
      if (!isRecord(values.limits)) return;
      values.requests = { ...values.limits, ...(isRecord(values.requests) ? values.requests : {}) };
    },
  ],
  // In the network of the machine a pod's ports are the machine's; of a template nothing is filled in.
  'core#Pod': [
    ({ spec }) => {
      if (!isRecord(spec) || spec.hostNetwork !== true) return;
      for (const list of [spec.containers, spec.initContainers])
        for (const container of Array.isArray(list) ? list : [])
          for (const port of isRecord(container) && Array.isArray(container.ports) ? container.ports : [])
            if (isRecord(port) && port.hostPort === undefined)
              (port as Record<string, unknown>).hostPort = port.containerPort;
    },
  ],
  // A volume that is called like a claim of the set is that claim, whatever the template says of it.
  'apps#StatefulSetSpec': [
    (values) => {
      const claims = Array.isArray(values.volumeClaimTemplates) ? values.volumeClaimTemplates : [];
      const volumes = at(values, 'template', 'spec', 'volumes');
      if (claims.length === 0 || !Array.isArray(volumes)) return;
      const names = new Set(claims.map((claim) => at(claim, 'metadata', 'name')));
      volumes.forEach((volume, index) => {
        const name = at(volume, 'name');
        if (names.has(name)) volumes[index] = { name, persistentVolumeClaim: { claimName: name } };
      });
    },
  ],
  // A source in another namespace is behind a gate: the server forgets all of it.
  'core#PersistentVolumeClaimSpec': [
    (values) => {
      const namespace = at(values, 'dataSourceRef', 'namespace');
      if (typeof namespace === 'string' && namespace !== '') delete values.dataSourceRef;
    },
  ],
  // The older field decides where the two differ.
  'core#NodeSpec': [
    (values) => {
      const { podCIDR, podCIDRs } = values;
      const first = Array.isArray(podCIDRs) ? podCIDRs[0] : undefined;
      if (typeof podCIDR === 'string' && podCIDR !== '' && first !== podCIDR) values.podCIDRs = [podCIDR];
    },
  ],
  // Of a job that a CronJob makes nothing is filled in before it is made.
  'batch#Job': [
    (values) => {
      const spec = values.spec as Record<string, unknown> | undefined;
      if (!isRecord(spec)) return;
      if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
      spec.podReplacementPolicy ??= spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed';
    },
  ],
  'resource.k8s.io#ExactDeviceRequest': [oneDevice],
  'resource.k8s.io#DeviceSubRequest': [oneDevice],
  'networking.k8s.io#NetworkPolicySpec': [
    (values) => {
      if (Array.isArray(values.policyTypes) && values.policyTypes.length > 0) return;
      const egress = Array.isArray(values.egress) && values.egress.length > 0;
      values.policyTypes = egress ? ['Ingress', 'Egress'] : ['Ingress'];
    },
  ],
  'rbac.authorization.k8s.io#Subject': [
    (values) => {
      if (values.apiGroup === undefined || values.apiGroup === '')
        values.apiGroup = values.kind === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io';
    },
  ],
};

/** Who does not say how many devices gets one. */
function oneDevice(values: Record<string, unknown>): void {
  if (values.allocationMode === undefined || values.allocationMode === '')
    values.allocationMode = 'ExactCount';
  if (values.allocationMode === 'ExactCount' && (values.count === undefined || values.count === 0))
    values.count = 1;
}

/** What may be another one tomorrow is asked for each time. */
function withPullPolicy(values: Record<string, unknown>): void {
  const { image, imagePullPolicy } = values;
  if (typeof image !== 'string' || (imagePullPolicy !== undefined && imagePullPolicy !== '')) return;
  const name = image.slice(image.lastIndexOf('/') + 1);
  const isFixed = name.includes('@') || (name.includes(':') && !name.endsWith(':latest'));
  values.imagePullPolicy = isFixed ? 'IfNotPresent' : 'Always';
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce((found: unknown, name) => (isRecord(found) ? found[name] : undefined), value);
}
