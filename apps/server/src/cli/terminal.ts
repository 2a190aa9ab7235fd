/**
 * The terminal as the commands see it: sentences, progress that is silent in a pipe, questions that need somebody to
 * answer. Refusals are thrown as `CliError` and become one sentence and an exit code in `main.ts`.
 */
import { createInterface } from 'node:readline/promises';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { cliText } from './cli-text.ts';

export type CliKey = keyof typeof cliText.zh;
export type CliData = Readonly<Record<string, string | number>>;

/** Exit codes of the command line, documented in its help. */
export const exitCodes = { done: 0, refused: 1, usage: 2, infeasible: 3 } as const;

export class CliError extends Error {
  readonly key: CliKey;
  readonly data: CliData;
  readonly exitCode: number;
  constructor(key: CliKey, data: CliData = {}, exitCode: number = exitCodes.refused) {
    super(key);
    this.name = 'CliError';
    this.key = key;
    this.data = data;
    this.exitCode = exitCode;
  }
}

export interface Terminal {
  readonly locale: Locale;
  /** Only JSON goes to the standard output. */
  readonly json: boolean;
  /** A line of the result, on the standard output; nothing in JSON mode. */
  print(line: string): void;
  printJson(value: unknown): void;
  /** A remark, on the standard error. */
  note(line: string): void;
  /** Overwrites one line of a terminal; silent in a pipe. */
  progress(line: string): void;
  endProgress(): void;
  text(key: CliKey, data?: CliData): string;
  /** Asks until `accept` is content. Errors: `ask.no_terminal` where nobody can answer. */
  ask(question: string, again: string, accept: (answer: string) => boolean): Promise<string>;
}

export function openTerminal(locale: Locale, json: boolean): Terminal {
  const live = process.stderr.isTTY;
  let shown = 0;
  const endProgress = () => {
    if (shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  const text = (key: CliKey, data: CliData = {}) => format(cliText[locale][key], data);
  return {
    locale,
    json,
    print: (line) => {
      endProgress();
      if (!json) process.stdout.write(`${line}\n`);
    },
    printJson: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    note: (line) => {
      endProgress();
      process.stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!live) return;
      endProgress();
      process.stderr.write(line);
      shown = line.length * 2;
    },
    endProgress,
    text,
    ask: async (question, again, accept) => {
      if (!process.stdin.isTTY)
        throw new CliError('ask.no_terminal', { what: question.replace(/\W\s*$/u, '') });
      endProgress();
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        let answer = (await lines.question(question)).trim();
        while (!accept(answer)) answer = (await lines.question(again)).trim();
        return answer;
      } finally {
        lines.close();
      }
    },
  };
}
