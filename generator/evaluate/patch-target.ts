import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Overlay } from '../model/model.ts';
import type { StackPatch } from '../model/stack-patch.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { isTarget, selects, targetText } from '../paths/target.ts';
import { metadataOf } from './metadata.ts';

/** Whether a patch is for an object; one without a target is for whatever its overlay selects. */
export function isFor(patch: StackPatch, object: KubernetesObject): boolean {
  if ('operations' in patch) return isTarget(patch.target, object);
  const { target } = patch;
  if (target === undefined) return true;
  const { apiVersion = object.apiVersion, kind = object.kind, ...selection } = target;
  return apiVersion === object.apiVersion && kind === object.kind && selects(selection, object);
}

/** A patch that meets nothing is a mistake: it says what there is instead. */
export function withoutTarget(
  { change, origin }: Overlay & { readonly change: StackPatch },
  seen: ReadonlySet<string>,
): Finding {
  const target = change.target ?? {};
  const wanted = [target.kind ?? 'an object', target.namespace, target.name]
    .filter((part) => part !== undefined)
    .join('/');
  const hint = didYouMean(wanted, [...seen]) ?? 'there is nothing where the patch is';
  return finding(
    'patch/no-target',
    `a patch is for ${targetText(target)}, and there is none where it is attached`,
    {
      ...definedAt(origin),
      fix: hint,
    },
  );
}

/** As `withoutTarget` lists it: with its namespace where that was asked for. */
export function listedName(
  { change }: Overlay & { readonly change: StackPatch },
  object: KubernetesObject,
): string {
  const { name, namespace } = metadataOf(object);
  const within = change.target?.namespace === undefined || namespace === undefined ? [] : [namespace];
  return [object.kind, ...within, name].join('/');
}
