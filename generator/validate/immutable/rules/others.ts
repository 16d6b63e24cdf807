import { type ChangeRule, change, fixed } from '../change.ts';
import { cures } from '../cures.ts';

export const roleRef: ChangeRule = change(
  ['rbac.authorization.k8s.io#RoleBinding', 'rbac.authorization.k8s.io#ClusterRoleBinding'],
  (change) => change.keeps(['roleRef'], cures.binding),
);

export const quotaScopes: ChangeRule = change('core#ResourceQuota', ({ before, after }) => {
  const scopes = (fields: typeof before): string =>
    [...new Set(fields.in('spec').texts('scopes'))].sort().join();
  if (scopes(before) !== scopes(after))
    after.in('spec').refuse(fixed('may not be changed', cures.quota), 'scopes');
});

export const priorityClass: ChangeRule = change('scheduling.k8s.io#PriorityClass', (change) =>
  change.keeps(['value', 'preemptionPolicy'], cures.class),
);

export const runtimeHandler: ChangeRule = change('node.k8s.io#RuntimeClass', (change) =>
  change.keeps(['handler'], cures.class),
);

export const ingressController: ChangeRule = change('networking.k8s.io#IngressClass', (change) =>
  change.in('spec').keeps(['controller'], cures.class),
);

export const addressType: ChangeRule = change('discovery.k8s.io#EndpointSlice', (change) =>
  change.keeps(['addressType'], cures.again),
);

export const addressParent: ChangeRule = change('networking.k8s.io#IPAddress', (change) =>
  change.in('spec').keeps(['parentRef'], cures.again),
);

/** A second range, of the other family, may be added. */
export const serviceRanges: ChangeRule = change('networking.k8s.io#ServiceCIDR', (change) => {
  const [was, is] = [change.before.in('spec').texts('cidrs'), change.after.in('spec').texts('cidrs')];
  const grows = was.length === 1 && is.length === 2;
  if (was.length !== is.length && !grows)
    change.after.in('spec').refuse(fixed('may not be changed', cures.again), 'cidrs');
  else
    for (const [index, each] of was.entries())
      if (each !== is[index])
        change.after
          .in('spec')
          .refuse(fixed(`may not be changed (it was ${each})`, cures.again), 'cidrs', index);
});

export const wholeSpec: ChangeRule = change(
  ['resource.k8s.io#ResourceClaim', 'resource.k8s.io#ResourceClaimTemplate'],
  (change) => change.keeps(['spec'], cures.again),
);

export const bundleSigner: ChangeRule = change('certificates.k8s.io#ClusterTrustBundle', (change) =>
  change.in('spec').keeps(['signerName'], cures.again),
);

export const slice: ChangeRule = change('resource.k8s.io#ResourceSlice', (change) => {
  const spec = change.in('spec');
  spec.keeps(['driver', 'nodeName'], cures.again);
  spec.in('pool').keeps(['name'], cures.again);
});

export const nodeSpec: ChangeRule = change('core#Node', (change) => {
  const spec = change.in('spec');
  for (const name of ['podCIDRs', 'providerID'])
    if (spec.before.has(name) && spec.differs(name)) spec.keeps([name], cures.again);
});

export const nodeIdentity: ChangeRule = change('core#Node', (change) =>
  change.in('spec').keeps(['externalID'], cures.again),
);

/** What an event says, and what the server calls it. */
const ofEvents: Readonly<Record<string, string>> = {
  action: 'action',
  deprecatedCount: 'count',
  deprecatedFirstTimestamp: 'firstTimestamp',
  deprecatedLastTimestamp: 'lastTimestamp',
  deprecatedSource: 'source',
  eventTime: 'eventTime',
  note: 'message',
  reason: 'reason',
  regarding: 'involvedObject',
  related: 'related',
  reportingController: 'reportingController',
  reportingInstance: 'reportingInstance',
  type: 'type',
};

export const event: ChangeRule = change('events.k8s.io#Event', (change) => {
  for (const [name, path] of Object.entries(ofEvents)) change.keepsAs(path, name, cures.again);
});

export const definitionScope: ChangeRule = change(
  'apiextensions.k8s.io#CustomResourceDefinition',
  (change) => {
    const spec = change.in('spec');
    spec.keeps(['scope', 'group'], cures.definition);
    spec.in('names').keeps(['kind', 'plural'], cures.definition);
  },
);

/** A version that objects were stored in stays until they are migrated. */
export const storedVersion: ChangeRule = change(
  'apiextensions.k8s.io#CustomResourceDefinition',
  ({ before, after }) => {
    const spec = after.in('spec');
    const kept = spec.each('versions').map((each) => each.text('name'));
    for (const version of before.in('spec').each('versions')) {
      const name = version.text('name');
      if (version.flag('storage') && !kept.includes(name))
        spec.refuseAt(
          'status.storedVersions[0]',
          fixed(`${name} is missing from spec.versions: objects are stored in it`, cures.version),
          'versions',
        );
    }
  },
);
