import { finding } from '../../core/codes.ts';
import { byText } from '../../core/compare.ts';
import type { Finding } from '../../core/finding.ts';
import { isRecord } from '../../core/json.ts';
import { Problem } from '../../core/problem.ts';

/** Findings that were there on some day; where in a file they stood is not part of it. */
export type Baseline = ReadonlyMap<string, number>;

/** Reads what `baselineText` writes, and what `validate --format json` prints. */
export function readBaseline(text: string, file: string): Baseline {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Said below, with whatever else is no baseline.
  }
  const list = isRecord(content) ? content.findings : undefined;
  if (!Array.isArray(list) || !list.every((each) => isRecord(each) && typeof each.code === 'string'))
    throw new Problem([
      finding('cli/bad-baseline', `${file} is no baseline`, {
        source: { file },
        fix: 'remove it and run again: it is then made anew; or write the output of validate --format json into it',
      }),
    ]);
  const counts = new Map<string, number>();
  for (const each of list as readonly Finding[]) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}

export interface Compared {
  /** What the baseline does not know. */
  readonly fresh: readonly Finding[];
  /** How many of the baseline are no longer found. */
  readonly gone: number;
}

export function compared(findings: readonly Finding[], baseline: Baseline): Compared {
  const left = new Map(baseline);
  const fresh = findings.filter((each) => {
    const count = left.get(keyOf(each)) ?? 0;
    if (count > 0) left.set(keyOf(each), count - 1);
    return count === 0;
  });
  return { fresh, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

/** As it is kept in a repository: a line a finding, sorted, without the places that every edit moves. */
export function baselineText(findings: readonly Finding[]): string {
  const lines = findings
    .map(({ code, resource, path }) =>
      JSON.stringify({ code, ...(resource && { resource }), ...(path && { path }) }),
    )
    .sort(byText);
  return `{ "findings": [\n${lines.map((line) => `  ${line}`).join(',\n')}\n] }\n`;
}

function keyOf({ code, resource, path = '' }: Finding): string {
  const { apiVersion, kind, namespace = '', name = '' } = resource ?? {};
  return JSON.stringify([code, apiVersion ?? '', kind ?? '', namespace, name, path]);
}
