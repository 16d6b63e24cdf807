import { type Rule, rule } from '../../rule.ts';
import { label1123, qualifiedName } from '../../syntax.ts';
import { portNumber } from '../../vocabulary/numbers.ts';
import { misplaced, needed } from '../../vocabulary/required.ts';
import { repeated, uniqueBy, uniqueTogether } from '../../vocabulary/unique.ts';
import { miswritten, written } from '../../vocabulary/written.ts';
import { numberOrName } from '../container/probes.ts';

export const servicePort: Rule = rule('core#ServicePort', (port) => {
  if (port.has('port')) portNumber(port, 'port');
  // Nothing, or 0, is the port itself.
  const target = port.get('targetPort');
  if (target !== 0 && target !== '') numberOrName(port, 'targetPort');
  const protocol = port.get('appProtocol');
  const wrong = typeof protocol === 'string' ? qualifiedName(protocol) : undefined;
  if (wrong !== undefined) port.refuse(miswritten(String(protocol), wrong), 'appProtocol');
});

/** Several ports are told apart by names. */
export const servicePortNames: Rule = rule('core#ServiceSpec', (spec) => {
  const ports = spec.each('ports');
  for (const port of ports) {
    if (ports.length > 1) needed(port, 'name', 'where there are several ports');
    written(port, 'name', label1123);
  }
  uniqueBy(spec, 'ports', 'name');
});

export const portsOnce: Rule = rule('core#ServiceSpec', (spec) =>
  uniqueTogether(spec, 'ports', ['protocol', 'port']),
);

/** Ports of the machines: for what is reached by them, each once. */
export const nodePorts: Rule = rule('core#ServiceSpec', (spec) => {
  const type = spec.text('type');
  const seen = new Set<string>();
  for (const port of spec.each('ports')) {
    const number = port.number('nodePort') ?? 0;
    if (number === 0) continue;
    if (type === 'ClusterIP') port.refuse(misplaced('the type is ClusterIP'), 'nodePort');
    const key = `${port.text('protocol')} ${number}`;
    if (seen.has(key)) port.refuse(repeated(number), 'nodePort');
    seen.add(key);
  }
});
