/** Codes of the command line. */
export const cliCodes = {
  'cli/unknown-verb': {
    severity: 'error',
    meaning: 'The first argument is not a verb.',
    cure: 'Run `plimsoll --help` for the verbs.',
  },
  'cli/usage': {
    severity: 'error',
    meaning: 'An option or argument is missing, unknown or malformed.',
    cure: 'Run `plimsoll <verb> --help`.',
  },
  'cli/edited-by-hand': {
    severity: 'error',
    meaning: 'A file of the output is not as it was written: somebody changed it. Nothing is written.',
    cure: 'Make the change in the stack and run again with --overwrite.',
  },
  'cli/not-ours': {
    severity: 'error',
    meaning: 'A file that plimsoll did not write is where one is to be written. Nothing is written.',
    cure: 'Move it away, or run again with --overwrite.',
  },
  'cli/in-the-way': {
    severity: 'error',
    meaning: 'A folder, a link or something else is where a file is to be written. Nothing is written.',
    cure: 'Move it away: links are not followed.',
  },
  'cli/output-unwritable': {
    severity: 'error',
    meaning:
      'The disk refuses to be written to: rights, space, a read-only disk. The old files are as they were.',
    cure: 'Mend what the message names, and run again.',
  },
  'cli/output-busy': {
    severity: 'error',
    meaning:
      'Another run has been writing to the output for longer than was waited, or has written to it while this one read it.',
    cure: 'Wait until it has finished, and run again.',
  },
  'cli/bad-config': {
    severity: 'error',
    meaning: 'plimsoll.config.ts has an unknown field or a wrong value, or exports no config.',
    cure: 'Write what the message asks for; the editor knows the type of defineConfig({ … }).',
  },
  'cli/no-stacks': {
    severity: 'error',
    meaning: 'No file matches the pattern of the stacks.',
    cure: 'Write a stack, or set stacks in plimsoll.config.ts.',
  },
  'cli/no-such-stack': {
    severity: 'error',
    meaning: 'A stack is named that is not there.',
    cure: 'Use its path, or its name without .stack.ts.',
  },
  'cli/stack-unreadable': {
    severity: 'error',
    meaning:
      'A stack or the config cannot be loaded: a mistake of syntax, a missing import, an error when it ran.',
    cure: 'Correct the file at the place the message names.',
  },
  'cli/unknown-environment': {
    severity: 'error',
    meaning: 'An environment is named that the config does not have, and that is no preview.',
    cure: 'Correct the name, add it to environments, or call previews pr-….',
  },
  'cli/empty-selection': {
    severity: 'error',
    meaning: 'No cluster is left after -l, --env, --shard and the stacks that were named.',
    cure: 'Correct the selection: a run that renders nothing is a mistake more often than not.',
  },
  'cli/type-error': {
    severity: 'error',
    meaning: 'The compiler finds a mistake in a stack or in the config.',
    cure: "Correct it: the message is the compiler's own.",
  },
  'cli/not-deterministic': {
    severity: 'error',
    meaning:
      'A second render, with another clock, seed, locale, time zone and no network, differs from the first.',
    cure: 'Take time, chance, the locale and the network out of the stack; values belong into the environment or pins.yaml.',
  },
  'cli/unused-ignore': {
    severity: 'warning',
    meaning: 'An ignore of the config hides nothing.',
    cure: 'Take it away.',
  },
  'cli/expired-ignore': {
    severity: 'warning',
    meaning:
      'The day has passed until which an ignore of the config was to hide a finding: it is shown again.',
    cure: 'Mend what it hid, or give it another day.',
  },
  'cli/bad-baseline': {
    severity: 'error',
    meaning: 'A baseline cannot be read.',
    cure: 'Remove it and run again: it is then made anew.',
  },
  'cli/rule-failed': {
    severity: 'error',
    meaning: 'A rule of the config threw an error.',
    cure: 'Correct the rule: it is given every object, of every kind.',
  },
  'cli/command-failed': {
    severity: 'error',
    meaning: 'A command of the config could not be run, took too long, or answered nothing that can be read.',
    cure: 'Run the command by hand; it is to print findings as JSON or SARIF, or the config is to say how it is read.',
  },
  'cli/no-such-input': {
    severity: 'error',
    meaning: 'A file, folder or pattern that is named is not there.',
    cure: 'Correct it; quote patterns, so that the shell leaves them alone.',
  },
  'cli/unknown-revision': {
    severity: 'error',
    meaning: 'Changes are to be judged from a git revision that the repository does not have.',
    cure: 'Name a commit, branch or tag that is there; in CI fetch it first: git fetch origin main.',
  },
  'cli/no-helm': {
    severity: 'error',
    meaning: 'A chart is to be inflated, and the program helm is not there.',
    cure: 'Install helm (https://helm.sh/docs/intro/install), or take helmRelease, which needs none.',
  },
  'cli/no-repository': {
    severity: 'error',
    meaning: 'A verb needs the git repository of the output, and there is none.',
    cure: 'Run git init, or run it where the repository is.',
  },
  'cli/stale-output': {
    severity: 'error',
    meaning: 'The output is not what the stacks make.',
    cure: 'Run plimsoll synth, look at what it changes, and commit it.',
  },
  'cli/shard-missing': {
    severity: 'error',
    meaning: 'Shards of a cluster are brought together, and one of them is not there.',
    cure: 'Run the others, or plimsoll synth, which renders all of it.',
  },
  'cli/not-published': {
    severity: 'error',
    meaning: 'A registry does not take what is published, or does not let in who publishes.',
    cure: 'Log in to it (docker login), or correct the address.',
  },
  'cli/hook-in-the-way': {
    severity: 'error',
    meaning: 'A pre-commit hook is there that plimsoll did not write, or another program runs the hooks.',
    cure: 'Add the line that the message gives to it.',
  },
  'cli/git-failed': {
    severity: 'error',
    meaning: 'Git cannot do its part: it is not installed, knows no author, or cannot reach the remote.',
    cure: 'Mend what the message names, and run again.',
  },
  'cli/commit-refused': {
    severity: 'error',
    meaning:
      'Git does not commit: a hook or a signature refuses, something is half done, or owned files are ignored.',
    cure: "Read git's own words in the message. Nothing is committed.",
  },
  'cli/would-delete': {
    severity: 'error',
    meaning: 'A commit would delete data, a large part of a cluster, or all of it. Nothing is committed.',
    cure: 'Look at it with plimsoll diff; allow it with --allow-delete KIND/NAME.',
  },
  'cli/push-refused': {
    severity: 'error',
    meaning:
      'The remote does not take what is pushed. Nothing is ever forced; what was committed here stays.',
    cure: 'Where the remote has moved: git pull --rebase, and run again.',
  },
  'cli/uncommitted-stacks': {
    severity: 'warning',
    meaning: 'The output is committed, and what it is made of is not.',
    cure: 'Commit the stacks as well: git add them, and commit with --staged.',
  },
  'cli/unknown-code': {
    severity: 'error',
    meaning: 'plimsoll explain is asked for a code or a kind that there is not.',
    cure: 'Use one of those that plimsoll explain lists, or a kind that is shipped or imported.',
  },
  'cli/no-such-field': {
    severity: 'error',
    meaning: 'plimsoll explain is asked for a field that the kind does not have.',
    cure: 'Correct the name: the message says which there are.',
  },
  'cli/no-such-resource': {
    severity: 'error',
    meaning: 'plimsoll why is asked for a line or a resource that the stacks do not make.',
    cure: 'Name a file of the output with a line, or kind/name.',
  },
} as const;
