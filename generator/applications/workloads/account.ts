import type { ServiceAccount } from '#kinds/kubernetes/core/v1';
import { metadata, type Subject } from './subject.ts';

export function accountName({ name, options }: Subject): string {
  return options.account?.existing ?? name;
}

/** The account is nobody's but the application's, and has no rights until somebody gives it some. */
export function account(subject: Subject): readonly ServiceAccount[] {
  const { existing, token = false, annotations } = subject.options.account ?? {};
  if (existing !== undefined) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata(subject, { annotations }),
      automountServiceAccountToken: token,
    },
  ];
}
