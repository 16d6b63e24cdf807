import type { Finding } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import type { AnyPatch } from '../convert/forms.ts';
import { subjectOf } from '../subject.ts';
import { YamlText } from '../yaml/edit-yaml.ts';
import { type ApplyOptions, applyRequests } from './apply-requests.ts';
import { targetOf } from './read-patches.ts';
import type { PatchRequest } from './request.ts';

/** A patch of a text: of which object where there are several, as `deployment/web`. */
export type TextPatch = AnyPatch & { readonly target?: string };

/**
 * YAML or JSON text with patches applied: every byte that need not change stays. A patch that does not find what it speaks of
 * is a `PatchError`; what the user should know all the same is in the findings.
 */
export function patchYaml(
  text: string,
  patches: readonly TextPatch[],
  { file = 'the text', ...options }: ApplyOptions & { readonly file?: string } = {},
): { readonly text: string; readonly findings: readonly Finding[] } {
  const yaml = new YamlText(text, file);
  const documents = yaml.documents.length === 0 ? [null] : yaml.documents.map(({ value }) => value);
  const requests = patches.map(({ type, patch, target }, index): PatchRequest => {
    const place = { file: `patch ${index + 1}` };
    const meant = target ?? (isRecord(patch) && type === 'path' ? own(patch, 'target') : undefined);
    return { form: type, patch, place, ...(meant === undefined ? {} : { target: targetOf(meant) }) };
  });
  const { values, touched } = applyRequests(documents, requests, file, options);
  return yaml.with(
    new Map([...touched].map((index) => [index, values[index]])),
    (index) => subjectOf(documents[index], options).schema,
  );
}
