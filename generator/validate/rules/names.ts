import { byRelease } from '../../core/compare.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { atMost, label1035, label1123, pathSegment, type Syntax, subdomain } from './syntax.ts';

/** How the server wants names of a kind written: as a subdomain, but for these. */
const others: Readonly<Record<string, Syntax>> = {
  'core/Event': pathSegment,
  'certificates.k8s.io/CertificateSigningRequest': pathSegment,
  // They are called by what they are about; a rule of their own says so.
  'apiregistration.k8s.io/APIService': pathSegment,
  'networking.k8s.io/IPAddress': pathSegment,
  'core/Namespace': label1123,
  // The server looks at nothing but what an address can hold.
  'policy/PodDisruptionBudget': pathSegment,
  'apps/StatefulSet': label1123,
  'batch/CronJob': atMost(52, subdomain),
  'batch/Job': atMost(63, subdomain),
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
};

export function nameSyntax(facts: KindFacts | undefined, release: string | undefined): Syntax {
  if (facts === undefined || facts.custom) return subdomain;
  const { group, kind } = facts;
  const key = `${group}/${kind}`;
  // Services took the looser form in 1.36.
  if (key === 'core/Service')
    return release !== undefined && byRelease(release, '1.36') < 0 ? label1035 : label1123;
  return others[key] ?? subdomain;
}
