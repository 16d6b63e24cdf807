import { type Rule, rule } from '../rule.ts';
import { qualifiedName } from '../syntax.ts';
import { miswritten } from '../vocabulary/written.ts';

const standard = ['kubernetes', 'orphan', 'foregroundDeletion'];
/** Kinds that take finalizers without a domain, as custom resources do. */
const lenient = [
  'admissionregistration.k8s.io',
  'node.k8s.io',
  'policy',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
];

const withoutDomain = 'has no domain: write domain/name';

function isStandard(name: string): boolean {
  return name.includes('/') || standard.includes(name);
}

/** Finalizers are names of a domain, but for three. */
export const finalizers: Rule = rule('*', (object) => {
  const metadata = object.in('metadata');
  const { facts } = object.inquiry;
  const list = metadata.list('finalizers');
  const isEvent = facts?.kind === 'Event' && facts.group === 'core';
  const plain = facts === undefined || facts.custom || isEvent || lenient.includes(facts.group);
  list.forEach((each, index) => {
    if (typeof each !== 'string') return;
    const wrong = qualifiedName(each);
    if (wrong !== undefined) metadata.refuseWithin(miswritten(each, wrong), 'finalizers', index);
    else if (!plain && !isStandard(each))
      metadata.refuse(miswritten(each, withoutDomain), 'finalizers', index);
  });
  if (list.includes('orphan') && list.includes('foregroundDeletion'))
    metadata.refuse(
      { code: 'api/conflict', what: 'has orphan and foregroundDeletion, which exclude each other' },
      'finalizers',
    );
});

/** A namespace goes when the last of these is gone. */
export const namespaceFinalizers: Rule = rule('core#NamespaceSpec', (spec) => {
  spec.texts('finalizers').forEach((each, index) => {
    const wrong = qualifiedName(each) ?? (isStandard(each) ? undefined : withoutDomain);
    if (wrong !== undefined) spec.refuseWithin(miswritten(each, wrong), 'finalizers', index);
  });
});
