import { finding } from '../../core/codes.ts';
import { Problem } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import { kindsCalled, shippedKinds } from '../../facts/names.ts';
import { imported } from '../../paths/kind.ts';
import { kindOf } from '../../paths/kind-of.ts';
import { findHome } from '../../project/find.ts';
import { useProject } from '../../project/use-project.ts';
import { explainedField } from './field.ts';

/** `deploy.spec.replicas`, `HTTPRoute`, `deployments.apps`: what is known of it. */
export async function explainedKind(text: string, cwd: string): Promise<string> {
  // Kinds of the user's own count as well.
  await useProject(findHome(cwd).root);
  const own = [...imported.values()].map(({ apiVersion, kind }) => ({ apiVersion, kind }));
  const kinds = [...own, ...shippedKinds()];
  const { found, steps } = split(text, kinds);
  const [best, ...others] = found;
  const kind = best && kindOf(best);
  if (kind === undefined) {
    const name = text.split(/[.[]/)[0] ?? text;
    throw new Problem([
      finding('cli/unknown-code', `there is no kind and no code ${name}`, {
        fix:
          didYouMean(name, [...new Set(kinds.map((each) => each.kind))]) ??
          'import its definition: plimsoll import CRD',
      }),
    ]);
  }
  const also = [...new Set(others.map(({ apiVersion }) => apiVersion))];
  return explainedField(kind.facts, steps, also);
}

/** A name may hold dots itself, of its group: the longest that is one wins. */
function split(
  text: string,
  kinds: Parameters<typeof kindsCalled>[1],
): { readonly found: ReturnType<typeof kindsCalled>; readonly steps: readonly string[] } {
  const steps = text
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((step) => step !== '');
  for (let length = steps.length; length > 0; length--) {
    const found = kindsCalled(steps.slice(0, length).join('.'), kinds);
    if (found.length > 0) return { found, steps: steps.slice(length) };
  }
  return { found: [], steps };
}
