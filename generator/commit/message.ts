import { byText } from '../core/compare.ts';
import { grouped } from '../core/group.ts';
import { type Effect, effects } from '../difference/changes.ts';
import { type Folded, ownerOf } from '../difference/fold.ts';

/** What a commit is about. */
export interface Summary {
  readonly changes: readonly Folded[];
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

const words: Readonly<Record<Effect, string>> = {
  pruned: 'delete',
  refused: 'change',
  recreated: 'make anew',
  moved: 'move',
  abandoned: 'leave behind',
  rolled: 'roll out',
  changed: 'change',
  created: 'create',
};

/** More trailers than this are no longer searched. */
const mostTrailers = 100;
const mostLines = 50;

/** A subject, what changes in each application, and a trailer for each: `git log --grep 'Plimsoll-Application: shop/web'`. */
export function messageOf(summary: Summary, subject: string | undefined): string {
  const { gone, come } = summary;
  const applications = [...grouped(summary.changes, (each) => ownerOf(each) ?? '')].sort(([a], [b]) =>
    byText(a, b),
  );
  const body = [
    ...applications.map(([owner, changes]) => `- ${owner || 'engine'}: ${counted(changes)}`),
    ...come.map((cluster) => `- cluster ${cluster}: new`),
    ...gone.map((cluster) => `- cluster ${cluster}: no longer rendered`),
  ];
  const left = body.length - mostLines;
  const lines = left > 0 ? [...body.slice(0, mostLines), `- and ${left} more`] : body;
  const named = applications.filter(([owner]) => owner !== '').slice(0, mostTrailers);
  const trailers = named.map(([owner]) => `Plimsoll-Application: ${owner}`);
  return `${[
    subject ??
      subjectOf(
        applications.map(([owner]) => owner),
        summary,
      ),
    lines.join('\n'),
    trailers.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** Not longer than what logs show on a line. */
function subjectOf(owners: readonly string[], { changes, gone, come }: Summary): string {
  const named = owners.filter((owner) => owner !== '');
  if (named.length === 0) {
    const clusters = [...come, ...gone];
    if (clusters.length > 0) return shortList('Render', clusters);
    return changes.length > 0
      ? "Render: the engine's own objects"
      : 'Render: the same objects, written otherwise';
  }
  return shortList('Render', named);
}

function shortList(before: string, names: readonly string[]): string {
  for (let count = Math.min(names.length, 5); count > 0; count--) {
    const left = names.length - count;
    const text = `${before}: ${names.slice(0, count).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
    if (text.length <= 72) return text;
  }
  return `${before}: ${names.length} applications`;
}

/** `2 Deployments rolled out` would need plurals of kinds: `roll out Deployment/web, change ConfigMap/web in 3 clusters`. */
function counted(changes: readonly Folded[]): string {
  return effects
    .flatMap((effect) => {
      const mine = changes.filter((each) => each.effect === effect);
      if (mine.length === 0) return [];
      const names = mine.map(({ resource: { kind, name = '' } }) => `${kind}/${name}`);
      const clusters = new Set(mine.flatMap((each) => each.clusters));
      const few = [...new Set(names)];
      const what = few.length > 3 ? `${few.length} objects` : few.join(', ');
      return [`${words[effect]} ${what}${clusters.size > 1 ? ` in ${clusters.size} clusters` : ''}`];
    })
    .join('; ');
}
