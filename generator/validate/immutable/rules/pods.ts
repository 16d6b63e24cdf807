import { isRecord } from '../../../core/json.ts';
import type { Fields } from '../../rules/fields.ts';
import { type Change, type ChangeRule, change, fixed } from '../change.ts';
import { cures } from '../cures.ts';
import { same } from '../same.ts';

const changeable = [
  'containers',
  'initContainers',
  'activeDeadlineSeconds',
  'tolerations',
  'schedulingGates',
];

export const podSpec: ChangeRule = change('core#Pod', (change) => {
  const spec = change.in('spec');
  if (!sameContainers(spec, 'containers') || !sameContainers(spec, 'initContainers')) return;
  const { before, after } = spec;
  deadline(before, after);
  for (const each of before.list('tolerations'))
    if (!after.list('tolerations').some((other) => same(each, other)))
      return refuse(after, 'tolerations', 'may only get more of them');
  for (const each of after.list('schedulingGates'))
    if (!before.list('schedulingGates').some((other) => same(each, other)))
      return refuse(after, 'schedulingGates', 'may only become fewer');
  // A pod that waits at a gate may still be told better where to run.
  const waits = before.list('schedulingGates').length > 0 ? ['nodeSelector', 'affinity'] : [];
  // What a class of priority says is filled in when the pod is made.
  const filled = ['priority', 'preemptionPolicy'].filter((name) => !before.has(name));
  spec.keepsAllBut([...changeable, ...waits, ...filled], cures.pod);
});

/** Only their images may change. */
function sameContainers(spec: Change, name: string): boolean {
  const [before, after] = [spec.before.list(name), spec.after.list(name)];
  if (before.length !== after.length) {
    refuse(spec.after, name, 'may not be added or taken away');
    return false;
  }
  for (const [index, each] of after.entries()) {
    const was = before[index];
    if (isRecord(each) && isRecord(was) && !same({ ...was, image: '' }, { ...each, image: '' })) {
      spec.after.refuseAs(
        '',
        fixed(`${name}[${index}] may not be changed but for its image`, cures.pod),
        name,
        index,
      );
      return false;
    }
  }
  return true;
}

function deadline(before: Fields, after: Fields): void {
  const [was, is] = [before.number('activeDeadlineSeconds'), after.number('activeDeadlineSeconds')];
  if (was !== undefined && (is === undefined || is > was))
    refuse(after, 'activeDeadlineSeconds', `may only become shorter (it was ${was})`);
}

function refuse(fields: Fields, name: string, what: string): void {
  fields.refuse(fixed(what, cures.pod), name);
}
