import type { PodTemplateSpec } from '#kinds/kubernetes/core/v1';
import type { ApplicationConfig, Context } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { account } from './account.ts';
import { files } from './files.ts';
import { networkPolicy, type Reached } from './network.ts';
import type { WorkloadOptions } from './options.ts';
import { type PodShape, podTemplate } from './pod.ts';
import { checked } from './sound.ts';
import { type Subject, subjectOf } from './subject.ts';

type Objects = readonly KubernetesObject[];

/** In what one kind of workload differs from the others. */
export interface Variant<Options extends WorkloadOptions> {
  readonly kind: string;
  /** Its own options in terms of those that all have, for a name. */
  readonly told?: (options: Options, name: string) => Options;
  readonly ports?: (options: Options) => Readonly<Record<string, number>>;
  readonly pod?: (subject: Subject<Options>) => PodShape;
  readonly reached?: (subject: Subject<Options>) => Reached;
  /** What makes pods of the template. */
  readonly controller: (subject: Subject<Options>, template: PodTemplateSpec) => KubernetesObject;
  /** What stands beside it. */
  readonly beside?: (subject: Subject<Options>) => Objects;
  /** The last word: all of it, for where it is rendered. */
  readonly finish?: (objects: Objects, subject: Subject<Options>) => Objects;
}

/** An account without rights, configuration, a closed network, pods with as few rights as can be: what all workloads share. */
export function workload<Options extends WorkloadOptions>(
  variant: Variant<Options>,
  options: Options,
): ApplicationConfig {
  return Object.freeze({
    kind: variant.kind,
    render: (context: Context): Objects => {
      checked(options);
      const name = options.name ?? context.application;
      const told = variant.told?.(options, name) ?? options;
      const subject = subjectOf(name, told, context, variant.ports?.(told));
      const objects = [
        ...account(subject),
        ...files(subject),
        ...networkPolicy(subject, variant.reached?.(subject)),
        variant.controller(subject, podTemplate(subject, variant.pod?.(subject))),
        ...(variant.beside?.(subject) ?? []),
      ];
      return variant.finish?.(objects, subject) ?? objects;
    },
  });
}
