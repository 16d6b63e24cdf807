import type { Effect } from '../../difference/changes.ts';
import { type Counts, type Folded, isOutlier, ownerOf } from '../../difference/fold.ts';
import type { Difference } from '../../synth/difference.ts';
import { headOf } from '../../validate/files/validated.ts';

/** What becomes of an object, as people say it. */
const said: Readonly<Record<Effect, string>> = {
  pruned: 'deleted',
  refused: 'refused by the server',
  recreated: 'deleted and made anew',
  moved: 'moved',
  abandoned: 'left behind',
  rolled: 'rolled out',
  changed: 'changed',
  created: 'created',
};

/** Of two clusters beside each other nothing becomes of anything. */
function wordOf(effect: Effect, beside: Beside | undefined): string {
  if (beside === undefined) return said[effect];
  if (effect === 'pruned') return `only in ${beside.from}`;
  return effect === 'created' ? `only in ${beside.to}` : 'different';
}

type Beside = NonNullable<Difference['beside']>;

/** `2 deleted (1 with data), 1 rolled out, 3 changed`; what is noise comes last. */
export function countsText({ noise, withData, ...counts }: Counts, beside?: Beside): string {
  const parts = (Object.keys(said) as Effect[])
    .filter((effect) => counts[effect] > 0)
    .map(
      (effect) =>
        `${counts[effect]} ${wordOf(effect, beside)}${effect === 'pruned' && withData > 0 ? ` (${withData} with data)` : ''}`,
    );
  if (noise > 0)
    parts.push(`${noise} with nothing but labels of charts, checksums and bundles of authorities`);
  return parts.length === 0 ? 'no difference' : parts.join(', ');
}

/** `Deployment shop/web` */
export function nameText({ resource }: Folded): string {
  return headOf(resource);
}

/** What becomes of it, and what that means. */
export function effectText(
  { effect, loss, note, movedFrom, bundle, renamedFrom }: Folded,
  { beside }: Pick<Difference, 'beside'>,
): string {
  const moved =
    movedFrom === undefined ? '' : `${effect === 'moved' ? '' : ', moved'} from ${movedFrom} to ${bundle}`;
  const renamed = renamedFrom === undefined ? '' : `, was called ${renamedFrom}`;
  const lost = loss === undefined ? '' : `, and with it ${loss}`;
  return `${wordOf(effect, beside)}${moved}${renamed}${lost}${note === undefined ? '' : `: ${note}`}`;
}

/** Where, and where it is otherwise: `the same in 398 clusters; prod-eu-7 stays as it is`. */
export function whereText(each: Folded): string {
  const { clusters, elsewhere, unchangedIn } = each;
  const named = clusters.filter((cluster) => cluster !== '');
  const places =
    named.length === 0 ? [] : [named.length > 3 ? `the same in ${named.length} clusters` : named.join(', ')];
  if (elsewhere > 0)
    places.push(
      `${isOutlier(each) ? 'only here: ' : ''}otherwise in ${elsewhere} ${elsewhere === 1 ? 'other' : 'others'}`,
    );
  if (unchangedIn.length > 0)
    places.push(
      `${unchangedIn.join(', ')} ${unchangedIn.length === 1 ? 'stays as it is' : 'stay as they are'}`,
    );
  return places.join('; ');
}

/** `shop/web`; the bundle, or the cluster's engine, where there is no application. */
export function ownerText(each: Folded): string {
  return ownerOf(each) ?? 'the engine';
}

/** Clusters that are there on one side only. */
export function clusterTexts({ gone, come, beside }: Difference): readonly string[] {
  if (beside !== undefined)
    return [
      ...gone.map((cluster) => `the cluster ${cluster} has none beside it in ${beside.to}`),
      ...come.map((cluster) => `the cluster ${cluster} has none beside it in ${beside.from}`),
    ];
  return [
    ...gone.map((cluster) => `the cluster ${cluster} is no longer rendered: what is in it stays as it is`),
    ...come.map((cluster) => `the cluster ${cluster} is new`),
  ];
}

/** What a terminal or a page would obey rather than show. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
