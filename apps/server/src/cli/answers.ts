/** Questions of a command: at a terminal with passwords unseen, in a pipe one line per question. */
import { createInterface } from 'node:readline';
import type { Answers } from './restore.command.ts';

export function openAnswers(): Answers {
  const { stdin, stderr } = process;
  const isTerminal = stdin.isTTY === true;
  const lines = isTerminal ? null : createInterface({ input: stdin })[Symbol.asyncIterator]();
  const ask = async (question: string, hidden: boolean): Promise<string> => {
    if (lines !== null) return String((await lines.next()).value ?? '');
    stderr.write(question);
    return readLine(hidden);
  };
  return {
    isTerminal,
    ask: (question) => ask(question, false),
    askHidden: (question) => ask(question, true),
  };
}

/** One line of the terminal; `hidden` does not repeat what is typed. */
function readLine(hidden: boolean): Promise<string> {
  const { stdin, stderr } = process;
  return new Promise((resolve) => {
    const reader = createInterface({
      input: stdin,
      ...(hidden ? {} : { output: stderr }),
      terminal: true,
    });
    reader.once('line', (line) => {
      reader.close();
      if (hidden) stderr.write('\n');
      resolve(line);
    });
  });
}
