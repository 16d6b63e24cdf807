import type { Finding } from '../../core/finding.ts';
import { grouped } from '../../core/group.ts';

/** What was found in a file. */
export interface Validated {
  readonly file: string;
  readonly documents: number;
  /** Documents that are no objects. */
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

export function asJson(all: readonly Validated[]): string {
  const findings = all.flatMap((each) => each.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const documents = all.reduce((sum, each) => sum + each.documents, 0);
  return `${JSON.stringify({ findings, documents, errors, warnings: findings.length - errors }, null, 2)}\n`;
}

/** A block a resource: where it is and what it is, then each mistake; a total at the end. */
export function asText(all: readonly Validated[]): string {
  const blocks = all.flatMap(({ file, findings }) =>
    [...grouped(findings, headOf)].map(
      ([head, found]) => `${file}: ${head}\n${found.map(lineOf).join('')}\n`,
    ),
  );
  const findings = all.flatMap((each) => each.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const documents = all.reduce((sum, each) => sum + each.documents, 0);
  const skipped = all.reduce((sum, each) => sum + each.skipped, 0);
  const counts = [
    counted(documents, 'object'),
    counted(errors, 'error'),
    counted(findings.length - errors, 'warning'),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ];
  return `${blocks.join('')}${counts.join(', ')}\n`;
}

function headOf({ resource }: Finding): string {
  if (resource === undefined) return 'the file';
  const { kind, namespace, name } = resource;
  return [kind || 'an object', [namespace, name].filter((part) => part !== undefined).join('/')]
    .join(' ')
    .trim();
}

function lineOf({ severity, code, message, fix, source }: Finding): string {
  const at = source?.line === undefined ? '' : `${source.line}:${source.column} `;
  return `  ${at}${severity}: ${message} [${code}]${fix === undefined ? '' : `; ${fix}`}\n`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
