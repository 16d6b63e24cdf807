import type { Finding } from '../../../core/finding.ts';
import { type Format, findingsOf, headOf, sentenceOf } from '../../../validate/files/validated.ts';
import { totalOf } from './text.ts';

/** Annotations of a GitHub workflow, a line each, and the total as text between them. */
export const asGithub: Format = (all) =>
  `${all.flatMap(findingsOf).map(annotation).join('')}${totalOf(all)}\n`;

function annotation(found: Finding): string {
  const { severity, code, resource, source } = found;
  const properties = [
    ['file', source?.file],
    ['line', source?.line],
    ['col', source?.column],
    ['title', resource === undefined ? code : `${code}: ${headOf(resource)}`],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(String(value))}`]));
  return `::${severity} ${properties.join(',')}::${data(sentenceOf(found))}\n`;
}

/** Nothing of a document begins a command of its own. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
