import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { didYouMean } from '../core/suggest.ts';
import { nameBefore } from '../model/before.ts';
import type { ApplicationModel, BundleModel, ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';

/** What runs before an application is in its bundle, and may become a bundle of its own. */
export function checkBefore(cluster: ClusterModel): readonly Finding[] {
  const names = new Set([...bundlesOf(cluster)].map(({ bundle }) => bundle.name));
  return [...bundlesOf(cluster)].flatMap(({ bundle }) =>
    bundle.applications.flatMap((application) => wrong(application, bundle, names)),
  );
}

function wrong(
  { name, config, origin }: ApplicationModel,
  bundle: BundleModel,
  taken: ReadonlySet<string>,
): readonly Finding[] {
  const { before } = config;
  if (before === undefined) return [];
  const others = bundle.applications
    .filter((each) => each.config.before === undefined)
    .map((each) => each.name);
  if (!others.includes(before)) {
    const hint =
      didYouMean(before, others) ?? (others.length === 0 ? undefined : `there are ${others.join(', ')}`);
    const message = `${name} is to run before ${before}, which the bundle ${bundle.name} does not have`;
    return [
      finding('build/unknown-application', message, {
        ...definedAt(origin),
        ...(hint === undefined ? {} : { fix: hint }),
      }),
    ];
  }
  const own = nameBefore(bundle.name, name);
  if (!taken.has(own)) return [];
  const message = `the bundle ${own} has the name that ${name} needs to run before ${before}`;
  return [
    finding('build/duplicate-bundle', message, {
      ...definedAt(origin),
      fix: 'give one of them another name',
    }),
  ];
}
