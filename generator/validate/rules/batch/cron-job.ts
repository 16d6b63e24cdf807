import { type Rule, rule } from '../rule.ts';
import { notNegative } from '../vocabulary/numbers.ts';
import { misplaced, required } from '../vocabulary/required.ts';
import { scheduleMistake } from './schedule.ts';

export const schedule: Rule = rule('batch#CronJobSpec', (spec) => {
  required(spec, 'schedule');
  const text = spec.text('schedule');
  const wrong = text === '' ? undefined : scheduleMistake(text);
  if (wrong !== undefined) spec.refuse({ code: 'api/bad-format', what: wrong }, 'schedule');
});

/** A place on earth, as Go and this machine know them. */
export const timeZone: Rule = rule('batch#CronJobSpec', (spec) => {
  const zone = spec.get('timeZone');
  if (typeof zone !== 'string') return;
  const parts = zone.split('/');
  const wellFormed = parts.every(
    (part) => /^[A-Za-z.\-_0-9+]{1,14}$/.test(part) && !part.startsWith('-') && part !== '.' && part !== '..',
  );
  if (!wellFormed || zone.toLowerCase() === 'local' || !isZone(zone))
    spec.refuse(
      {
        code: 'api/not-allowed',
        what: `is ${JSON.stringify(zone)}, which is no time zone, like Europe/Berlin or Etc/UTC`,
      },
      'timeZone',
    );
});

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const cronNumbers: Rule = rule('batch#CronJobSpec', (spec) =>
  notNegative(spec, 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'),
);

/** Each job that it makes is selected by itself. */
export const madeSelector: Rule = rule('batch#JobTemplateSpec', (template) => {
  const spec = template.in('spec');
  if (spec.has('selector')) spec.refuse(misplaced('the server makes it'), 'selector');
  if (spec.flag('manualSelector')) spec.refuse(misplaced('the server makes the selector'), 'manualSelector');
});
