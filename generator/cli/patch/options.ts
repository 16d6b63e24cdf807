import type { PatchForm } from '../../patch/convert/forms.ts';
import { readPatches } from '../../patch/file/read-patches.ts';
import type { PatchRequest } from '../../patch/file/request.ts';
import type { PatchOptions } from '../../patch/options.ts';
import { definitionsFrom } from '../../project/definitions.ts';
import { findHome } from '../../project/find.ts';
import { openProject } from '../../synth/project.ts';
import { type readArguments, several } from '../arguments.ts';
import type { Io } from '../io.ts';
import { readInput } from '../read-input.ts';
import { usage } from '../usage.ts';

/** Of the verb patch and what is below it. */
export const shared = {
  patch: { type: 'string', short: 'p', multiple: true },
  set: { type: 'string', multiple: true },
  remove: { type: 'string', multiple: true },
  var: { type: 'string', multiple: true },
  target: { type: 'string' },
  type: { type: 'string' },
  'in-place': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  format: { type: 'string' },
  to: { type: 'string' },
  as: { type: 'string' },
  path: { type: 'string', multiple: true },
  guards: { type: 'boolean' },
  emit: { type: 'string' },
  'allow-inexact': { type: 'boolean' },
  'allow-unknown': { type: 'boolean' },
  'kubernetes-version': { type: 'string' },
  crds: { type: 'string', multiple: true },
} as const;

export type PatchValues = ReturnType<typeof readArguments<typeof shared>>['values'];

const forms = ['auto', 'json', 'merge', 'strategic', 'path'] as const;

export function typeFrom(given: string | undefined, option: string): 'auto' | PatchForm {
  const form = forms.find((each) => each === (given ?? 'auto'));
  if (form === undefined) throw usage(`patch: ${option} is one of ${forms.join(', ')}, not ${given}`);
  return form;
}

/** Whose schema: what is said, else what the config says, where there is one. */
export async function optionsFrom(
  values: Pick<PatchValues, 'crds' | 'kubernetes-version'>,
  io: Io,
): Promise<PatchOptions> {
  const crds = definitionsFrom(several(values.crds), io.cwd, '--crds');
  const said = values['kubernetes-version'];
  if (said !== undefined) return { kubernetes: said, crds };
  const known = findHome(io.cwd).config !== undefined;
  return { kubernetes: known ? (await openProject(io.cwd, undefined)).config.kubernetes : undefined, crds };
}

export async function patchesFrom(
  values: PatchValues,
  type: PatchRequest['form'],
  io: Io,
): Promise<readonly PatchRequest[]> {
  const variables = Object.fromEntries(
    (values.var ?? []).map((each) => {
      const equals = each.indexOf('=');
      if (equals < 1) throw usage(`patch: a variable is NAME=VALUE, not ${each}`);
      return [each.slice(0, equals), each.slice(equals + 1)];
    }),
  );
  const requests: PatchRequest[] = [];
  for (const path of values.patch ?? [])
    requests.push(
      ...readPatches(await readInput(path, io), path === '-' ? 'standard input' : path, type, variables),
    );
  return requests;
}
