import { isRecord, own } from '../../core/json.ts';
import { approval } from './definitions/approval.ts';
import { names } from './definitions/names.ts';
import { serverPath } from './definitions/server-path.ts';
import { versions } from './definitions/versions.ts';
import { type Rule, rule } from './rule.ts';

export { conversion } from './definitions/conversion.ts';

/** What the server says of a CustomResourceDefinition: its names, its versions, whether its schemas are structural, its rules. */
export const definitions: Rule = rule(
  'apiextensions.k8s.io#CustomResourceDefinition',
  ({ values, inquiry }) => {
    const spec = own(values, 'spec');
    if (!isRecord(spec)) return;
    const path = serverPath(spec);
    inquiry.mistakes.push(
      ...names(values, spec),
      ...approval(values, spec),
      ...versions(spec, inquiry.release).map((each) => ({ path: path(each.pointer), ...each })),
    );
  },
);
