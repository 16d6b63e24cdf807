import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1035, pathSegment, qualifiedName, subdomain } from '../syntax.ts';
import { itemsAmong, requiredOneOf } from '../vocabulary/choice.ts';
import { atMostItems } from '../vocabulary/numbers.ts';
import { misplaced, needed, required } from '../vocabulary/required.ts';
import { repeated, uniqueItems } from '../vocabulary/unique.ts';
import { miswritten, written } from '../vocabulary/written.ts';
import { compiles, isIdentifier, type Known, type Variables, variableType } from './expressions.ts';

const policies = [
  'admissionregistration.k8s.io#ValidatingAdmissionPolicySpec',
  'admissionregistration.k8s.io#MutatingAdmissionPolicySpec',
];
const bindings = [
  'admissionregistration.k8s.io#ValidatingAdmissionPolicyBindingSpec',
  'admissionregistration.k8s.io#MutatingAdmissionPolicyBindingSpec',
];

/** What a policy is about. */
export const constraints: Rule = rule(policies, (spec) => {
  if (!spec.has('matchConstraints')) return needed(spec, 'matchConstraints', 'what it is about');
  needed(spec.in('matchConstraints'), 'resourceRules', 'at least one');
});

export const parameterKind: Rule = rule('admissionregistration.k8s.io#ParamKind', (kind) => {
  required(kind, 'apiVersion', 'kind');
  const [version, group, ...more] = kind.text('apiVersion').split('/').reverse();
  const wrong =
    more.length > 0
      ? 'has more than one slash'
      : group === undefined || group === ''
        ? undefined
        : subdomain(group);
  const badVersion = version === undefined || version === '' ? undefined : label1035(version);
  if (kind.text('apiVersion') !== '' && (wrong ?? badVersion) !== undefined)
    kind.refuse(
      miswritten(kind.text('apiVersion'), wrong ?? badVersion ?? '', 'api/bad-format'),
      'apiVersion',
    );
  const name = kind.text('kind');
  const badName = name === '' ? undefined : label1035(name.toLowerCase());
  if (badName !== undefined) kind.refuse(miswritten(name, badName), 'kind');
});

function conditions(holder: Fields, params: boolean): void {
  const all = holder.each('matchConditions');
  atMostItems(holder, 'matchConditions', 64);
  const seen = new Set<string>();
  for (const condition of all) {
    required(condition, 'name', 'expression');
    written(condition, 'name', qualifiedName);
    if (condition.text('expression') !== '' && condition.text('expression').trim() === '')
      needed(condition, 'expression', 'it is blank');
    compiles(condition, 'expression', { params, authorizer: true }, ['bool']);
    const name = condition.text('name');
    if (name !== '' && seen.has(name)) condition.refuse(repeated(name), 'name');
    seen.add(name);
  }
}

/** What a request has to be like, beyond its kind. */
export const policyConditions: Rule = rule(policies, (spec) => conditions(spec, spec.has('paramKind')));
export const webhookConditions: Rule = rule(
  ['admissionregistration.k8s.io#ValidatingWebhook', 'admissionregistration.k8s.io#MutatingWebhook'],
  (hook) => conditions(hook, false),
);

/** Variables of a policy with their types, each told with those before it; told once, however often they are asked for. */
const told = new WeakMap<object, readonly (readonly [string, string])[]>();

function variablesOf(spec: Fields): readonly (readonly [string, string])[] {
  const before = told.get(spec.values);
  if (before !== undefined) return before;
  const variables = new Map<string, string>();
  for (const each of spec.each('variables')) {
    const type = variableType(each.text('expression'), spec.inquiry.release, knownWith(spec, variables));
    variables.set(each.text('name'), type);
  }
  const all = [...variables];
  told.set(spec.values, all);
  return all;
}

function knownWith(spec: Fields, variables: Variables): Known {
  return { params: spec.has('paramKind'), authorizer: true, variables };
}

/** What expressions of a policy know, with all of its variables or those before one. */
function known(spec: Fields, before?: number): Known {
  return knownWith(spec, new Map(variablesOf(spec).slice(0, before)));
}

export const policyVariables: Rule = rule(policies, (spec) => {
  spec.each('variables').forEach((variable, index) => {
    required(variable, 'name', 'expression');
    const name = variable.text('name');
    if (name !== '' && !isIdentifier(name)) variable.refuse(miswritten(name, 'is no name of CEL'), 'name');
    compiles(variable, 'expression', known(spec, index));
  });
});

/** A policy looks at something. */
export const someCheck: Rule = rule('admissionregistration.k8s.io#ValidatingAdmissionPolicySpec', (spec) => {
  if (spec.list('validations').length + spec.list('auditAnnotations').length > 0) return;
  for (const name of ['validations', 'auditAnnotations'])
    needed(spec, name, 'validations or auditAnnotations');
});

