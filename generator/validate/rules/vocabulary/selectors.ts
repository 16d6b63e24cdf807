import { isRecord } from '../../../core/json.ts';
import type { Fields } from '../fields.ts';

/** Whether there is nothing in a selector: it would select everything. */
export function selectsAll(selector: Fields): boolean {
  return selector.entries('matchLabels').length === 0 && selector.list('matchExpressions').length === 0;
}

/** Whether labels are selected; undefined where a requirement is none. */
export function matches(selector: Fields, labels: Readonly<Record<string, unknown>>): boolean {
  const own = (key: string): string | undefined =>
    Object.hasOwn(labels, key) ? String(labels[key]) : undefined;
  return (
    selector.entries('matchLabels').every(([key, value]) => own(key) === String(value)) &&
    selector.each('matchExpressions').every((each) => {
      const [value, values] = [own(each.text('key')), each.texts('values')];
      switch (each.text('operator')) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          // What is no selector is said elsewhere.
          return true;
      }
    })
  );
}

export function labelsIn(metadata: Fields): Readonly<Record<string, unknown>> {
  const labels = metadata.get('labels');
  return isRecord(labels) ? labels : {};
}
