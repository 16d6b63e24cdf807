import { type Code, codes as catalogue, codeEntry } from '../../../core/codes.ts';
import type { Finding } from '../../../core/finding.ts';
import { type Format, findingsOf, headOf, sentenceOf } from '../../../validate/files/validated.ts';
import { version } from '../../version.ts';

/** SARIF 2.1.0: what code scanning and editors read. */
export const asSarif: Format = (all) => {
  const findings = all.flatMap(findingsOf);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'plimsoll',
            semanticVersion: version(),
            rules: codes.map((code) => rule(code, findings)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((each) => result(each, indexOf.get(each.code) ?? -1)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** Of a rule of the user nothing is known but what it says. */
function rule(code: string, findings: readonly Finding[]): object {
  const first = findings.find((each) => each.code === code);
  if (!Object.hasOwn(catalogue, code))
    return {
      id: code,
      shortDescription: { text: 'A rule of this project.' },
      defaultConfiguration: { level: first?.severity ?? 'error' },
    };
  const { severity, meaning, cure } = codeEntry(code as Code);
  return {
    id: code,
    shortDescription: { text: meaning },
    help: { text: cure },
    defaultConfiguration: { level: severity },
  };
}

function result(found: Finding, ruleIndex: number): object {
  const { code, severity, resource, path, source } = found;
  const named = resource === undefined ? undefined : headOf(resource);
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: sentenceOf(found) },
    locations: [
      {
        ...(source === undefined ? {} : { physicalLocation: physical(source) }),
        ...(named === undefined
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: [named, path].filter(Boolean).join(' ') }] }),
      },
    ],
    // The same mistake stays the same where lines move.
    partialFingerprints: { 'resourcePath/v1': [named ?? source?.file ?? '', path ?? ''].join('|') },
  };
}

function physical({ file, line, column }: NonNullable<Finding['source']>): object {
  const uri = file
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replaceAll('\\', '/')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return {
    artifactLocation: { uri },
    ...(line === undefined ? {} : { region: { startLine: line, startColumn: column } }),
  };
}
