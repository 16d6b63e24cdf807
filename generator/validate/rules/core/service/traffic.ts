import { address, addressRange, unreachable } from '../../addresses.ts';
import { type Rule, rule } from '../../rule.ts';
import { qualifiedName } from '../../syntax.ts';
import { notAmong, oneOf } from '../../vocabulary/choice.ts';
import { labelsOf } from '../../vocabulary/labels.ts';
import { misplaced } from '../../vocabulary/required.ts';
import { uniqueItems } from '../../vocabulary/unique.ts';
import { miswritten, written } from '../../vocabulary/written.ts';

export const serviceSelector: Rule = rule('core#ServiceSpec', (spec) => labelsOf(spec, 'selector'));

export const externalAddresses: Rule = rule('core#ServiceSpec', (spec) => {
  spec.texts('externalIPs').forEach((text, index) => {
    const wrong = address(text) ?? unreachable(text);
    if (wrong !== undefined) spec.refuse(miswritten(text, wrong, 'api/bad-format'), 'externalIPs', index);
  });
});

const ranges = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Who may reach a load balancer. The server writes the field with a capital. */
export const sourceRanges: Rule = rule('core#Service', (service) => {
  const spec = service.in('spec');
  const balanced = spec.text('type') === 'LoadBalancer';
  const list = spec.texts('loadBalancerSourceRanges');
  const say = (path: string, what: string, index?: number): void =>
    spec.refuseAs(
      path,
      { code: index === undefined ? 'api/conflict' : 'api/bad-format', what },
      'loadBalancerSourceRanges',
      index,
    );
  if (list.length > 0 && !balanced) say('LoadBalancerSourceRanges', 'is for type: LoadBalancer only');
  list.forEach((text, index) => {
    const wrong = addressRange(text.trim());
    if (wrong !== undefined)
      say(`LoadBalancerSourceRanges[${index}]`, `${JSON.stringify(text)} ${wrong}`, index);
  });
  const metadata = service.in('metadata');
  const annotated = list.length > 0 ? undefined : metadata.in('annotations').get(ranges);
  if (annotated === undefined) return;
  if (!balanced)
    metadata.refuse({ code: 'api/conflict', what: 'is for type: LoadBalancer only' }, 'annotations', ranges);
  for (const part of String(annotated).trim() === '' ? [] : String(annotated).split(',')) {
    const wrong = addressRange(part.trim());
    if (wrong !== undefined)
      metadata.refuse(miswritten(part, wrong, 'api/bad-format'), 'annotations', ranges);
  }
});

export const balancerFields: Rule = rule('core#ServiceSpec', (spec) => {
  const balanced = spec.text('type') === 'LoadBalancer';
  for (const name of ['allocateLoadBalancerNodePorts', 'loadBalancerClass'])
    if (!balanced && spec.has(name)) spec.refuse(misplaced('it is for type: LoadBalancer only'), name);
  if (balanced) written(spec, 'loadBalancerClass', qualifiedName);
});

/** How traffic from outside, and from inside, finds its pods. */
export const trafficPolicies: Rule = rule('core#ServiceSpec', (spec) => {
  const type = spec.text('type');
  const outside =
    type === 'LoadBalancer' ||
    type === 'NodePort' ||
    (type === 'ClusterIP' && spec.list('externalIPs').length > 0);
  if (!outside && spec.text('externalTrafficPolicy') !== '')
    spec.refuse(misplaced('the service cannot be reached from outside'), 'externalTrafficPolicy');
  oneOf(spec, 'externalTrafficPolicy', ['Cluster', 'Local']);
  oneOf(spec, 'internalTrafficPolicy', ['Cluster', 'Local']);
});

export const healthCheckPort: Rule = rule('core#ServiceSpec', (spec) => {
  const number = spec.number('healthCheckNodePort') ?? 0;
  const looked = spec.text('type') === 'LoadBalancer' && spec.text('externalTrafficPolicy') === 'Local';
  if (number !== 0 && !looked)
    spec.refuse(
      misplaced('it is for type: LoadBalancer with externalTrafficPolicy: Local'),
      'healthCheckNodePort',
    );
  if (looked && (number < 0 || number > 65_535))
    spec.refuse(
      { code: 'api/out-of-range', what: `is ${number}: it is from 1 to 65535` },
      'healthCheckNodePort',
    );
});

function distributed(values: readonly string[]): Parameters<typeof rule>[1] {
  return (spec) => {
    const value = spec.get('trafficDistribution');
    if (typeof value === 'string' && !values.includes(value))
      spec.refuse(notAmong(value, values), 'trafficDistribution');
  };
}

const near = ['PreferClose'];

export const trafficDistribution: Rule = rule(
  'core#ServiceSpec',
  distributed([...near, 'PreferSameZone', 'PreferSameNode']),
  { since: '1.34' },
);
export const trafficDistributionBefore: Rule = rule('core#ServiceSpec', distributed(near), {
  since: '1.31',
  until: '1.33',
});

/** Families of addresses, each once. */
export const addressFamilies: Rule = rule('core#ServiceSpec', (spec) => {
  if (spec.text('type') === 'ExternalName') return;
  spec.texts('ipFamilies').forEach((family, index) => {
    if (family !== 'IPv4' && family !== 'IPv6')
      spec.refuse(notAmong(family, ['IPv4', 'IPv6']), 'ipFamilies', index);
  });
  uniqueItems(spec, 'ipFamilies');
  if (spec.text('ipFamilyPolicy') === 'SingleStack' && spec.list('ipFamilies').length > 1)
    spec.refuse({ code: 'api/conflict', what: 'is SingleStack, and ipFamilies has two' }, 'ipFamilyPolicy');
});

const hints = 'service.kubernetes.io/topology-aware-hints';
const mode = 'service.kubernetes.io/topology-mode';

export const topologyAnnotations: Rule = rule('core#Service', (service) => {
  const metadata = service.in('metadata');
  const [old, now] = [metadata.in('annotations').get(hints), metadata.in('annotations').get(mode)];
  if (old !== undefined && now !== undefined && old !== now)
    metadata.refuse({ code: 'api/conflict', what: `is not what ${hints} says` }, 'annotations', mode);
});
