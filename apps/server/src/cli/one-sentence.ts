/** How a command ends when a person can mend what is wrong: one sentence and an exit code. Anything else is thrown on. */
import { backupText } from '@mingcha/core/common/backup-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { BackupError } from '../platform/backup/backup-error.ts';
import { type Config, parseConfig } from '../platform/config.ts';
import { SetupError } from '../platform/setup-error.ts';
import { startupMessage } from '../platform/startup-message.ts';
import type { CommandOptions } from './command.ts';
import { exitCodes } from './terminal.ts';
import { mistypedOption } from './usage.ts';

export interface CommandWords {
  readonly locale: Locale;
  /** How the command is used, for whoever mistyped it. */
  readonly usage: string;
  /** The sentence of a refusal that only this command knows, or null. */
  readonly own?: (error: unknown) => string | null;
}

export function configOf({ environment, root }: CommandOptions): Config {
  return parseConfig(environment, [], root);
}

/** Runs a command; what a person can mend becomes one sentence and an exit code. */
export async function inOneSentence(
  command: CommandOptions,
  words: CommandWords,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const sentence = sentenceOf(error, words);
    if (sentence === null) throw error;
    command.print(sentence);
    return mistypedOption(error, words.locale) !== null ? exitCodes.usage : exitCodes.refused;
  }
}

/** Null for what no person can mend. */
export function sentenceOf(error: unknown, { locale, usage, own }: CommandWords): string | null {
  const known = own?.(error) ?? null;
  if (known !== null) return known;
  if (error instanceof BackupError) return format(backupText[locale][error.code], error.data);
  if (error instanceof SetupError) return startupMessage(error, locale);
  const mistyped = mistypedOption(error, locale);
  return mistyped === null ? null : `${mistyped}\n${usage}`;
}
