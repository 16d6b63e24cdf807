import { byRelease } from '../../core/compare.ts';
import type { KindFacts } from '../../facts/kinds.ts';

const since = '1.34';
const template =
  /^\/spec\/(template\/spec\/(?!restartPolicy$|activeDeadlineSeconds$)|volumeClaimTemplates\/)/;

/** Of the pods and claims of a StatefulSet an older server looks at nothing: it finds out when they are made. */
export function unseenIn(facts: KindFacts, release: string | undefined): RegExp | undefined {
  const isOld = release !== undefined && byRelease(release, since) < 0;
  return isOld && facts.kind === 'StatefulSet' && !facts.custom ? template : undefined;
}
