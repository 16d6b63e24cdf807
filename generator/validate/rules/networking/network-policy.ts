import { addressRange, rangeBits } from '../addresses.ts';
import { numberOrName } from '../core/container/probes.ts';
import { type Rule, rule } from '../rule.ts';
import { itemsAmong, oneOf } from '../vocabulary/choice.ts';
import { portNumber } from '../vocabulary/numbers.ts';
import { misplaced, required } from '../vocabulary/required.ts';
import { miswritten } from '../vocabulary/written.ts';

export const policyPort: Rule = rule('networking.k8s.io#NetworkPolicyPort', (port) => {
  oneOf(port, 'protocol', ['TCP', 'UDP', 'SCTP']);
  numberOrName(port, 'port');
  const [first, last] = [port.get('port'), port.number('endPort')];
  if (last === undefined) return;
  if (typeof first !== 'number') return port.refuse(misplaced('port is no number'), 'endPort');
  if (last < first) port.refuse({ code: 'api/out-of-range', what: `is ${last}, less than port` }, 'endPort');
  portNumber(port, 'endPort');
});

/** Pods, namespaces or addresses: addresses only alone. */
export const policyPeer: Rule = rule('networking.k8s.io#NetworkPolicyPeer', (peer) => {
  const others = peer.has('podSelector') || peer.has('namespaceSelector');
  if (!others && !peer.has('ipBlock'))
    peer.refuse({
      code: 'api/missing-field',
      what: 'says nobody: podSelector, namespaceSelector or ipBlock',
    });
  if (others && peer.has('ipBlock'))
    peer.refuse({ code: 'api/conflict', what: 'has ipBlock beside a selector' });
});

/** A range of addresses, and ranges within it that are not meant. */
export const ipBlock: Rule = rule('networking.k8s.io#IPBlock', (block) => {
  required(block, 'cidr');
  const text = block.text('cidr');
  const wrong = text === '' ? undefined : addressRange(text);
  if (wrong !== undefined) block.refuse(miswritten(text, wrong, 'api/bad-format'), 'cidr');
  const outer = rangeBits(text);
  block.texts('except').forEach((each, index) => {
    const inner = rangeBits(each);
    if (inner === undefined)
      block.refuse(miswritten(each, addressRange(each) ?? '', 'api/bad-format'), 'except', index);
    else if (outer !== undefined) {
      const shift = BigInt((outer.family === 4 ? 32 : 128) - outer.length);
      const inside =
        inner.family === outer.family &&
        inner.length > outer.length &&
        inner.bits >> shift === outer.bits >> shift;
      if (!inside)
        block.refuse(
          { code: 'api/conflict', what: `is ${each}, which is no part of ${text}` },
          'except',
          index,
        );
    }
  });
});

export const policyTypes: Rule = rule('networking.k8s.io#NetworkPolicySpec', (spec) => {
  const { length } = spec.list('policyTypes');
  if (length > 2)
    spec.refuse(
      { code: 'api/out-of-range', what: `has ${length} items: Ingress and Egress are all there are` },
      'policyTypes',
    );
  else itemsAmong(spec, 'policyTypes', ['Ingress', 'Egress']);
});
