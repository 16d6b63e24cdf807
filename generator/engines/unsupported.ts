import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import type { BundleOptions } from '../model/bundle-options.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';

/** Options an engine cannot express: `differs` when the deployed objects would be other ones, else `ignored`. */
export type Inexpressible = Readonly<Partial<Record<keyof BundleOptions, 'differs' | 'ignored'>>>;

export function inexpressible(
  cluster: ClusterModel,
  engine: string,
  options: Inexpressible,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { bundle } of bundlesOf(cluster))
    for (const [option, effect] of Object.entries(options)) {
      if (bundle.options[option as keyof BundleOptions] === undefined) continue;
      const message =
        effect === 'differs'
          ? `${engine} cannot do what ${option} of the bundle ${bundle.name} asks: other objects would be deployed`
          : `${engine} does not know ${option} of the bundle ${bundle.name}: it has no effect`;
      findings.push(
        finding(effect === 'differs' ? 'build/unsupported-option' : 'build/ignored-option', message, {
          ...definedAt(bundle.origin),
          fix: `take ${option} out`,
        }),
      );
    }
  return findings;
}
