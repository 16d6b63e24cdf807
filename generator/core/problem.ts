import type { Finding } from './finding.ts';

/** A user's mistake, thrown where a value has to come back. It carries findings, never only a sentence. */
export class Problem extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[], options?: ErrorOptions) {
    super(
      findings
        .map((each) => (each.fix === undefined ? each.message : `${each.message}; ${each.fix}`))
        .join('\n'),
      options,
    );
    this.name = 'Problem';
    this.findings = findings;
  }
}

/** A patch that cannot be applied, or a path that leads nowhere. */
export class PatchError extends Problem {
  constructor(findings: readonly Finding[], options?: ErrorOptions) {
    super(findings, options);
    this.name = 'PatchError';
  }
}
