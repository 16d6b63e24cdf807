import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Settings } from './define-stack.ts';

export interface ReadSettings {
  readonly settings: Settings;
  readonly findings: readonly Finding[];
}

/** `key=value` texts over declared defaults: the default's type decides how a value is read. */
export function readSettings(declared: Settings, given: readonly string[]): ReadSettings {
  const settings: Record<string, string | number | boolean> = { ...declared };
  const findings: Finding[] = [];
  for (const text of given) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || value === undefined) {
      findings.push(finding('build/bad-setting', `${JSON.stringify(text)} is not key=value`));
      continue;
    }
    if (!Object.hasOwn(declared, key)) {
      const hint = didYouMean(key, Object.keys(declared));
      findings.push(
        finding(
          'build/unknown-setting',
          `the stack declares no setting ${key}`,
          hint === undefined ? {} : { fix: hint },
        ),
      );
      continue;
    }
    const read = readLike(value, declared[key]);
    if (read === undefined)
      findings.push(
        finding(
          'build/bad-setting',
          `the setting ${key} is a ${typeof declared[key]}, not ${JSON.stringify(value)}`,
        ),
      );
    else settings[key] = read;
  }
  return { settings, findings };
}

function readLike(text: string, like: Settings[string] | undefined): string | number | boolean | undefined {
  if (typeof like === 'number')
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  return text;
}
