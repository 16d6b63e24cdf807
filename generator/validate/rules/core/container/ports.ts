import { type Rule, rule } from '../../rule.ts';
import { portName } from '../../syntax.ts';
import { portNumber } from '../../vocabulary/numbers.ts';
import { repeated, uniqueBy } from '../../vocabulary/unique.ts';
import { written } from '../../vocabulary/written.ts';
import { anyContainer } from './containers.ts';

export const containerPort: Rule = rule('core#ContainerPort', (port) => {
  written(port, 'name', portName);
  if (port.number('containerPort') === 0)
    port.refuse({ code: 'api/missing-field', what: 'is required: from 1 to 65535' }, 'containerPort');
  else portNumber(port, 'containerPort');
  if (port.number('hostPort') !== 0) portNumber(port, 'hostPort');
});

export const portNames: Rule = rule(anyContainer, (container) => uniqueBy(container, 'ports', 'name'));

/** A port of the machine belongs to one container of a pod. */
export const hostPorts: Rule = rule('core#PodSpec', (pod) => {
  const seen = new Set<string>();
  for (const container of pod.each('containers'))
    for (const port of container.each('ports')) {
      const number = port.number('hostPort') ?? 0;
      const taken = `${port.text('protocol')}/${port.text('hostIP')}/${number}`;
      if (number !== 0 && seen.has(taken)) port.refuse(repeated(number), 'hostPort');
      seen.add(taken);
    }
});

/** In the network of the machine a port has the number that it has there. */
export const hostNetworkPorts: Rule = rule('core#PodSpec', (pod) => {
  if (!pod.flag('hostNetwork')) return;
  for (const container of pod.each('containers'))
    for (const port of container.each('ports')) {
      const [host = 0, own] = [port.number('hostPort'), port.number('containerPort')];
      if (host !== 0 && host !== own)
        port.refuse(
          { code: 'api/conflict', what: `is ${host}: with hostNetwork it is the containerPort, ${own}` },
          'hostPort',
        );
    }
});
