/** Who waits for another program without doing anything else is not stopped by the test runner: the program is, at last. */
export const patience = { timeout: 300_000, killSignal: 'SIGKILL' } as const;
