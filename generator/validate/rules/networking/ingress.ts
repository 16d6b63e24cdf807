import { addressBits } from '../addresses.ts';
import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1035, label1123, pathSegment, portName, type Syntax, subdomain } from '../syntax.ts';
import { oneOfIfSet } from '../vocabulary/choice.ts';
import { portNumber } from '../vocabulary/numbers.ts';
import { needed, required } from '../vocabulary/required.ts';
import { itemsAs, miswritten, written } from '../vocabulary/written.ts';

export const someRule: Rule = rule('networking.k8s.io#IngressSpec', (spec) => {
  if (spec.list('rules').length === 0 && !spec.has('defaultBackend'))
    spec.refuse({ code: 'api/missing-field', what: 'has neither rules nor defaultBackend' });
  const name = spec.get('ingressClassName');
  const wrong = typeof name === 'string' ? subdomain(name) : undefined;
  if (wrong !== undefined) spec.refuse(miswritten(String(name), wrong), 'ingressClassName');
});

/** A host, or all of a domain. */
const host: Syntax = (text) => {
  if (!text.includes('*')) return subdomain(text);
  return text.startsWith('*.') && subdomain(text.slice(2)) === undefined
    ? undefined
    : 'is no wildcard of a domain: *.example.com';
};

export const ingressHost: Rule = rule('networking.k8s.io#IngressRule', (fields) => {
  const text = fields.text('host');
  if (addressBits(text) !== undefined)
    fields.refuse(miswritten(text, 'is an IP address: a host has a name'), 'host');
  written(fields, 'host', host);
});

export const ingressTls: Rule = rule('networking.k8s.io#IngressTLS', (tls) => {
  itemsAs(tls, 'hosts', host);
  written(tls, 'secretName', subdomain);
});

export const ingressPaths: Rule = rule('networking.k8s.io#HTTPIngressRuleValue', (http) =>
  required(http, 'paths'),
);

const unclear = ['//', '/./', '/../', '%2f', '%2F'];
const ends = ['/..', '/.'];

/** A path is absolute, and says what it means. */
export const ingressPath: Rule = rule('networking.k8s.io#HTTPIngressPath', (each) => {
  const [type, path] = [each.text('pathType'), each.text('path')];
  const say = (what: string): void =>
    each.refuse({ code: 'api/bad-format', what: `${JSON.stringify(path)} ${what}` }, 'path');
  if (type === '') return;
  const exact = type === 'Exact' || type === 'Prefix';
  if (!path.startsWith('/') && (exact || path !== '')) say('is not absolute');
  if (!exact) return;
  for (const part of unclear) if (path.includes(part)) say(`has ${part} in it`);
  for (const end of ends) if (path.endsWith(end)) say(`ends with ${end}`);
});

function backend(serviceName: Syntax): (fields: Fields) => void {
  return (fields) => {
    const [service, resource] = [fields.has('service'), fields.has('resource')];
    if (service === resource)
      return fields.refuse({
        code: service ? 'api/conflict' : 'api/missing-field',
        what: service ? 'has both service and resource' : 'has neither service nor resource',
      });
    if (!service) return;
    const [target, port] = [fields.in('service'), fields.in('service').in('port')];
    required(target, 'name');
    written(target, 'name', serviceName);
    const [name, number] = [port.text('name'), port.number('number') ?? 0];
    if (name !== '' && number !== 0)
      fields.refuse({ code: 'api/conflict', what: 'names its port by name and by number' });
    else if (name === '' && number === 0)
      fields.refuse({ code: 'api/missing-field', what: 'names no port: service.port.number or .name' });
    else if (name === '') portNumber(port, 'number');
    else written(port, 'name', portName);
  };
}

export const ingressBackend: Rule = rule('networking.k8s.io#IngressBackend', backend(label1123), {
  since: '1.36',
});
export const ingressBackendBefore: Rule = rule('networking.k8s.io#IngressBackend', backend(label1035), {
  until: '1.35',
});

export const backendResource: Rule = rule('core#TypedLocalObjectReference', (reference) => {
  if (reference.name !== 'resource') return;
  required(reference, 'kind', 'name');
  written(reference, 'apiGroup', subdomain);
  written(reference, 'kind', pathSegment);
  written(reference, 'name', pathSegment);
});

const annotation = 'kubernetes.io/ingress.class';

export const oneClass: Rule = rule('networking.k8s.io#Ingress', (ingress) => {
  const [metadata, spec] = [ingress.in('metadata'), ingress.in('spec')];
  const old = metadata.in('annotations').get(annotation);
  if (old !== undefined && spec.has('ingressClassName') && old !== spec.get('ingressClassName'))
    metadata.refuseAt(
      `annotations.${annotation}`,
      { code: 'api/conflict', what: 'is not what ingressClassName says' },
      'annotations',
      annotation,
    );
});

/** Who looks after a class: a path of a domain. */
export const ingressController: Rule = rule('networking.k8s.io#IngressClassSpec', (spec) => {
  required(spec, 'controller');
  const text = spec.text('controller');
  const [domain = '', ...path] = text.split('/');
  const wrong =
    path.join('/') === ''
      ? 'has no path behind a domain: example.com/controller'
      : (subdomain(domain) ??
        (/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path.join('/')) ? undefined : 'has a path that is none'));
  if (text !== '' && wrong !== undefined)
    spec.refuse(miswritten(text, wrong, 'api/bad-format'), 'controller');
  if (text.length > 250)
    spec.refuse({ code: 'api/out-of-range', what: 'is longer than 250 characters' }, 'controller');
});

export const classParameters: Rule = rule(
  'networking.k8s.io#IngressClassParametersReference',
  (parameters) => {
    required(parameters, 'kind', 'name');
    oneOfIfSet(parameters, 'scope', ['Cluster', 'Namespace']);
    written(parameters, 'apiGroup', subdomain);
    written(parameters, 'kind', pathSegment);
    written(parameters, 'name', pathSegment);
    if (parameters.text('scope') !== 'Namespace' && parameters.has('namespace'))
      parameters.refuse(
        { code: 'api/conflict', what: 'is for scope: Namespace', fix: 'take it away' },
        'namespace',
      );
    if (parameters.text('scope') !== 'Namespace') return;
    needed(parameters, 'namespace', 'with scope: Namespace');
    written(parameters, 'namespace', label1123);
  },
);
