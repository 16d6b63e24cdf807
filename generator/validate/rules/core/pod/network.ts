import { address } from '../../addresses.ts';
import { type Rule, rule } from '../../rule.ts';
import { searchDomain, subdomain } from '../../syntax.ts';
import { atMostItems } from '../../vocabulary/numbers.ts';
import { needed } from '../../vocabulary/required.ts';
import { itemsAs, miswritten } from '../../vocabulary/written.ts';

const servers = 3;
const searches = 32;
const characters = 2048;

/** A pod without the names of the cluster says whom to ask. */
export const ownResolver: Rule = rule('core#PodSpec', (pod) => {
  if (pod.text('dnsPolicy') !== 'None') return;
  if (!pod.has('dnsConfig')) needed(pod, 'dnsConfig', 'dnsPolicy is None');
  else needed(pod.in('dnsConfig'), 'nameservers', 'dnsPolicy is None');
});

export const resolver: Rule = rule('core#PodDNSConfig', (config) => {
  atMostItems(config, 'nameservers', servers);
  atMostItems(config, 'searches', searches);
  if (config.list('searches').join(' ').length > characters)
    config.refuse({ code: 'api/out-of-range', what: `is longer than ${characters} characters` }, 'searches');
  itemsAs(config, 'nameservers', address, 'api/bad-format');
  config.each('options').forEach((option) => {
    if (option.text('name') === '') option.refuse({ code: 'api/missing-field', what: 'has no name' });
  });
});

export const searchDomains: Rule = rule(
  'core#PodDNSConfig',
  (config) => itemsAs(config, 'searches', searchDomain, 'api/bad-format'),
  { since: '1.33' },
);
export const strictSearchDomains: Rule = rule(
  'core#PodDNSConfig',
  (config) => itemsAs(config, 'searches', (text) => subdomain(text.replace(/\.$/, '')), 'api/bad-format'),
  { until: '1.32' },
);

export const hostAlias: Rule = rule('core#HostAlias', (alias) => {
  const ip = alias.text('ip');
  const wrong = address(ip);
  if (wrong !== undefined) alias.refuse(miswritten(ip, wrong, 'api/bad-format'), 'ip');
  itemsAs(alias, 'hostnames', subdomain);
});
