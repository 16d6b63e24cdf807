import { readArguments } from '../arguments.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll completion bash|zsh

Prints what a shell needs to complete verbs, options and files.

  plimsoll completion bash >> ~/.bashrc
  plimsoll completion zsh > ~/.zfunc/_plimsoll
`;

/** A verb as the list has it. */
interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

/** Knows every verb, itself too: it is given the list. */
export function completionVerb(verbs: readonly Listed[]): Verb {
  const summary = 'what a shell completes: bash, zsh';
  return { name: 'completion', summary, help, run: (argv, io) => run(argv, io, verbs) };
}

interface Completed {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
}

async function run(argv: readonly string[], io: Io, verbs: readonly Listed[]): Promise<number> {
  const { rest } = readArguments('completion', argv, {});
  const [shell, ...more] = rest;
  if ((shell !== 'bash' && shell !== 'zsh') || more.length > 0)
    throw usage(`completion needs bash or zsh${shell === undefined ? '' : `, not ${rest.join(' ')}`}`);
  const completed: Completed[] = [];
  for (const { name, summary, load } of verbs) {
    const { help: text } = await load();
    const options = [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option))];
    completed.push({ name, summary, options: [...options, '--help', '--quiet', '--verbose'].sort() });
  }
  io.out(shell === 'bash' ? bash(completed) : zsh(completed));
  return exit.fine;
}

function bash(verbs: readonly Completed[]): string {
  const cases = verbs.map(({ name, options }) => `    ${name}) words='${options.join(' ')}' ;;`);
  return `# plimsoll completion for bash
_plimsoll() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${verbs.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _plimsoll plimsoll
`;
}

function zsh(verbs: readonly Completed[]): string {
  const described = verbs.map(
    ({ name, summary }) => `    '${name}:${summary.replaceAll("'", "'\\''").replaceAll(':', '\\:')}'`,
  );
  const cases = verbs.map(({ name, options }) => `    ${name}) compadd -- ${options.join(' ')} ;;`);
  return `#compdef plimsoll
_plimsoll() {
  local -a verbs
  verbs=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe verb verbs
    return
  fi
  if [[ "$PREFIX" != -* ]]; then
    _files
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _plimsoll ]; then _plimsoll "$@"; else compdef _plimsoll plimsoll; fi
`;
}
