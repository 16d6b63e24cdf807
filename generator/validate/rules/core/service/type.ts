import { addressBits } from '../../addresses.ts';
import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { subdomain } from '../../syntax.ts';
import { misplaced, needed } from '../../vocabulary/required.ts';
import { miswritten } from '../../vocabulary/written.ts';

/** A service without an address of its own: names lead to the pods themselves. */
export function isHeadless(spec: Fields): boolean {
  const all = spec.texts('clusterIPs');
  return all.length === 0 ? spec.text('clusterIP') === 'None' : all.length === 1 && all[0] === 'None';
}

export const servicePorts: Rule = rule('core#ServiceSpec', (spec) => {
  if (!isHeadless(spec) && spec.text('type') !== 'ExternalName')
    needed(spec, 'ports', 'only a headless service (clusterIP: None) has none');
});

/** A name for something outside has nothing of the cluster's network. */
export const externalName: Rule = rule('core#ServiceSpec', (spec) => {
  if (spec.text('type') !== 'ExternalName') return;
  for (const name of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
    if (spec.has(name) && spec.list(name).length + spec.text(name).length > 0)
      spec.refuse(misplaced('the type is ExternalName'), name);
  if (spec.text('clusterIP') !== '')
    spec.refuseAs(
      'clusterIPs',
      { code: 'api/conflict', what: 'may not be set: the type is ExternalName' },
      'clusterIP',
    );
  const name = spec.text('externalName').replace(/\.$/, '');
  if (name === '') return needed(spec, 'externalName', 'the type is ExternalName');
  const wrong = subdomain(name);
  if (wrong !== undefined) spec.refuse(miswritten(name, wrong), 'externalName');
});

/** What can be reached from outside has an address inside. */
export const headlessType: Rule = rule('core#ServiceSpec', (spec) => {
  const type = spec.text('type');
  if (isHeadless(spec) && (type === 'LoadBalancer' || type === 'NodePort'))
    spec.refuseAs(
      'clusterIPs[0]',
      { code: 'api/conflict', what: `is None, which a ${type} is not reached by` },
      'clusterIP',
    );
});

export const sessionAffinity: Rule = rule('core#ServiceSpec', (spec) => {
  const clinging = spec.text('sessionAffinity') === 'ClientIP';
  const config = spec.in('sessionAffinityConfig');
  if (!clinging) return;
  const client = config.in('clientIP');
  const seconds = client.number('timeoutSeconds') ?? 10_800;
  if (seconds <= 0 || seconds > 86_400)
    client.refuse(
      { code: 'api/out-of-range', what: `is ${seconds}: it is from 1 to 86400` },
      'timeoutSeconds',
    );
});

const families = { IPv4: 4, IPv6: 6 } as const;

/** Addresses that are asked for: none, one, or one of each family. */
export const clusterAddresses: Rule = rule('core#ServiceSpec', (spec) => {
  if (spec.text('type') === 'ExternalName') return;
  const [one, all] = [spec.text('clusterIP'), spec.texts('clusterIPs')];
  if (one === '' && all.length > 0)
    spec.refuse({ code: 'api/conflict', what: 'is empty where clusterIP is' }, 'clusterIPs');
  if (one !== '' && all.length > 0 && all[0] !== one)
    spec.refuse({ code: 'api/conflict', what: 'has to begin with clusterIP' }, 'clusterIPs');
  const given = all.length > 0 ? all : one === '' ? [] : [one];
  if (given.length > 2)
    spec.refuse(
      { code: 'api/out-of-range', what: `has ${given.length} items, and may have 2` },
      'clusterIPs',
    );
  if (given.length > 1 && given[0] === 'None')
    spec.refuse({ code: 'api/conflict', what: 'has None beside others' }, 'clusterIPs');
  addresses(spec, given, all.length > 0);
});

function addresses(spec: Fields, given: readonly string[], inList: boolean): void {
  const found = given.map((text, index) => (index === 0 && text === 'None' ? undefined : addressBits(text)));
  given.forEach((text, index) => {
    if (found[index] !== undefined || (index === 0 && text === 'None')) return;
    const what = `${JSON.stringify(text)} is no IP address`;
    spec.refuseAs(
      `clusterIPs[${index}]`,
      { code: 'api/bad-format', what },
      inList ? 'clusterIPs' : 'clusterIP',
      inList ? index : undefined,
    );
  });
  if (found.length === 2 && found[0] !== undefined && found[0].family === found[1]?.family)
    spec.refuse({ code: 'api/conflict', what: 'has two addresses of one family' }, 'clusterIPs');
  spec.texts('ipFamilies').forEach((family, index) => {
    const own = found[index];
    if (own === undefined || own.family === families[family as 'IPv4']) return;
    spec.refuseAs(
      `clusterIPs[${index}]`,
      { code: 'api/conflict', what: `is not of ${family}, as ipFamilies says` },
      inList ? 'clusterIPs' : 'clusterIP',
      inList ? index : undefined,
    );
  });
}
