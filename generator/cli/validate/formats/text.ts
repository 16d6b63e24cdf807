import type { Finding } from '../../../core/finding.ts';
import {
  countsOf,
  type Format,
  hasFindings,
  headOf,
  type Validated,
} from '../../../validate/files/validated.ts';

/** A block a resource: file, index in it, kind and name, then each mistake; a total at the end. */
export const asText: Format = (all) =>
  `${all.filter(hasFindings).flatMap(blocksOf).join('')}${totalOf(all)}\n`;

export function totalOf(all: readonly Validated[]): string {
  const { documents, errors, warnings, skipped } = countsOf(all);
  const counts = [counted(documents, 'object'), counted(errors, 'error'), counted(warnings, 'warning')];
  return [...counts, ...(skipped === 0 ? [] : [`${skipped} skipped`])].join(', ');
}

function blocksOf({ file, objects, findings }: Validated): readonly string[] {
  return [
    ...block(() => `${file}: the file`, findings),
    ...objects.flatMap((each, index) =>
      block(() => `${file}[${index}]: ${headOf(each.resource)}`, each.findings),
    ),
  ];
}

/** Nearly every object is fine: what it is called is made up for the others only. */
function block(head: () => string, findings: readonly Finding[]): readonly string[] {
  return findings.length === 0 ? [] : [`${head()}\n${findings.map(lineOf).join('')}\n`];
}

function lineOf({ severity, code, message, fix, source }: Finding): string {
  const { line, column } = source ?? {};
  const at = line === undefined ? '' : `${[line, column].filter((part) => part !== undefined).join(':')} `;
  return `  ${at}${severity}: ${message} [${code}]${fix === undefined ? '' : `; ${fix}`}\n`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
