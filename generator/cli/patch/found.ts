import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { applyPatch } from '../../patch/convert/apply-patch.ts';
import type { AnyPatch, FoundPatch } from '../../patch/convert/forms.ts';
import { type EmittedPatch, emitted } from '../../patch/emit/inline.ts';
import { nameOf } from '../../patch/file/reference.ts';
import type { PatchOptions } from '../../patch/options.ts';
import { exit, type Io, say } from '../io.ts';
import { exitFor, report } from '../report.ts';
import { usage } from '../usage.ts';
import { print } from './documents.ts';
import type { PatchValues } from './options.ts';

/** A patch that was found for an object. */
export interface Found {
  readonly object: unknown;
  readonly found: FoundPatch;
}

/** Prints patches; one that is not exact is an error with the reason, unless it is allowed. */
export function printFound(
  all: readonly Found[],
  values: PatchValues,
  options: PatchOptions,
  io: Io,
): number {
  const wrong: readonly Finding[] = all.flatMap(({ object, found }) =>
    found.exact || values['allow-inexact'] === true
      ? []
      : [finding('patch/inexact', `${nameOf(object)}: a ${found.type} patch cannot say this: ${found.why}`)],
  );
  if (report(wrong, io) > 0) return exitFor(wrong);
  for (const { object, found } of all)
    say(io, `${nameOf(object)}: ${found.type}${found.exact ? '' : ', not exact'}, ${found.why}`);
  io.out(
    values.emit === undefined
      ? print(
          all.map(({ found }) => found.patch),
          values.format ?? 'yaml',
        )
      : entries(all, values, options),
  );
  return exit.fine;
}

/** As entries of `patches`, where kustomize or Flux reads them. */
function entries(
  all: readonly Found[],
  { emit, format = 'yaml' }: PatchValues,
  options: PatchOptions,
): string {
  if (emit !== 'kustomization' && emit !== 'flux')
    throw usage(`patch: --emit is kustomization or flux, not ${emit}`);
  const patches = all.flatMap(({ object, found }): readonly EmittedPatch[] => {
    const entry = emitted(object, applyPatch(object, found as AnyPatch, options), options);
    return entry === undefined ? [] : [entry];
  });
  return print([emit === 'flux' ? { spec: { patches } } : { patches }], format);
}
