import { address, addressBits, unreachable } from '../addresses.ts';
import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123, labelValue, qualifiedName, subdomain } from '../syntax.ts';
import { atMostItems, portNumber } from '../vocabulary/numbers.ts';
import { needed } from '../vocabulary/required.ts';
import { repeated } from '../vocabulary/unique.ts';
import { miswritten, written } from '../vocabulary/written.ts';

export const endpointSubset: Rule = rule('core#EndpointSubset', (subset) => {
  if (subset.list('addresses').length + subset.list('notReadyAddresses').length === 0)
    subset.refuse({ code: 'api/missing-field', what: 'has neither addresses nor notReadyAddresses' });
  const ports = subset.each('ports');
  for (const port of ports) {
    if (ports.length > 1) needed(port, 'name', 'where there are several ports');
    written(port, 'name', label1123);
  }
});

export const endpointAddress: Rule = rule('core#EndpointAddress', (endpoint) => {
  reachable(endpoint, endpoint.text('ip'), 'ip');
  written(endpoint, 'hostname', label1123);
  written(endpoint, 'nodeName', subdomain);
});

function reachable(fields: Fields, text: string, name: string, index?: number): void {
  const wrong = address(text) ?? unreachable(text);
  if (wrong !== undefined) fields.refuse(miswritten(text, wrong, 'api/bad-format'), name, index);
}

export const endpointPort: Rule = rule('core#EndpointPort', (port) => {
  portNumber(port, 'port');
  written(port, 'appProtocol', qualifiedName);
});

const families = { IPv4: 4, IPv6: 6 } as const;

/** Addresses are of the sort that the slice says. */
export const slicedAddresses: Rule = rule('discovery.k8s.io#EndpointSlice', (slice) => {
  const type = slice.text('addressType');
  for (const endpoint of slice.each('endpoints')) {
    needed(endpoint, 'addresses', 'at least one');
    if (endpoint.list('addresses').length > 100)
      endpoint.refuse({ code: 'api/out-of-range', what: 'has more than 100 items' }, 'addresses');
    for (const [index, text] of endpoint.texts('addresses').entries())
      if (type === 'FQDN') domain(endpoint, text, index);
      else ofFamily(endpoint, type, text, index);
    written(endpoint, 'nodeName', subdomain);
    written(endpoint, 'hostname', label1123);
  }
});

function ofFamily(endpoint: Fields, type: string, text: string, index: number): void {
  reachable(endpoint, text, 'addresses', index);
  const found = addressBits(text);
  if (found !== undefined && found.family !== families[type as 'IPv4'])
    endpoint.refuseWithin({ code: 'api/conflict', what: `${text} is not of ${type}` }, 'addresses', index);
}

function domain(endpoint: Fields, text: string, index: number): void {
  const name = text.replace(/\.$/, '');
  const wrong = subdomain(name) ?? (name.includes('.') ? undefined : 'is a domain with a dot in it');
  if (wrong !== undefined) endpoint.refuse(miswritten(text, wrong), 'addresses', index);
}

/** Ports of a slice; no name is a name too. */
export const slicedPorts: Rule = rule('discovery.k8s.io#EndpointSlice', (slice) => {
  const seen = new Set<string>();
  for (const port of slice.each('ports')) {
    written(port, 'name', label1123);
    if (seen.has(port.text('name'))) port.refuse(repeated(port.text('name')), 'name');
    seen.add(port.text('name'));
    written(port, 'appProtocol', qualifiedName);
  }
});

const most = 8;

export const endpointHints: Rule = rule('discovery.k8s.io#EndpointHints', (hints) => {
  for (const name of ['forZones', 'forNodes']) {
    const all = hints.each(name);
    atMostItems(hints, name, most);
    const seen = new Set<string>();
    for (const each of all) {
      if (seen.has(each.text('name'))) each.refuse(repeated(each.text('name')), 'name');
      seen.add(each.text('name'));
      const text = each.text('name');
      const wrong = name === 'forZones' ? labelValue(text) : subdomain(text);
      if (wrong !== undefined) each.refuse(miswritten(text, wrong), 'name');
    }
  }
});
