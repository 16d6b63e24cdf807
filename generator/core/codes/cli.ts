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
} as const;
