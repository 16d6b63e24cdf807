import { finding } from '../core/codes.ts';
import type { Finding, FindingClass, ResourceIdentity, Severity } from '../core/finding.ts';
import type { Kind, KubernetesObject } from '../paths/kind.ts';
import { pointer as pointerOf } from '../paths/pointer.ts';
import type { Path, SomePath } from '../paths/types.ts';
import { identityOf } from './identity.ts';
import { fieldPath } from './path.ts';
import { type Asked, isAsked } from './sieve/asked.ts';

/** An object of whatever kind. */
export interface Manifest extends KubernetesObject {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An object as a rule of the user sees it. */
export interface RuleSubject<T = Manifest> {
  readonly object: T;
  readonly resource: ResourceIdentity;
  /** `major.minor`. */
  readonly kubernetes: string | undefined;
  /** The cluster it is rendered for; absent where manifests are validated that nobody says it of. */
  readonly cluster?: string;
  readonly file?: string;
}

/** What a rule of the user says, of the object itself or of a place in it: a JSON Pointer, or a typed path. */
export interface UserComplaint<T = Manifest> {
  readonly message: string;
  readonly at?: string | SomePath<T>;
  readonly fix?: string;
}

/** A complaint over many objects says which one it is about. */
export interface FleetComplaint<T = Manifest> extends UserComplaint<T> {
  readonly subject: RuleSubject<T>;
}

/** A rule of the user: over one object, or over all of them. */
export interface UserRule<T = Manifest> {
  /** `<class>/<kebab-name>`: policy/team-label. */
  readonly code: string;
  readonly severity?: Severity;
  /** What to do about it, where a complaint does not say. */
  readonly cure?: string;
  /** The only kind it is about. */
  readonly kind?: { readonly apiVersion: string; readonly kind: string };
  readonly object?: (subject: RuleSubject<T>) => Iterable<UserComplaint<T>> | undefined;
  readonly fleet?: (subjects: readonly RuleSubject<T>[]) => Iterable<FleetComplaint<T>> | undefined;
}

/** Only for the compiler: of a rule about one kind it knows the fields. */
export function defineRule<T extends KubernetesObject>(
  rule: UserRule<T> & { readonly kind: Kind<T> },
): UserRule;
export function defineRule(rule: UserRule): UserRule;
export function defineRule(rule: unknown): UserRule {
  return Object.freeze({ ...(rule as UserRule) });
}

const classes: readonly FindingClass[] = ['api', 'references', 'policy', 'deprecations', 'immutable'];

export function wrongRule(value: Readonly<Record<string, unknown>>): string | undefined {
  const { code, severity, object, fleet } = value;
  const [group, name, ...more] = typeof code === 'string' ? code.split('/') : [];
  const named = classes.some((each) => each === group) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name ?? '');
  if (!named || more.length > 0) return `is called ${JSON.stringify(code)}: write 'policy/kebab-name'`;
  if (severity !== undefined && severity !== 'error' && severity !== 'warning')
    return `${code} has the severity ${JSON.stringify(severity)}: write 'error' or 'warning'`;
  return typeof object === 'function' || typeof fleet === 'function'
    ? undefined
    : `${code} checks nothing: give it object: (subject) => [...] or fleet: (subjects) => [...]`;
}

/** A finding and the subject it is about. */
export interface About {
  readonly subject: RuleSubject | undefined;
  readonly finding: Finding;
}

/** What the rules of the user say. One that throws is said, and costs itself. */
export function complaintsOf(
  subjects: readonly RuleSubject[],
  rules: readonly UserRule[],
  asked: Asked,
): readonly About[] {
  return rules
    .filter(({ code }) => isAsked(code, asked))
    .flatMap((rule) => of(rule, rule.kind === undefined ? subjects : subjects.filter(isOf(rule.kind))));
}

function isOf(wanted: KubernetesObject): (subject: RuleSubject) => boolean {
  return ({ resource: { apiVersion, kind } }) => apiVersion === wanted.apiVersion && kind === wanted.kind;
}

function of(rule: UserRule, subjects: readonly RuleSubject[]): readonly About[] {
  const found: About[] = [];
  const failed = (error: unknown, subject?: RuleSubject): void => {
    const why = error instanceof Error ? error.message : String(error);
    found.push({ subject, finding: finding('cli/rule-failed', `the rule ${rule.code} failed: ${why}`) });
  };
  for (const subject of rule.object === undefined ? [] : subjects)
    try {
      for (const each of rule.object?.(subject) ?? [])
        found.push({ subject, finding: said(rule, each, subject) });
    } catch (error) {
      failed(error, subject);
    }
  try {
    for (const each of rule.fleet?.(subjects) ?? [])
      found.push({ subject: each.subject, finding: said(rule, each, each.subject) });
  } catch (error) {
    failed(error);
  }
  return found;
}

function said(
  { code, severity = 'error', cure }: UserRule,
  { at = '', message, fix = cure }: UserComplaint,
  { object }: RuleSubject,
): Finding {
  const pointer = typeof at === 'string' ? at : pointerOf(at as Path<Manifest, unknown>, object);
  return Object.freeze({
    code,
    class: code.slice(0, code.indexOf('/')) as FindingClass,
    severity,
    message: String(message),
    resource: identityOf(object),
    path: fieldPath(pointer),
    pointer,
    ...(fix === undefined ? {} : { fix }),
  });
}
