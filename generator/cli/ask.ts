import type { Readable, Writable } from 'node:stream';

/** Where questions are put, and what happens where somebody goes away instead of answering. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly leave: () => void;
}

/** Puts questions, one after the other; lines that were typed before they were asked for are answers too. */
export function asker({ input, output, leave }: Terminal): (question: string) => Promise<string> {
  const typed: string[] = [];
  return async (question) => {
    const known = typed.shift();
    if (known !== undefined) {
      output.write(`${question}${known}\n`);
      return known.trim();
    }
    const { createInterface } = await import('node:readline');
    const lines = createInterface({ input, output });
    return new Promise((resolve) => {
      let answer: string | undefined;
      lines.on('line', (line) => {
        if (answer !== undefined) typed.push(line);
        answer ??= line;
        // What was pasted comes at once.
        setImmediate(() => lines.close());
      });
      // Also where it comes right behind an answer: nobody would ask for it again.
      lines.on('SIGINT', leave);
      lines.on('close', () => {
        if (answer === undefined) leave();
        else resolve(answer.trim());
      });
      lines.setPrompt(question);
      lines.prompt();
    });
  };
}
