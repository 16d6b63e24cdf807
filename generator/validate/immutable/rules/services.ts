import { type Change, type ChangeRule, change, fixed } from '../change.ts';
import { cures } from '../cures.ts';

export const clusterAddress: ChangeRule = change('core#Service', (change) => {
  const spec = change.in('spec');
  if (isName(spec.before) || isName(spec.after)) return;
  const [was, is] = [addressOf(spec.before), addressOf(spec.after)];
  // What is not said stays as the server has it.
  if (is === '' || is === was) return;
  if (was === '' && is !== 'None') return;
  const before = was === '' ? 'it has got one by now' : `it was ${was}`;
  spec.after.refuseAs(
    'clusterIPs[0]',
    fixed(`may not be changed: ${before}`, cures.service),
    spec.after.has('clusterIP') ? 'clusterIP' : 'clusterIPs',
  );
});

export const ipFamily: ChangeRule = change('core#Service', (change) => {
  const spec = change.in('spec');
  if (isName(spec.before) || isName(spec.after)) return;
  const [was, is] = [spec.before.texts('ipFamilies')[0], spec.after.texts('ipFamilies')[0]];
  if (was !== undefined && is !== undefined && was !== is)
    spec.after.refuseAs(
      addressOf(spec.before) === 'None' ? 'ipFamilies[0]' : 'clusterIPs[0]',
      fixed(`is of ipFamilies[0], which may not be changed (it was ${was})`, cures.service),
      'ipFamilies',
      0,
    );
});

export const balancerClass: ChangeRule = change('core#Service', (change) => {
  const spec = change.in('spec');
  const balanced = (fields: Change['before']): boolean => fields.text('type') === 'LoadBalancer';
  if (balanced(spec.before) && balanced(spec.after)) spec.keeps(['loadBalancerClass'], cures.service);
});

export const healthPort: ChangeRule = change('core#Service', (change) => {
  const spec = change.in('spec');
  const checked = (fields: Change['before']): boolean =>
    fields.text('type') === 'LoadBalancer' && fields.text('externalTrafficPolicy') === 'Local';
  const [was, is] = [spec.before.number('healthCheckNodePort'), spec.after.number('healthCheckNodePort')];
  if (was !== undefined && is !== undefined && checked(spec.before) && checked(spec.after))
    spec.keeps(['healthCheckNodePort'], cures.service);
});

function isName(fields: Change['before']): boolean {
  return fields.text('type') === 'ExternalName';
}

function addressOf(fields: Change['before']): string {
  return fields.text('clusterIP') || (fields.texts('clusterIPs')[0] ?? '');
}
