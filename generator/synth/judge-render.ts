import type { Finding } from '../core/finding.ts';
import { checkObjects } from '../pipeline/check-objects.ts';
import type { Rendered } from '../pipeline/render.ts';
import { plainText, type Texts } from '../pipeline/texts.ts';
import type { Settled } from '../project/config.ts';
import { runCommand } from '../project/user-command.ts';
import { withoutIgnored } from '../validate/sieve/ignore.ts';

/** What the API servers, the rules and the commands of a project say of what it renders, less what it lives with. */
export async function judgeRender(
  { objects, files: rendered }: Rendered,
  { files }: Texts,
  { layout, serve, validate }: Settled,
  { root, crds, today }: { readonly root: string; readonly crds: readonly unknown[]; readonly today: string },
): Promise<readonly Finding[]> {
  const { only, skip, external = [], rules = [], commands = [], ignore = [] } = validate;
  const findings = [
    ...checkObjects(objects, {
      base: layout.base ?? '',
      crds,
      serve,
      only,
      skip,
      external,
      rules,
      files: rendered,
    }),
  ];
  if (commands.length > 0) {
    const texts = new Map([...files].map(([path, { content }]) => [path, plainText(content)]));
    for (const command of commands) findings.push(...(await runCommand(command, texts, root)));
  }
  return withoutIgnored(findings, ignore, today);
}
