import type { ObjectMeta } from '#kinds/kubernetes/meta/v1';
import { byRelease } from '../../core/compare.ts';
import { given } from '../../core/json.ts';
import type { Context } from '../../model/model.ts';
import type { WorkloadOptions } from './options.ts';

export type Labels = Readonly<Record<string, string>>;

/** A workload as it is made: what all of its objects share. */
export interface Subject<Options extends WorkloadOptions = WorkloadOptions> {
  readonly name: string;
  readonly options: Options;
  readonly context: Context;
  /** What its pods are found by. */
  readonly selector: Labels;
  /** Names of ports and their numbers. */
  readonly ports: Readonly<Record<string, number>>;
}

export function subjectOf<Options extends WorkloadOptions>(
  name: string,
  options: Options,
  context: Context,
  ports: Readonly<Record<string, number>> = {},
): Subject<Options> {
  return { name, options, context, selector: { 'app.kubernetes.io/name': name }, ports };
}

/** Of one of its objects. */
export function metadata(
  { name, options, selector }: Subject,
  own: { readonly name?: string; readonly annotations?: Labels | undefined } = {},
): ObjectMeta {
  return given<ObjectMeta>({
    name: own.name ?? name,
    labels: { ...options.labels, ...selector },
    annotations: own.annotations,
  });
}

/** Whether the cluster's Kubernetes is at least this one: `1.30`. */
export function isAtLeast({ context }: Pick<Subject, 'context'>, version: string): boolean {
  return byRelease(context.kubernetes, version) >= 0;
}
