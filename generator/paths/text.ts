import { equal, isRecord, type Json, own } from '../core/json.ts';
import { dataOf, type Step } from './data.ts';

/** A path as people write it: `spec.template.spec.containers[name=web].image`. `parse` reads it back. */
export function text(path: object): string {
  return stepsText(dataOf(path).steps);
}

export function stepsText(steps: readonly Step[]): string {
  return steps.map(stepText).join('').replace(/^\./, '');
}

/** One step, with the dot before a plain name. */
export function stepText(step: Step): string {
  switch (step.step) {
    case 'field':
    case 'key':
      return /^[A-Za-z_$][\w$-]*$/.test(step.name) ? `.${step.name}` : `[${quoted(step.name)}]`;
    case 'index':
      return `[${step.index}]`;
    case 'each':
      return '[*]';
    case 'item':
      return `[${matchText(step.match, step.defaults)}]`;
    case 'where':
      return `[?${matchText(step.match, {})}]`;
  }
}

/** Keys that hold their default are left out, as long as one remains. */
function matchText(match: Json, defaults: Readonly<Record<string, Json>>): string {
  if (!isRecord(match)) return `=${valueText(match)}`;
  const entries = Object.entries(match) as [string, Json][];
  const telling = entries.filter(([key, value]) => !equal(own(defaults, key), value));
  return (telling.length > 0 ? telling : entries)
    .map(([key, value]) => `${key}=${valueText(value)}`)
    .join(',');
}

function valueText(value: Json): string {
  if (typeof value === 'string')
    return /^[A-Za-z_][\w./-]*$/.test(value) && !/^(true|false|null)$/.test(value) ? value : quoted(value);
  return JSON.stringify(value);
}

function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
