import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import type { Answer, Connection } from './connection.ts';

/** What an answer says in words, and of which fields. */
export interface Status {
  readonly message: string;
  readonly causes: readonly { readonly field: string; readonly message: string; readonly reason: string }[];
}

export function statusOf({ body }: Answer): Status {
  const details = isRecord(body) ? own(body, 'details') : undefined;
  const causes = isRecord(details) && Array.isArray(details.causes) ? details.causes.filter(isRecord) : [];
  return {
    message: isRecord(body) && typeof body.message === 'string' ? body.message : '',
    causes: causes.map(({ field, message, reason }) => ({
      field: typeof field === 'string' ? field.replace(/^<nil>$/, '') : '',
      message: String(message ?? ''),
      reason: String(reason ?? ''),
    })),
  };
}

/** What an answer holds; that it holds nothing is a mistake. */
export function checked(answer: Answer, { context }: Connection, path: string): unknown {
  if (answer.status < 300) return answer.body;
  const { message } = statusOf(answer);
  const said = `${path} of the cluster of ${context}`;
  throw new Problem([
    answer.status === 403
      ? finding('cluster/forbidden', `who asks may not read ${said}: ${message}`)
      : finding('cluster/unreachable', `${said} is answered with ${answer.status}: ${message}`, {
          fix: 'see that the address is one of an API server',
        }),
  ]);
}

type Details = Pick<Finding, 'resource' | 'source' | 'definition'>;

/** What the server has against an object, each of its reasons by itself. */
export function refusals(answer: Answer, about: Details): readonly Finding[] {
  const { message, causes } = statusOf(answer);
  if (answer.status < 300) return [];
  if (
    answer.status === 403 &&
    !/admission|denied the request|is forbidden: .*(violates|exceeded|quota)/s.test(message)
  )
    return [
      finding('cluster/forbidden', message, {
        ...about,
        fix: 'plimsoll cluster rbac prints the rights it takes',
      }),
    ];
  const fix = cureOf(answer.status, message);
  const said = causes.filter((each) => each.field !== '' || each.message !== '');
  if (said.length === 0 || answer.status === 409)
    return [finding('cluster/refused', message, { ...about, fix })];
  return said.map((cause) =>
    finding('cluster/refused', cause.field === '' ? cause.message : `${cause.field}: ${cause.message}`, {
      ...about,
      fix,
      ...(cause.field === '' ? {} : { path: cause.field }),
    }),
  );
}

/** What to do about an answer, by what sort it is. */
function cureOf(status: number, message: string): string {
  if (status === 404 && /^namespaces "/.test(message))
    return 'add the namespace to the stack, or make it before';
  if (status === 404) return 'install the definition of its kind, or correct apiVersion and kind';
  if (status === 409)
    return 'the object changes meanwhile, or may not change so: run again, or give it another name';
  if (status === 403)
    return 'a policy, quota or webhook of the cluster does not let it in: do as the message says';
  if (status >= 500) return 'a webhook or the server itself fails: look at its log, and run again';
  return 'change the object as the message says';
}

/** Fields that others manage: a warning for each manager, since an engine takes them over. */
export function conflicts(answer: Answer, about: Details): readonly Finding[] {
  if (!isConflict(answer)) return [];
  const managers = new Map<string, string[]>();
  for (const { field, message } of statusOf(answer).causes) {
    const manager = /conflict with "([^"]*)"/.exec(message)?.[1] ?? message;
    managers.set(manager, [...(managers.get(manager) ?? []), field.replace(/^\./, '')]);
  }
  return [...managers].map(([manager, fields]) =>
    finding('cluster/conflict', `${manager} manages ${fields.join(', ')}, with another value`, {
      ...about,
      path: fields[0] as string,
      fix: 'leave it out of the stack, or it is taken over',
    }),
  );
}

/** Whether others manage what would change. */
export function isConflict(answer: Answer): boolean {
  return (
    answer.status === 409 && statusOf(answer).causes.some(({ reason }) => reason === 'FieldManagerConflict')
  );
}

export function warningsOf({ warnings }: Answer, about: Details): readonly Finding[] {
  return warnings.map((text) => finding('cluster/warning', text, about));
}
