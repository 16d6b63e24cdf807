import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { decryptedShape, isEncrypted } from './encrypted.ts';
import { identityOf } from './identity.ts';
import type { ValidateOptions } from './options.ts';
import { fieldPath } from './path.ts';
import { isAsked } from './sieve/asked.ts';
import type { Lookup } from './substitution/expression.ts';
import { isExempt, type Substituted, substitute } from './substitution/substitute.ts';
import { findingsIn, secretFindings } from './validate-objects.ts';

/** An object on its way to a cluster. */
export interface Subject {
  readonly object: unknown;
  /** Nobody else holds it: it may be changed on the way. */
  readonly owned?: boolean;
  /** What Flux puts in place of variables before it applies it. */
  readonly variables?: Lookup | undefined;
}

export interface Judged {
  /** As the server will see it. */
  readonly object: unknown;
  readonly findings: readonly Finding[];
}

/** What will be found wrong with an object where it is applied: decrypted, and with its variables. */
export function judge({ object, variables, owned = false }: Subject, options: ValidateOptions): Judged {
  const plain = secretFindings(object, options);
  if (variables === undefined && !isEncrypted(object)) {
    const found = findingsIn(object, options, owned);
    return { object, findings: plain.length === 0 ? found : [...found, ...plain] };
  }
  const shape = isEncrypted(object) ? decryptedShape(object) : { object, hidden: [] };
  const found = (each: unknown, hidden: readonly string[]): readonly Finding[] => {
    const all = findingsIn(each, options, owned);
    return hidden.length === 0 ? all : all.filter((finding) => !isOpen(finding, hidden));
  };
  if (variables === undefined || isExempt(object))
    return { object: shape.object, findings: [...found(shape.object, shape.hidden), ...plain] };
  const substituted = substitute(shape.object, variables);
  const asked = variableFindings(object, substituted).filter(({ code }) => isAsked(code, options));
  const hidden = [...shape.hidden, ...substituted.hidden];
  return { object: substituted.object, findings: [...asked, ...found(substituted.object, hidden), ...plain] };
}

function variableFindings(object: unknown, { missing, broken }: Substituted): readonly Finding[] {
  const resource = identityOf(object);
  const at = (pointer: string): Pick<Finding, 'resource' | 'path' | 'pointer'> => ({
    resource,
    path: fieldPath(pointer),
    pointer,
  });
  return [
    ...broken.map(({ pointer, why }) =>
      finding('references/bad-substitution', `${fieldPath(pointer)}: ${why}`, {
        ...at(pointer),
        fix: 'write $${ for the text itself',
      }),
    ),
    ...missing.map(({ pointer, name }) =>
      finding(
        'references/unknown-variable',
        `${fieldPath(pointer)} asks for the variable ${name}, which nobody gives`,
        {
          ...at(pointer),
          fix: `substitute it, or give it a default: \${${name}:=…}`,
        },
      ),
    ),
  ];
}

/** Whether a finding may be one only because a value is not known here. */
function isOpen({ code, pointer = '' }: Finding, hidden: readonly string[]): boolean {
  if (code === 'api/unknown-field' || code === 'api/missing-field' || code === 'api/unknown-kind')
    return false;
  return hidden.some((each) => isWithin(each, pointer) || isWithin(pointer, each));
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
