import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { isLike } from './glob.ts';

/** A finding that somebody lives with, and why. Texts may hold `*`. */
export interface Ignore {
  /** A code, or a class. */
  readonly code: string;
  readonly reason: string;
  /** The last day on which it is ignored: `2027-03-31`. */
  readonly until?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The server's field path. */
  readonly path?: string;
  readonly file?: string;
}

/** What an ignore says, for the config's own checks. */
export function wrongIgnore(value: Readonly<Record<string, unknown>>): string | undefined {
  const { code, reason, until } = value;
  const names = ['code', 'reason', 'until', 'kind', 'namespace', 'name', 'path', 'file'];
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) return `has a field ${unknown}, which means nothing`;
  if (typeof code !== 'string' || code === '') return 'names no code';
  if (typeof reason !== 'string' || reason.trim() === '') return `of ${code} gives no reason`;
  if (until !== undefined && !isDay(until)) return `of ${code} ends on no day: write until: '2027-03-31'`;
  return Object.values(value).every((each) => each === undefined || typeof each === 'string')
    ? undefined
    : `of ${code} holds something that is no text`;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** What is left of findings. An ignore that meets nothing, or whose day has passed, is itself worth a warning. */
export function withoutIgnored(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  today: string,
): readonly Finding[] {
  if (ignores.length === 0) return findings;
  const used = new Set<Ignore>();
  const late = new Set<Ignore>();
  const left = findings.filter((each) => {
    const meant = ignores.filter((ignore) => isFor(ignore, each));
    for (const ignore of meant) (isOver(ignore, today) ? late : used).add(ignore);
    return meant.every((ignore) => isOver(ignore, today));
  });
  const said = ignores.flatMap((ignore): readonly Finding[] => {
    const named = `the ignore of ${ignore.code} (${ignore.reason})`;
    if (late.has(ignore))
      return [
        finding('cli/expired-ignore', `${named} ended on ${ignore.until}`, {
          fix: 'mend what it hides, or give it another day',
        }),
      ];
    return used.has(ignore)
      ? []
      : [finding('cli/unused-ignore', `${named} hides nothing`, { fix: 'take it away' })];
  });
  return [...left, ...said];
}

function isOver({ until }: Ignore, today: string): boolean {
  return until !== undefined && until < today;
}

function isFor(ignore: Ignore, { code, resource, path, source }: Finding): boolean {
  const meant = (wanted: string | undefined, found: string | undefined): boolean =>
    wanted === undefined || isLike(found ?? '', wanted);
  return (
    (ignore.code === code || ignore.code === code.slice(0, code.indexOf('/'))) &&
    meant(ignore.kind, resource?.kind) &&
    meant(ignore.namespace, resource?.namespace) &&
    meant(ignore.name, resource?.name) &&
    meant(ignore.path, path) &&
    meant(ignore.file, source?.file)
  );
}
