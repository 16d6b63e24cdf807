import { equal, isRecord, own } from '../core/json.ts';
import { identityOf } from '../validate/identity.ts';

/** What becomes of pods when what makes them changes. */
export interface PodsChange {
  /** Whether they are made anew by this change alone. */
  readonly rolled: boolean;
  readonly note: string;
}

/** Undefined where the pods stay as they are. */
export function podsChange(before: unknown, after: unknown): PodsChange | undefined {
  const { kind } = identityOf(after);
  const rule = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const [was, is] = [specOf(before), specOf(after)];
  return rule === undefined || equal(own(was, 'template'), own(is, 'template')) ? undefined : rule(is);
}

type Spec = Readonly<Record<string, unknown>>;

const stays: PodsChange = { rolled: false, note: 'pods that run stay as they are' };

const kinds: Readonly<Record<string, (spec: Spec) => PodsChange>> = {
  Deployment: (spec) => {
    if (own(spec, 'paused') === true) return { rolled: false, note: 'it is paused: its pods stay' };
    if (typeOf(spec, 'strategy') === 'Recreate')
      return { rolled: true, note: 'all its pods stop before new ones start' };
    return { rolled: true, note: 'its pods are replaced step by step' };
  },
  StatefulSet: (spec) => {
    if (typeOf(spec, 'updateStrategy') === 'OnDelete') return onDelete;
    const rolling = own(record(own(spec, 'updateStrategy')), 'rollingUpdate');
    const partition = Number(own(record(rolling), 'partition') ?? 0);
    const which = partition > 0 ? `its pods from number ${partition} up` : 'its pods';
    return { rolled: true, note: `${which} are replaced one after another, the last one first` };
  },
  DaemonSet: (spec) =>
    typeOf(spec, 'updateStrategy') === 'OnDelete'
      ? onDelete
      : { rolled: true, note: 'its pods are replaced node by node' },
  ReplicaSet: () => stays,
  ReplicationController: () => stays,
};

const onDelete: PodsChange = { rolled: false, note: 'its pods change when somebody deletes them' };

function specOf(object: unknown): Spec {
  return record(isRecord(object) ? own(object, 'spec') : undefined);
}

function typeOf(spec: Spec, name: string): unknown {
  return own(record(own(spec, name)), 'type');
}

function record(value: unknown): Spec {
  return isRecord(value) ? value : {};
}
