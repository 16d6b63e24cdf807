import { apiCodes } from './codes/api.ts';
import { buildCodes } from './codes/build.ts';
import { cliCodes } from './codes/cli.ts';
import { clusterCodes } from './codes/cluster.ts';
import { deprecationCodes } from './codes/deprecations.ts';
import { immutableCodes } from './codes/immutable.ts';
import { importCodes } from './codes/import.ts';
import { kustomizeCodes } from './codes/kustomize.ts';
import { patchCodes } from './codes/patch.ts';
import { policyCodes } from './codes/policy.ts';
import { referenceCodes } from './codes/references.ts';
import type { Finding, FindingClass, Severity } from './finding.ts';

export interface CodeEntry {
  readonly severity: Severity;
  /** What it means, in one line. */
  readonly meaning: string;
  /** What the user does about it. */
  readonly cure: string;
}

/** Every code a finding can carry. A test holds that each is used, tested, and documented in `README.md` beside this file. */
export const codes: typeof apiCodes &
  typeof referenceCodes &
  typeof deprecationCodes &
  typeof policyCodes &
  typeof immutableCodes &
  typeof kustomizeCodes &
  typeof patchCodes &
  typeof buildCodes &
  typeof importCodes &
  typeof cliCodes &
  typeof clusterCodes = {
  ...apiCodes,
  ...referenceCodes,
  ...deprecationCodes,
  ...policyCodes,
  ...immutableCodes,
  ...kustomizeCodes,
  ...patchCodes,
  ...buildCodes,
  ...importCodes,
  ...cliCodes,
  ...clusterCodes,
};

const catalogue: Readonly<Record<Code, CodeEntry>> = codes;

export type Code = keyof typeof codes;

/** What the catalogue says of a code. */
export function codeEntry(code: Code): CodeEntry {
  return catalogue[code];
}

type Details = Omit<Finding, 'code' | 'class' | 'severity' | 'message'>;

/** The only way to make a finding: class and severity come from the catalogue. */
export function finding(code: Code, message: string, details: Details = {}): Finding {
  const { severity } = catalogue[code];
  return Object.freeze({
    code,
    class: code.slice(0, code.indexOf('/')) as FindingClass,
    severity,
    message,
    ...details,
  });
}