export const validations: Rule = rule(
  'admissionregistration.k8s.io#ValidatingAdmissionPolicySpec',
  (spec) => {
    for (const each of spec.each('validations')) {
      if (each.text('expression').trim() === '')
        each.refuse({ code: 'api/missing-field', what: 'is required' }, 'expression');
      compiles(each, 'expression', known(spec), ['bool']);
      compiles(each, 'messageExpression', { ...known(spec), authorizer: false }, ['string']);
      for (const name of ['message', 'messageExpression'])
        if (each.text(name) !== '' && each.text(name).trim() === '')
          each.refuse({ code: 'api/missing-field', what: 'is blank' }, name);
      if (/[\n\r]/.test(each.text('message').trim()))
        each.refuse({ code: 'api/bad-format', what: 'has more than one line' }, 'message');
      if (each.has('reason'))
        requiredOneOf(each, 'reason', ['Forbidden', 'Invalid', 'RequestEntityTooLarge']);
    }
  },
);

/** What is written into the audit log. */
export const auditAnnotations: Rule = rule(
  'admissionregistration.k8s.io#ValidatingAdmissionPolicySpec',
  (spec) => {
    const all = spec.each('auditAnnotations');
    atMostItems(spec, 'auditAnnotations', 20);
    const seen = new Set<string>();
    const name = spec.parent?.in('metadata').text('name') ?? '';
    for (const each of all) {
      const key = each.text('key');
      const wrong = qualifiedName(`${name}/${key}`);
      if (name !== '' && wrong !== undefined) each.refuse(miswritten(key, wrong), 'key');
      if (seen.has(key)) each.refuse(repeated(key), 'key');
      seen.add(key);
      if (each.text('valueExpression').trim() === '')
        each.refuse({ code: 'api/missing-field', what: 'is required' }, 'valueExpression');
      compiles(each, 'valueExpression', known(spec), ['string', 'null']);
    }
  },
);

const mutating = ['*', 'CREATE', 'UPDATE', 'CONNECT'];

/** What a policy changes: not what is gone. */
export const mutations: Rule = rule('admissionregistration.k8s.io#MutatingAdmissionPolicySpec', (spec) => {
  needed(spec, 'mutations', 'at least one');
  requiredOneOf(spec, 'reinvocationPolicy', ['Never', 'IfNeeded']);
  for (const each of spec.in('matchConstraints').each('resourceRules'))
    for (const operation of each.texts('operations'))
      if (!mutating.includes(operation))
        spec.refuseAs(
          'matchConstraints.resourceRules.operations',
          { code: 'api/not-allowed', what: `${operation} is nothing that can be changed` },
          'matchConstraints',
        );
});

/** What makes a change comes to an object, or to a list of operations. */
function changes(patch: Fields, type: string, spec: Fields): void {
  compiles(
    patch,
    'expression',
    { ...known(spec), structures: true },
    type === 'JSONPatch' ? ['list<JSONPatch>'] : ['Object'],
  );
}

const forms: Readonly<Record<string, string>> = {
  JSONPatch: 'jsonPatch',
  ApplyConfiguration: 'applyConfiguration',
};

export const mutation: Rule = rule('admissionregistration.k8s.io#Mutation', (each) => {
  const type = each.text('patchType');
  requiredOneOf(each, 'patchType', Object.keys(forms));
  const field = forms[type];
  if (field === undefined) return;
  const spec = each.parent;
  if (spec !== undefined) changes(each.in(field), type, spec);
  if (!each.has(field)) needed(each, field, `patchType is ${type}`);
  else if (each.in(field).text('expression').trim() === '')
    each.in(field).refuse({ code: 'api/missing-field', what: 'is required' }, 'expression');
  for (const other of Object.values(forms))
    if (other !== field && each.has(other)) each.refuse(misplaced(`patchType is ${type}`), other);
});

/** To whom a policy applies, and with which parameters. */
export const bindingPolicy: Rule = rule(bindings, (spec) => {
  required(spec, 'policyName');
  written(spec, 'policyName', subdomain);
});

export const bindingActions: Rule = rule(
  'admissionregistration.k8s.io#ValidatingAdmissionPolicyBindingSpec',
  (spec) => {
    const actions = spec.texts('validationActions');
    needed(spec, 'validationActions', 'at least one');
    itemsAmong(spec, 'validationActions', ['Deny', 'Warn', 'Audit']);
    uniqueItems(spec, 'validationActions');
    if (actions.includes('Deny') && actions.includes('Warn'))
      spec.refuse(
        { code: 'api/conflict', what: 'has Deny and Warn, which say the same twice' },
        'validationActions',
      );
  },
);

export const parameterReference: Rule = rule('admissionregistration.k8s.io#ParamRef', (reference) => {
  const [name, selector] = [reference.text('name') !== '', reference.has('selector')];
  written(reference, 'name', pathSegment);
  if (name && selector)
    for (const field of ['name', 'selector'])
      reference.refuse(misplaced('name and selector exclude each other'), field);
  if (!name && !selector)
    reference.refuse({ code: 'api/missing-field', what: 'has neither name nor selector' });
  requiredOneOf(reference, 'parameterNotFoundAction', ['Allow', 'Deny']);
});
