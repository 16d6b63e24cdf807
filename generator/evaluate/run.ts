import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { definedAt, placeOfError } from '../core/origin.ts';
import { Problem } from '../core/problem.ts';
import type { ApplicationModel, Context } from '../model/model.ts';
import { isPart, type Part } from '../model/part.ts';
import type { KubernetesObject } from '../paths/kind.ts';

export interface Answered {
  readonly objects: readonly KubernetesObject[];
  readonly parts: readonly Part[];
}

/** An application that throws costs itself, not the others. */
export function runApplication(
  application: ApplicationModel,
  context: Context,
  findings: Finding[],
): Answered {
  const { name, config, origin } = application;
  try {
    const answer: unknown = config.render(context);
    const given: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    const objects = given.filter(isObject);
    const parts = given.filter(isPart);
    const wrong = given.length - objects.length - parts.length;
    if (wrong > 0) {
      const message = `${name} (${config.kind}) answers ${wrong} of ${given.length} values that are no Kubernetes objects`;
      findings.push(finding('build/not-an-object', message, definedAt(origin)));
    }
    return { objects, parts };
  } catch (error) {
    findings.push(
      ...failed('build/application-failed', `${name} (${config.kind})`, error, definedAt(origin)),
    );
    return { objects: [], parts: [] };
  }
}

export function isObject(value: unknown): value is KubernetesObject {
  if (!isRecord(value)) return false;
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    isRecord(metadata) &&
    typeof metadata.name === 'string' &&
    metadata.name !== ''
  );
}

/** What the user's function threw: its own findings, which say all there is to say, or that it failed, at the place that is known here. */
export function failed(
  code: 'build/application-failed' | 'build/overlay-failed',
  what: string,
  error: unknown,
  at: Pick<Finding, 'definition'>,
): readonly Finding[] {
  if (error instanceof Problem) return error.findings.map((each) => ({ ...at, ...each }));
  const why = error instanceof Error ? error.message : String(error);
  const place = placeOfError(error);
  return [finding(code, `${what} failed: ${why}`, place === undefined ? at : { definition: place })];
}
