import { isRecord, own } from '../core/json.ts';
import { selectsLabels } from './label-selector.ts';

/** Which objects a patch is for: of a kind all, unless it says more. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: string | Readonly<Record<string, string>>;
}

export type TargetOptions = Omit<Target, 'apiVersion' | 'kind'>;

export function isTarget({ apiVersion, kind, ...selection }: Target, object: unknown): boolean {
  return (
    isRecord(object) &&
    own(object, 'apiVersion') === apiVersion &&
    own(object, 'kind') === kind &&
    selects(selection, object)
  );
}

/** By name, namespace and labels. */
export function selects({ name, namespace, labels }: TargetOptions, object: object): boolean {
  const found = own(object, 'metadata');
  const metadata = isRecord(found) ? found : {};
  const labelled = own(metadata, 'labels');
  return (
    (name === undefined || own(metadata, 'name') === name) &&
    (namespace === undefined || own(metadata, 'namespace') === namespace) &&
    (labels === undefined || selectsLabels(labels, isRecord(labelled) ? labelled : {}))
  );
}

/** For messages: `Deployment shop/web`, `every Deployment with app=web`. */
export function targetText({ kind, name, namespace, labels }: Partial<Target>): string {
  const all = name === undefined ? 'every ' : '';
  const where = namespace === undefined ? '' : name === undefined ? ` in ${namespace}` : `${namespace}/`;
  const called = name === undefined ? where : ` ${where}${name}`;
  const by = typeof labels === 'object' ? Object.entries(labels).map((pair) => pair.join('=')) : [labels];
  return `${all}${kind ?? 'object'}${called}${labels === undefined ? '' : ` with ${by.join(',')}`}`;
}
