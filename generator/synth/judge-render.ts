import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { checkObjects, optionsFor } from '../pipeline/check-objects.ts';
import type { Rendered } from '../pipeline/render.ts';
import { plainText, type Texts } from '../pipeline/texts.ts';
import type { Settled } from '../project/config.ts';
import { runCommand } from '../project/user-command.ts';
import { withoutIgnored } from '../validate/sieve/ignore.ts';
import { judgeChanges } from './judge-changes.ts';
import type { Side } from './side.ts';

/** What a render is judged by that is not of it. */
interface Circumstances {
  readonly root: string;
  readonly crds: readonly unknown[];
  readonly today: string;
  /** Absent: nobody wants to know what changes. */
  readonly before: Side | undefined;
}

/**
 * What the API servers, the rules and the commands of a project say of what it renders, with what was said when it was rendered, less
 * what the project lives with.
 */
export async function judgeRender(
  { objects, files: rendered, findings: said }: Rendered,
  { files }: Texts,
  { layout, serve, validate }: Settled,
  { root, crds, today, before }: Circumstances,
): Promise<readonly Finding[]> {
  const { only, skip, external = [], policy, rules = [], commands = [], ignore = [] } = validate;
  const [base, options] = [layout.base ?? '', { crds, serve, only, skip, external, policy }];
  // A remark may be lived with; what could not be rendered may not.
  const [remarks, mistakes] = [said.filter(isRemark), said.filter((each) => !isRemark(each))];
  const findings = [...remarks, ...checkObjects(objects, { ...options, base, rules, files: rendered })];
  if (before !== undefined)
    for (const [cluster, mine] of grouped(objects, (each) => each.cluster)) {
      const now = { cluster, objects: mine, files };
      findings.push(...(await judgeChanges(now, before, base, optionsFor(cluster, mine, options))));
    }
  if (commands.length > 0) {
    const texts = new Map([...files].map(([path, { content }]) => [path, plainText(content)]));
    for (const command of commands) findings.push(...(await runCommand(command, texts, root)));
  }
  return [...mistakes, ...withoutIgnored(findings, ignore, today)];
}

function isRemark({ severity }: Finding): boolean {
  return severity === 'warning';
}
