import { checkedExpression, type Names } from '../../cel/check.ts';
import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { driverName, label1123, labelValue, qualifiedName, subdomain } from '../syntax.ts';
import { oneOf } from '../vocabulary/choice.ts';
import { annotationsOf, labelsOf } from '../vocabulary/labels.ts';
import { notNegative } from '../vocabulary/numbers.ts';
import { misplaced, needed, required } from '../vocabulary/required.ts';
import { repeated } from '../vocabulary/unique.ts';
import { miswritten, written } from '../vocabulary/written.ts';

const most = 32;

/** What a selector knows; it may bind names of its own. */
const device: Names = {
  device: {
    fields: {
      driver: 'string',
      attributes: 'map<string, map<string, dyn>>',
      capacity: 'map<string, map<string, Quantity>>',
      allowMultipleAllocations: 'bool',
    },
  },
  cel: 'dyn',
};

/** Requests of a claim, and the alternatives of each, by their names. */
function requestsOf(claim: Fields): ReadonlySet<string> {
  return new Set(
    claim.each('requests').flatMap((request) => {
      const name = request.text('name');
      return [name, ...request.each('firstAvailable').map((sub) => `${name}/${sub.text('name')}`)];
    }),
  );
}

function named(list: readonly Fields[], what: string): void {
  const seen = new Set<string>();
  for (const each of list) {
    const name = each.text('name');
    const wrong = label1123(name);
    if (wrong !== undefined) each.refuse(miswritten(name, wrong), 'name');
    if (seen.has(name)) each.refuse(repeated(`${what} ${name}`));
    seen.add(name);
  }
}

export const claimRequests: Rule = rule('resource.k8s.io#DeviceClaim', (claim) => {
  for (const list of ['requests', 'constraints', 'config'])
    if (claim.list(list).length > most)
      claim.refuse({ code: 'api/out-of-range', what: `has more than ${most} items` }, list);
  named(claim.each('requests'), 'the request');
  for (const request of claim.each('requests')) named(request.each('firstAvailable'), 'the request');
});

/** What devices are wanted: exactly some, or the first of some that there are. */
export const oneOfRequests: Rule = rule('resource.k8s.io#DeviceRequest', (request) => {
  // Older versions say it in the request itself.
  if (request.has('deviceClassName')) return;
  const [exactly, first] = [request.has('exactly'), request.list('firstAvailable').length > 0];
  if (exactly === first)
    request.refuse({
      code: exactly ? 'api/conflict' : 'api/missing-field',
      what: 'has exactly one of exactly and firstAvailable',
    });
});

export const exactRequest: Rule = rule(
  ['resource.k8s.io#ExactDeviceRequest', 'resource.k8s.io#DeviceSubRequest'],
  (request) => {
    required(request, 'deviceClassName');
    written(request, 'deviceClassName', subdomain);
    const [mode, count] = [request.text('allocationMode') || 'ExactCount', request.number('count')];
    oneOf(request, 'allocationMode', ['All', 'ExactCount']);
    if (mode === 'All' && count !== undefined && count !== 0)
      request.refuse(misplaced('allocationMode is All'), 'count');
    // Nought is one.
    if (mode === 'ExactCount') notNegative(request, 'count');
  },
);

export const selectors: Rule = rule('resource.k8s.io#DeviceSelector', (selector) => {
  if (!selector.has('cel')) return needed(selector, 'cel', 'what devices have to be like');
  const cel = selector.in('cel');
  const expression = cel.text('expression');
  required(cel, 'expression');
  const { wrong, type } = expression === '' ? {} : checkedExpression(expression, cel.inquiry.release, device);
  if (wrong !== undefined)
    cel.refuse({ code: 'api/bad-expression', what: `cannot be compiled: ${wrong}` }, 'expression');
  else if (type !== undefined && type !== 'bool')
    cel.refuse({ code: 'api/bad-expression', what: `comes to ${type}, not to true or false` }, 'expression');
});

/** Names of requests that a part of a claim is about. */
export const requestNames: Rule = rule(
  ['resource.k8s.io#DeviceConstraint', 'resource.k8s.io#DeviceClaimConfiguration'],
  (part) => {
    const claim = part.parent;
    const known = claim === undefined ? new Set<string>() : requestsOf(claim);
    const seen = new Set<string>();
    part.texts('requests').forEach((name, index) => {
      if (!known.has(name))
        part.refuse(
          { code: 'api/not-found', what: `is ${JSON.stringify(name)}, which is no request` },
          'requests',
          index,
        );
      if (seen.has(name)) part.refuse(repeated(name), 'requests', index);
      seen.add(name);
    });
  },
);

export const constraint: Rule = rule('resource.k8s.io#DeviceConstraint', (each) => {
  const name = ['matchAttribute', 'distinctAttribute'].find((field) => each.has(field));
  if (name === undefined) return needed(each, 'matchAttribute', 'what devices have in common');
  const text = each.text(name);
  const wrong = text.includes('/') ? qualifiedName(text) : 'has no domain before it';
  if (wrong !== undefined) each.refuse(miswritten(text, wrong), name);
});

export const configuration: Rule = rule(
  ['resource.k8s.io#DeviceClaimConfiguration', 'resource.k8s.io#DeviceClassConfiguration'],
  (each) => {
    if (!each.has('opaque')) needed(each, 'opaque', 'parameters for a driver');
  },
);

export const opaque: Rule = rule('resource.k8s.io#OpaqueDeviceConfiguration', (each) => {
  required(each, 'driver');
  written(each, 'driver', driverName);
  if (!each.has('parameters')) needed(each, 'parameters', 'what the driver is told');
});

export const claimTemplateLabels: Rule = rule('resource.k8s.io#ResourceClaimTemplateSpec', (spec) => {
  labelsOf(spec.in('metadata'), 'labels');
  annotationsOf(spec.in('metadata'), 'annotations');
});

/** What taints of a device are lived with. */
export const deviceToleration: Rule = rule('resource.k8s.io#DeviceToleration', (toleration) => {
  const [value, operator] = [toleration.text('value'), toleration.text('operator') || 'Equal'];
  written(toleration, 'key', qualifiedName, 'api/bad-label');
  const wrong = labelValue(value);
  if (operator === 'Equal' && wrong !== undefined)
    toleration.refuse(miswritten(value, wrong, 'api/bad-label'), 'value');
  if (operator === 'Exists' && value !== '') toleration.refuse(misplaced('Exists compares none'), 'value');
});
