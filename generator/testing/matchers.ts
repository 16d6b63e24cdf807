import { isRecord, own } from '../core/json.ts';
import { is, type RenderedStack } from './render-stack.ts';

interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Which object is meant. */
export interface Wanted {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** For `expect.extend(matchers)` of vitest and jest. */
export interface StackMatchers<Result = void> {
  /** There is such an object, and it has at least these fields. */
  readonly toHaveObject: (wanted: Wanted, fields?: object) => Result;
  /** Nothing was found wrong; warnings count too when asked. */
  readonly toRenderCleanly: (options?: { readonly warnings?: boolean }) => Result;
}

export const matchers: {
  readonly toHaveObject: (received: RenderedStack, wanted: Wanted, fields?: object) => Verdict;
  readonly toRenderCleanly: (received: RenderedStack, options?: { readonly warnings?: boolean }) => Verdict;
} = {
  toHaveObject: (received, { kind, name, namespace }, fields = {}) => {
    const called = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    const found = received.objects.filter((each) => is(each, kind, name, namespace));
    if (found.length === 0) {
      const there = received.objects.filter((each) => each.kind === kind).map(nameOf);
      const known = there.length === 0 ? `no ${kind}` : `${kind} ${there.join(', ')}`;
      return { pass: false, message: () => `there is no ${called}; there is ${known}` };
    }
    const missing = found.map((each) => firstMissing(each, fields, ''));
    return {
      pass: missing.some((each) => each === undefined),
      message: () =>
        missing.some((each) => each === undefined)
          ? `there is ${called}${Object.keys(fields).length === 0 ? '' : ' with these fields'}`
          : `${called} is otherwise at ${missing.find((each) => each !== undefined)}`,
    };
  },
  toRenderCleanly: ({ findings }, { warnings = false } = {}) => {
    const wrong = findings.filter(({ severity }) => warnings || severity === 'error');
    return {
      pass: wrong.length === 0,
      message: () =>
        wrong.length === 0
          ? 'nothing was found wrong'
          : wrong.map(({ severity, code, message }) => `${severity}: ${message} [${code}]`).join('\n'),
    };
  },
};

function nameOf(object: object): string {
  const metadata = own(object, 'metadata');
  return isRecord(metadata) ? String(metadata.name) : '';
}

/** Where an object lacks what is wanted; lists are compared item by item, and have no more. */
function firstMissing(found: unknown, wanted: unknown, path: string): string | undefined {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return path;
    return first(wanted.map((each, index) => firstMissing(found[index], each, `${path}[${index}]`)));
  }
  if (!isRecord(wanted)) return Object.is(found, wanted) ? undefined : path;
  if (!isRecord(found)) return path;
  return first(
    Object.keys(wanted).map((key) =>
      firstMissing(own(found, key), own(wanted, key), path === '' ? key : `${path}.${key}`),
    ),
  );
}

function first(all: readonly (string | undefined)[]): string | undefined {
  return all.find((each) => each !== undefined);
}
