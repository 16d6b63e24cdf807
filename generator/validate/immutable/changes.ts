import { immutableCodes } from '../../core/codes/immutable.ts';
import type { Finding } from '../../core/finding.ts';
import { equal } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { identityOf } from '../identity.ts';
import type { ValidateOptions } from '../options.ts';
import { said } from '../said.ts';
import { type Asked, isAnyAsked, isAsked } from '../sieve/asked.ts';
import { keep, lossOf } from './destroyed.ts';
import { type Applied, annotation, changesOf, type Kept, syncOptions } from './kept.ts';
import { refusedChanges } from './refused.ts';

/** A finding, and the object it is about: of those that are there now, or of those that no longer are. */
export type ChangeFinding<B extends Applied, A extends Applied> =
  | { readonly after: A; readonly finding: Finding }
  | { readonly gone: B; readonly finding: Finding };

/** Whether anybody wants to know anything of it. */
export function isChangeAsked(options: Asked): boolean {
  return isAnyAsked(immutableCodes, options);
}

/**
 * What the server would refuse to change from what is committed to what is rendered, of one cluster, and what the change would destroy.
 */
export function changeFindings<B extends Applied, A extends Applied>(
  before: readonly B[],
  after: readonly A[],
  options: ValidateOptions,
): readonly ChangeFinding<B, A>[] {
  const { kept, gone } = changesOf(before, after);
  const wanted = ({ code }: Mistake): boolean => isAsked(code, options);
  return [
    ...kept.flatMap((each) =>
      changeMistakes(each, options)
        .filter(wanted)
        .map((mistake) => ({
          after: each.after,
          finding: said(mistake, identityOf(each.after.object)),
        })),
    ),
    ...gone.flatMap((each) =>
      [lossOf(each)]
        .filter((mistake) => mistake !== undefined)
        .filter(wanted)
        .map((mistake) => ({ gone: each, finding: said(mistake, identityOf(each.object)) })),
    ),
  ];
}

/** What is wrong with what becomes of an object that stays. */
export function changeMistakes(each: Kept<Applied, Applied>, options: ValidateOptions): readonly Mistake[] {
  return [...refusals(each, options), ...moves(each)];
}

/** Where the engine makes anew what cannot be changed, the change is not refused: that is what is said then. */
function refusals({ before, after }: Kept<Applied, Applied>, options: ValidateOptions): readonly Mistake[] {
  if (equal(before.object, after.object)) return [];
  const mistakes = refusedChanges(before.object, after.object, options);
  if (mistakes.length === 0 || !isForced(after)) return mistakes;
  const places = [...new Set(mistakes.map(({ pointer }) => pointer.slice(1).replaceAll('/', '.')))];
  const { name = '', kind } = identityOf(after.object);
  return [
    {
      code: 'immutable/recreated',
      pointer: mistakes[0]?.pointer ?? '',
      message: `${kind} ${name} is deleted and made anew: ${places.join(', ')} may not be changed in place`,
      fix: 'be sure that its pods may stop and its data may go meanwhile',
    },
  ];
}

function isForced({ object, forces = false }: Applied): boolean {
  const flux = annotation(object, 'kustomize.toolkit.fluxcd.io/force').toLowerCase();
  if (flux !== '') return flux === 'enabled';
  const argo = syncOptions(object);
  return forces || (argo.includes('Replace=true') && argo.includes('Force=true'));
}

/** Until the new owner has applied it the old one takes it for its own, and for something to be deleted. */
function moves({ before, after }: Kept<Applied, Applied>): readonly Mistake[] {
  if (before.owner === undefined || after.owner === undefined || before.owner === after.owner) return [];
  const loss = lossOf(before);
  if (loss === undefined) return [];
  const { name = '', kind } = identityOf(after.object);
  return [
    {
      code: 'immutable/moved-owner',
      pointer: '',
      message: `${kind} ${name} moves from ${before.owner} to ${after.owner}: if the old one is applied first, it deletes it, and with it ${loss.what}`,
      fix: `${keep}, in a commit before`,
    },
  ];
}
