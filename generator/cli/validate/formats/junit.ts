import type { Finding } from '../../../core/finding.ts';
import { type Format, headOf, sentenceOf, type Validated } from '../../../validate/files/validated.ts';

interface Case {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** A suite a file, a case an object: it fails by its errors; what is only warned of is said beside it. */
export const asJunit: Format = (all) => {
  const suites = all.map((each) => ({ ...each, cases: casesOf(each) }));
  const cases = suites.flatMap((each) => each.cases);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plimsoll" tests="${cases.length}" failures="${failed(cases)}">
${suites.map(suite).join('')}</testsuites>
`;
};

function casesOf({ file, objects, findings }: Validated): readonly Case[] {
  return [
    ...(findings.length === 0 ? [] : [{ name: file, findings }]),
    ...objects.map((each, index) => ({
      name: `[${index}] ${headOf(each.resource)}`,
      findings: each.findings,
    })),
  ];
}

function suite({ file, cases }: { readonly file: string; readonly cases: readonly Case[] }): string {
  const head = `name="${escaped(file)}" tests="${cases.length}" failures="${failed(cases)}"`;
  return `  <testsuite ${head}>\n${cases.map((each) => testcase(file, each)).join('')}  </testsuite>\n`;
}

function testcase(file: string, { name, findings }: Case): string {
  const head = `    <testcase classname="${escaped(file)}" name="${escaped(name)}"`;
  if (findings.length === 0) return `${head}/>\n`;
  const errors = findings.filter(isError).map((each) => failure(each));
  const warnings = findings.filter((each) => !isError(each)).map((each) => `${placed(each)}\n`);
  const said =
    warnings.length === 0 ? [] : [`      <system-out>${escaped(warnings.join(''))}</system-out>\n`];
  return `${head}>\n${[...errors, ...said].join('')}    </testcase>\n`;
}

function failure(found: Finding): string {
  const head = `type="${found.code}" message="${escaped(sentenceOf(found))}"`;
  return `      <failure ${head}>${escaped(placed(found))}</failure>\n`;
}

function placed(found: Finding): string {
  const { file, line, column } = found.source ?? { file: '' };
  return `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${sentenceOf(found)}`;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function failed(cases: readonly Case[]): number {
  return cases.filter(({ findings }) => findings.some(isError)).length;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text of an element or attribute; what XML has no place for is the replacement character. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character)
    .replace(/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
