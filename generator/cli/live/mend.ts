import { equal } from '../../core/json.ts';
import type { Drifted } from '../../live/drift.ts';
import { yamlText } from '../../manifest/write.ts';
import { diffObjects } from '../../patch/convert/diff-objects.ts';
import type { PatchForm } from '../../patch/convert/forms.ts';
import { headOf } from '../../validate/files/validated.ts';
import { identityOf } from '../../validate/identity.ts';

export interface Mend {
  readonly cluster: string;
  readonly resource: ReturnType<typeof identityOf>;
  readonly patch: unknown;
  readonly exact: boolean;
  readonly text: string;
}

/** The patch that makes each changed object what it should be; what Secrets hold is not written anywhere. */
export function mendsOf(cluster: string, { objects }: Drifted, form: PatchForm): readonly Mend[] {
  return objects.flatMap(({ live, after, subject }): readonly Mend[] => {
    if (live === undefined || after === undefined || equal(live, after) || live.kind === 'Secret') return [];
    const resource = identityOf(subject.object);
    const { kubernetes } = subject.rendered.cluster.options;
    const { patch, exact, why } = diffObjects(live, after, { as: form, kubernetes });
    const note = exact ? '' : `# not exact: ${why}\n`;
    return [
      { cluster, resource, patch, exact, text: `# ${headOf(resource)}\n${note}${yamlText([patch])}---\n` },
    ];
  });
}
