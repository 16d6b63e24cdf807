import { type Rule, rule } from './rule.ts';
import { label1035, subdomain } from './syntax.ts';
import { portNumber, within } from './vocabulary/numbers.ts';
import { misplaced, required } from './vocabulary/required.ts';
import { miswritten, written } from './vocabulary/written.ts';

/** An APIService is called by its version and group. */
export const apiServiceName: Rule = rule('apiregistration.k8s.io#APIService', (object) => {
  const [metadata, spec] = [object.in('metadata'), object.in('spec')];
  const wanted = `${spec.text('version')}.${spec.text('group')}`;
  const name = metadata.text('name');
  if (name === '' && metadata.text('generateName') !== '')
    metadata.refuse(
      {
        code: 'api/bad-name',
        what: 'begins what is not the version and the group',
        fix: `call it ${wanted}`,
      },
      'generateName',
    );
  if (name !== '' && name !== wanted)
    metadata.refuse(
      {
        code: 'api/bad-name',
        what: `is ${JSON.stringify(name)}: it is the version and the group`,
        fix: `call it ${wanted}`,
      },
      'name',
    );
});

export const apiServiceGroup: Rule = rule('apiregistration.k8s.io#APIServiceSpec', (spec) => {
  const [group, version] = [spec.text('group'), spec.text('version')];
  if (group === '' && version !== 'v1')
    spec.refuse({ code: 'api/missing-field', what: 'is required: only v1 is of no group' }, 'group');
  written(spec, 'group', subdomain);
  const wrong = label1035(version);
  if (wrong !== undefined) spec.refuse(miswritten(version, wrong), 'version');
});

export const apiServicePriority: Rule = rule('apiregistration.k8s.io#APIServiceSpec', (spec) => {
  within(spec, 'groupPriorityMinimum', 1, 20_000);
  within(spec, 'versionPriority', 1, 1000);
});

/** Who serves it; what the server serves itself has no certificate. */
export const apiServiceTarget: Rule = rule('apiregistration.k8s.io#APIServiceSpec', (spec) => {
  const [bundle, insecure] = [spec.text('caBundle') !== '', spec.flag('insecureSkipTLSVerify')];
  if (!spec.has('service')) {
    if (bundle) spec.refuse(misplaced('there is no service'), 'caBundle');
    if (insecure) spec.refuse(misplaced('there is no service'), 'insecureSkipTLSVerify');
    return;
  }
  const service = spec.in('service');
  required(service, 'namespace', 'name');
  portNumber(service, 'port');
  if (bundle && insecure) spec.refuse(misplaced('there is a caBundle'), 'insecureSkipTLSVerify');
});
