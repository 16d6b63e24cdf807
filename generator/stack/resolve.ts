import type { BuiltCluster } from '../builder/types.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord, type Json } from '../core/json.ts';
import { placeOfError } from '../core/origin.ts';
import { Problem } from '../core/problem.ts';
import { type Environment, isStack } from './define-stack.ts';
import { readSettings } from './settings.ts';

export interface Resolved {
  readonly clusters: readonly BuiltCluster[];
  readonly findings: readonly Finding[];
}

export interface Given {
  /** The environment's name; `pr-…` is a preview. */
  readonly env?: string;
  readonly values?: Readonly<Record<string, Json>>;
  /** `key=value`, as on the command line. */
  readonly set?: readonly string[];
}

/** What a stack's module exports, as clusters: a built one, several, a stack of environments, or a promise of them. */
export async function resolveStack(
  exported: unknown,
  { env = 'default', values = {}, set = [] }: Given = {},
): Promise<Resolved> {
  const environment: Environment = Object.freeze({
    name: env,
    preview: /^pr-[a-z0-9-]+$/.test(env),
    values: Object.freeze({ ...values }),
  });
  try {
    const value = await exported;
    if (!isStack(value)) {
      const { findings } = readSettings({}, set);
      return together(value, findings);
    }
    const { settings, findings } = readSettings(value.settings, set);
    return together(await value.evaluate({ env: environment, set: Object.freeze(settings) }), findings);
  } catch (error) {
    if (error instanceof Problem) return { clusters: [], findings: error.findings };
    const message = `the stack failed: ${error instanceof Error ? error.message : String(error)}`;
    const definition = placeOfError(error);
    const at = definition === undefined ? {} : { definition };
    return { clusters: [], findings: [finding('build/stack-failed', message, at)] };
  }
}

function together(value: unknown, before: readonly Finding[]): Resolved {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const clusters = all.filter(isBuilt);
  const findings = [...before, ...clusters.flatMap((each) => each.findings)];
  if (clusters.length === all.length && all.length > 0) return { clusters, findings };
  const unbuilt = all.some((each) => isRecord(each) && typeof each.build === 'function');
  const wrong = finding(
    'build/not-a-stack',
    all.length === 0
      ? 'the stack has no cluster'
      : `the stack answers ${all.length - clusters.length} of ${all.length} values that are no built clusters`,
    {
      fix: unbuilt ? 'call .build() at the end' : 'answer what cluster(…)….build() gives, or a list of them',
    },
  );
  return { clusters, findings: [...findings, wrong] };
}

function isBuilt(value: unknown): value is BuiltCluster {
  return isRecord(value) && isRecord(value.model) && Array.isArray(value.findings);
}
