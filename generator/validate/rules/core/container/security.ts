import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { pathBelow, subdomain } from '../../syntax.ts';
import { requiredOneOf } from '../../vocabulary/choice.ts';
import { within } from '../../vocabulary/numbers.ts';
import { needed } from '../../vocabulary/required.ts';
import { written } from '../../vocabulary/written.ts';

const highestId = 2 ** 31 - 1;

export const userAndGroup: Rule = rule(['core#SecurityContext', 'core#PodSecurityContext'], (context) => {
  for (const name of ['runAsUser', 'runAsGroup', 'fsGroup']) within(context, name, 0, highestId);
});

/** What gives a container all rights cannot also be told to give it none. */
export const privilege: Rule = rule('core#SecurityContext', (context) => {
  if (context.get('allowPrivilegeEscalation') !== false) return;
  const granted = context.flag('privileged') ? 'privileged: true' : undefined;
  const added = context.in('capabilities').texts('add').includes('CAP_SYS_ADMIN')
    ? 'CAP_SYS_ADMIN'
    : undefined;
  for (const right of [granted, added])
    if (right !== undefined)
      context.refuse({
        code: 'api/conflict',
        what: `has allowPrivilegeEscalation: false and ${right}, which escalates`,
      });
});

/** What of /proc a container sees: all of it only where its users are not the machine's. */
export const procMount: Rule = rule(
  'core#SecurityContext',
  (context) => {
    if (context.text('procMount') === 'Unmasked' && context.parent?.parent?.get('hostUsers') !== false)
      context.refuse(
        { code: 'api/conflict', what: 'is Unmasked, which needs hostUsers: false' },
        'procMount',
      );
  },
  { since: '1.33' },
);

const profiles = ['Localhost', 'RuntimeDefault', 'Unconfined'];

function profile(fields: Fields): boolean {
  requiredOneOf(fields, 'type', profiles);
  const local = fields.text('type') === 'Localhost';
  if (local) needed(fields, 'localhostProfile', 'a profile of type Localhost');
  else if (fields.has('localhostProfile'))
    fields.refuse(
      { code: 'api/conflict', what: 'is for type: Localhost only', fix: 'take it away' },
      'localhostProfile',
    );
  return local;
}

export const seccomp: Rule = rule('core#SeccompProfile', (fields) => {
  if (profile(fields)) written(fields, 'localhostProfile', pathBelow, 'api/bad-format');
});

export const appArmor: Rule = rule('core#AppArmorProfile', (fields) => {
  if (!profile(fields)) return;
  written(
    fields,
    'localhostProfile',
    (text) =>
      text.trim() !== text
        ? 'has white space at an end'
        : text.length > 4095
          ? 'is longer than 4095 characters'
          : undefined,
    'api/bad-format',
  );
});

export const windowsOptions: Rule = rule('core#WindowsSecurityContextOptions', (options) => {
  written(options, 'gmsaCredentialSpecName', subdomain);
  const user = options.get('runAsUserName');
  const wrong = typeof user === 'string' ? windowsUser(user) : undefined;
  if (wrong !== undefined) options.refuse({ code: 'api/bad-name', what: wrong }, 'runAsUserName');
  if (options.get('gmsaCredentialSpec') === '')
    options.refuse({ code: 'api/missing-field', what: 'is empty' }, 'gmsaCredentialSpec');
});

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const domain = new RegExp(`^${label}(?:\\.${label})*$`);

function windowsUser(text: string): string | undefined {
  const parts = text.split('\\');
  if (text === '') return 'is empty';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is refused
  if (/[\x00-\x1f\x7f]/.test(text)) return 'has a control character in it';
  if (parts.length > 2) return 'has more than one backslash';
  const [user = '', realm] = [parts.at(-1), parts.length === 2 ? parts[0] : undefined];
  if (
    realm !== undefined &&
    (realm.length >= 256 || !(/^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(realm) || domain.test(realm)))
  )
    return 'has a domain that is none';
  if (user === '') return 'names no user';
  if (user.length > 104) return 'names a user of more than 104 characters';
  if (/^[. ]+$/.test(user) || /["/\\:;|=,+*?<>@[\]]/.test(user))
    return 'names a user with characters that Windows does not allow';
  return undefined;
}
