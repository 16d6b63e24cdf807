import type { Finding, ResourceIdentity } from '../../core/finding.ts';

/** What was found in a file. */
export interface Validated {
  readonly file: string;
  readonly objects: readonly ValidatedObject[];
  /** Documents that are no objects. */
  readonly skipped: number;
  /** Of the file itself: what cannot be read. */
  readonly findings: readonly Finding[];
}

export interface ValidatedObject {
  readonly resource: ResourceIdentity;
  readonly findings: readonly Finding[];
}

export type Format = (all: readonly Validated[]) => string;

export function findingsOf({ objects, findings }: Validated): readonly Finding[] {
  return [...findings, ...objects.flatMap((each) => each.findings)];
}

export function hasFindings({ objects, findings }: Validated): boolean {
  return findings.length > 0 || objects.some((each) => each.findings.length > 0);
}

/** The same files with other findings; `change` is asked once, of all of them, and only takes away or adds what belongs to no file. */
export function sifted(
  all: readonly Validated[],
  change: (findings: readonly Finding[]) => readonly Finding[],
): readonly Validated[] {
  const before = new Set(all.flatMap(findingsOf));
  const after = change([...before]);
  const left = new Set(after);
  const added = after.filter((each) => !before.has(each));
  const kept = (findings: readonly Finding[]): readonly Finding[] =>
    findings.filter((each) => left.has(each));
  return all.map((each, index) => ({
    ...each,
    objects: each.objects.map((object) => ({ ...object, findings: kept(object.findings) })),
    findings: [...kept(each.findings), ...(index === 0 ? added : [])],
  }));
}

export interface Counts {
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  readonly skipped: number;
}

export function countsOf(all: readonly Validated[]): Counts {
  const findings = all.filter(hasFindings).flatMap(findingsOf);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    documents: all.reduce((sum, { objects }) => sum + objects.length, 0),
    errors,
    warnings: findings.length - errors,
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** `Deployment shop/web`, as far as the object says. */
export function headOf({ kind, namespace, name }: ResourceIdentity): string {
  const named = [namespace, name].filter((part) => part !== undefined && part !== '').join('/');
  return [kind || 'an object', named].join(' ').trim();
}

/** The message and what to do, in one line. */
export function sentenceOf({ message, fix }: Finding): string {
  return fix === undefined ? message : `${message}; ${fix}`;
}
