import { isRecord } from '../../core/json.ts';
import { amount } from '../rules/vocabulary/quantities.ts';

/** Fields in which the server tells nothing from a zero: nobody can say whether one was set. */
const zeroIsNothing = new Set([
  'chapAuthDiscovery',
  'chapAuthSession',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostPort',
  'initialDelaySeconds',
  'minReadySeconds',
  'nodePort',
  'readOnly',
  'sslEnabled',
  'stdin',
  'stdinOnce',
  'tty',
]);

/** Fields in which an empty text says something else than no text. */
const emptySays = new Set(['storageClassName', 'volumeAttributesClassName', 'runtimeClassName']);

/** What holds amounts: `1000m` and `1` are the same. */
const amounts = new Set(['requests', 'limits', 'capacity', 'overhead', 'hard', 'sizeLimit', 'divisor']);

/**
 * Whether the server sees no difference between two values of a field: an empty list or map is none, amounts are compared by what they
 * come to, and what Flux will put something in place of may be anything.
 */
export function same(before: unknown, after: unknown, name = '', within = ''): boolean {
  if (before === after) return true;
  if (isOpen(before) || isOpen(after)) return true;
  if (isNothing(before, name) || isNothing(after, name))
    return isNothing(before, name) && isNothing(after, name);
  if (Array.isArray(before))
    return (
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((each, index) => same(each, after[index], '', name))
    );
  if (isRecord(before))
    return isRecord(after) && namesIn(before, after).every((key) => same(before[key], after[key], key, name));
  if (!amounts.has(name) && !amounts.has(within)) return false;
  const [one, other] = [amount(before), amount(after)];
  return one !== undefined && one === other;
}

/** Every field that one of two has. */
export function namesIn(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function isOpen(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

function isNothing(value: unknown, name: string): boolean {
  if (value === undefined || value === null) return true;
  if (value === '') return !emptySays.has(name);
  if (value === 0 || value === false) return zeroIsNothing.has(name);
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).every((key) => isNothing(value[key], key));
}
