import type { Ranged } from '../../../facts/format.ts';
import type { Fields } from '../../rules/fields.ts';

/** What one of the Pod Security Standards asks of a pod, in all of its versions or in some. */
export interface Check extends Ranged {
  /** The same at the stricter level stands in its place. */
  readonly name: string;
  readonly check: (pod: Fields) => void;
}

export function check(name: string, asked: Check['check'], range: Ranged = {}): Check {
  return { name, check: asked, ...range };
}

export function forbid(fields: Fields, what: string, name?: string, key?: string | number): void {
  fields.refuse({ code: 'policy/pod-security', what }, name, key);
}

export function demand(fields: Fields, what: string, fix: string, name: string): void {
  fields.refuse({ code: 'policy/pod-security', what, fix }, name);
}

/** Its processes are those of nobody outside: what it is inside matters less. */
export function hasUsersOfItsOwn(pod: Fields): boolean {
  return pod.get('hostUsers') === false;
}

export function isOfWindows(pod: Fields): boolean {
  return pod.in('os').text('name') === 'windows';
}
