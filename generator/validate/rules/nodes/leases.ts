import { type Rule, rule } from '../rule.ts';
import { qualifiedName, subdomain } from '../syntax.ts';
import { atLeast, notNegative } from '../vocabulary/numbers.ts';
import { misplaced, required } from '../vocabulary/required.ts';
import { miswritten } from '../vocabulary/written.ts';

export const lease: Rule = rule('coordination.k8s.io#LeaseSpec', (spec) => {
  atLeast(spec, 1, 'leaseDurationSeconds');
  notNegative(spec, 'leaseTransitions');
  const strategy = spec.text('strategy');
  if (spec.text('preferredHolder') !== '' && strategy === '')
    spec.refuse(misplaced('there is no strategy'), 'preferredHolder');
  if (spec.has('strategy') && strategy !== 'OldestEmulationVersion') {
    const wrong = strategy.includes('/')
      ? qualifiedName(strategy)
      : 'is not OldestEmulationVersion, and has no domain';
    if (wrong !== undefined) spec.refuse(miswritten(strategy, wrong), 'strategy');
  }
});

const system = ['', 'default'];

/** What an event is about is where the event is. */
export const event: Rule = rule(['core#Event', 'events.k8s.io#Event'], (object) => {
  const namespace = object.in('metadata').text('namespace') || 'default';
  const about = object.in(object.has('involvedObject') ? 'involvedObject' : 'regarding');
  const own = about.text('namespace');
  const timed = object.has('eventTime');
  const allowed = timed ? ['default', 'kube-system'] : system;
  if (own === '' ? !allowed.includes(namespace) : !timed && own !== namespace)
    about.refuseAt(
      'involvedObject.namespace',
      { code: 'api/conflict', what: `is ${JSON.stringify(own)}, and the event is in ${namespace}` },
      'namespace',
    );
  if (!timed) return;
  const controller = object.has('reportingComponent')
    ? 'reportingComponent'
    : object.has('involvedObject')
      ? 'reportingComponent'
      : 'reportingController';
  required(object, controller, 'reportingInstance', 'action', 'reason');
  const wrong = object.text(controller) === '' ? undefined : qualifiedName(object.text(controller));
  if (wrong !== undefined) object.refuse(miswritten(object.text(controller), wrong), controller);
  for (const [name, most] of [
    ['reportingInstance', 128],
    ['action', 128],
    ['reason', 128],
    ['message', 1024],
    ['note', 1024],
  ] as const)
    if (object.text(name).length > most)
      object.refuse({ code: 'api/out-of-range', what: `is longer than ${most} characters` }, name);
});

/** Events of their own group have all of it. */
export const newEvent: Rule = rule('events.k8s.io#Event', (object) => {
  required(object, 'eventTime');
  if (!['Normal', 'Warning'].includes(object.text('type')))
    object.refuse({ code: 'api/not-allowed', what: 'has to be Normal or Warning' }, 'type');
  for (const name of [
    'deprecatedFirstTimestamp',
    'deprecatedLastTimestamp',
    'deprecatedCount',
    'deprecatedSource',
  ])
    if (object.has(name)) object.refuse(misplaced('it is of older events'), name);
});

const usages = [
  'signing',
  'digital signature',
  'content commitment',
  'key encipherment',
  'key agreement',
  'data encipherment',
  'cert sign',
  'crl sign',
  'encipher only',
  'decipher only',
  'any',
  'server auth',
  'client auth',
  'code signing',
  'email protection',
  's/mime',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'timestamping',
  'ocsp signing',
  'microsoft sgc',
  'netscape sgc',
];

/** Who signs: a domain, a slash, and a name. */
export function signerMistake(text: string): string | undefined {
  const [domain = '', path, ...more] = text.split('/');
  if (path === undefined || more.length > 0) return 'is no domain/name';
  if (!domain.includes('.')) return 'has no domain with a dot in it';
  return subdomain(domain) ?? subdomain(path);
}

/** What is to be signed, by whom and for what. */
export const signingRequest: Rule = rule('certificates.k8s.io#CertificateSigningRequestSpec', (spec) => {
  const given = spec.texts('usages');
  required(spec, 'usages', 'signerName');
  given.forEach((usage, index) => {
    if (!usages.includes(usage))
      spec.refuse(
        { code: 'api/not-allowed', what: `is ${JSON.stringify(usage)}, which is no usage of a key` },
        'usages',
        index,
      );
    if (given.indexOf(usage) !== index)
      spec.refuse({ code: 'api/not-unique', what: 'is there twice' }, 'usages', index);
  });
  const signer = spec.text('signerName');
  const wrong =
    signer === ''
      ? undefined
      : signer === 'kubernetes.io/legacy-unknown'
        ? 'is for older requests only'
        : signerMistake(signer);
  if (wrong !== undefined) spec.refuse(miswritten(signer, wrong), 'signerName');
  atLeast(spec, 600, 'expirationSeconds');
  const text = Buffer.from(spec.text('request'), 'base64').toString();
  if (!/-----BEGIN (NEW )?CERTIFICATE REQUEST-----/.test(text))
    spec.refuse({ code: 'api/bad-format', what: 'is no certificate request in PEM' }, 'request');
});
