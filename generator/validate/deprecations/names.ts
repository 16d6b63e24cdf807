import type { Ranged } from '../../facts/format.ts';
import { containersOf } from '../policy/containers.ts';
import type { Complaint, Fields } from '../rules/fields.ts';
import { type Rule, rule } from '../rules/rule.ts';

/** Labels of nodes that have other names by now: since when, and what there is instead. */
const labels: Readonly<Record<string, readonly [since: string, instead?: string]>> = {
  'app.kubernetes.io/created-by': ['1.9'],
  'beta.kubernetes.io/arch': ['1.14', 'it is kubernetes.io/arch'],
  'beta.kubernetes.io/instance-type': ['1.17', 'it is node.kubernetes.io/instance-type'],
  'beta.kubernetes.io/os': ['1.14', 'it is kubernetes.io/os'],
  'failure-domain.beta.kubernetes.io/region': ['1.17', 'it is topology.kubernetes.io/region'],
  'failure-domain.beta.kubernetes.io/zone': ['1.17', 'it is topology.kubernetes.io/zone'],
  'node-role.kubernetes.io/master': ['1.20', 'it is node-role.kubernetes.io/control-plane'],
  'scheduler.alpha.kubernetes.io/preferAvoidPods': ['1.22', 'there are taints and tolerations'],
};

function oldLabel(key: string): Complaint | undefined {
  const [since, instead] = (Object.hasOwn(labels, key) ? labels[key] : undefined) ?? [];
  if (since === undefined) return undefined;
  return {
    code: 'deprecations/deprecated-field',
    what: `is ${key}, a label of nodes that is deprecated since ${since}`,
    fix: instead,
  };
}

/** A map that chooses nodes by their labels. */
function inMap(fields: Fields, name: string): void {
  for (const [key] of fields.entries(name)) {
    const wrong = oldLabel(key);
    if (wrong !== undefined) fields.refuse(wrong, name, key);
  }
}

function inField(fields: Fields, name: string): void {
  const wrong = oldLabel(fields.text(name));
  if (wrong !== undefined) fields.refuse(wrong, name);
}

export const chosenNodes: Rule = rule('core#PodSpec', (pod) => inMap(pod, 'nodeSelector'));

export const requiredNodes: Rule = rule('core#NodeSelectorRequirement', (each) => inField(each, 'key'));

export const spreadNodes: Rule = rule('core#TopologySpreadConstraint', (each) =>
  inField(each, 'topologyKey'),
);

export const nearNodes: Rule = rule('core#PodAffinityTerm', (each) => inField(each, 'topologyKey'));

export const runtimeNodes: Rule = rule('node.k8s.io#Scheduling', (each) => inMap(each, 'nodeSelector'));

/** An annotation that a field has taken the place of. */
function annotation(
  on: string | readonly string[],
  key: string,
  what: string,
  fix: string,
  isMet: (fields: Fields) => boolean = () => true,
  range: Ranged = {},
): Rule {
  return rule(
    on,
    (fields) => {
      const metadata = fields.in('metadata');
      if (metadata.entries('annotations').some(([each]) => each === key) && isMet(fields))
        metadata.refuse({ code: 'deprecations/deprecated-field', what, fix }, 'annotations', key);
    },
    range,
  );
}

export const ingressClass: Rule = annotation(
  'networking.k8s.io#Ingress',
  'kubernetes.io/ingress.class',
  'is deprecated since 1.18',
  'use spec.ingressClassName',
  // Both at once the server refuses.
  (ingress) => !ingress.in('spec').has('ingressClassName'),
);

export const topologyHints: Rule = annotation(
  'core#Service',
  'service.kubernetes.io/topology-aware-hints',
  'is deprecated since 1.27',
  'use service.kubernetes.io/topology-mode, or spec.trafficDistribution',
);

export const volumeClass: Rule = annotation(
  ['core#PersistentVolume', 'core#PersistentVolumeClaim'],
  'volume.beta.kubernetes.io/storage-class',
  'is deprecated since 1.8',
  'use spec.storageClassName',
);

export const mountOptions: Rule = annotation(
  'core#PersistentVolume',
  'volume.beta.kubernetes.io/mount-options',
  'is deprecated since 1.31',
  'use spec.mountOptions',
  undefined,
  { since: '1.31' },
);

export const mountableSecrets: Rule = annotation(
  'core#ServiceAccount',
  'kubernetes.io/enforce-mountable-secrets',
  'is deprecated since 1.32',
  'keep secrets apart in namespaces of their own',
  undefined,
  { since: '1.32' },
);

const seccomp = 'seccomp.security.alpha.kubernetes.io/';
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';

/** Annotations of pods, and what stands in their place; a prefix is of each container. */
const ofPods: Readonly<Record<string, { readonly what: string; readonly fix: string }>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': {
    what: 'does nothing since 1.16',
    fix: 'use priorityClassName',
  },
  'security.alpha.kubernetes.io/sysctls': {
    what: 'does nothing since 1.11',
    fix: 'use securityContext.sysctls',
  },
  'security.alpha.kubernetes.io/unsafe-sysctls': {
    what: 'does nothing since 1.11',
    fix: 'use securityContext.sysctls',
  },
};

export const podAnnotations: Rule = rule(['core#Pod', 'core#PodTemplateSpec'], (pod) => {
  const metadata = pod.in('metadata');
  const spec = pod.in('spec');
  const say = (key: string, what: string, fix: string): void =>
    metadata.refuse({ code: 'deprecations/deprecated-field', what, fix }, 'annotations', key);
  for (const [key] of metadata.entries('annotations')) {
    const known = Object.hasOwn(ofPods, key) ? ofPods[key] : undefined;
    if (known !== undefined) say(key, known.what, known.fix);
    if (key === `${seccomp}pod` && !spec.in('securityContext').has('seccompProfile'))
      say(key, 'does nothing since 1.27', 'use securityContext.seccompProfile');
    const filtered = key.startsWith(`container.${seccomp}`)
      ? key.slice(`container.${seccomp}`.length)
      : undefined;
    if (filtered !== undefined && says(spec, filtered, 'seccompProfile') === false)
      say(key, 'does nothing since 1.27', 'use securityContext.seccompProfile of the container');
  }
});

export const armourAnnotations: Rule = rule(
  ['core#Pod', 'core#PodTemplateSpec'],
  (pod) => {
    const metadata = pod.in('metadata');
    for (const [key] of metadata.entries('annotations'))
      if (
        key.startsWith(appArmor) &&
        says(pod.in('spec'), key.slice(appArmor.length), 'appArmorProfile') === false
      )
        metadata.refuse(
          {
            code: 'deprecations/deprecated-field',
            what: 'is deprecated since 1.30',
            fix: 'use securityContext.appArmorProfile of the container',
          },
          'annotations',
          key,
        );
  },
  { since: '1.30' },
);

/** Whether a container has the setting; undefined where there is no such container. */
function says(pod: Fields, container: string, name: string): boolean | undefined {
  const found = containersOf(pod).find((each) => each.text('name') === container);
  return found?.in('securityContext').has(name);
}
