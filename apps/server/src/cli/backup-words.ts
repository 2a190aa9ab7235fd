/** What the commands of backups share: saying sentences, turning refusals into one sentence. */
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { backupCliText } from './backup-cli-text.ts';
import type { CommandOptions } from './command.ts';
import { inOneSentence } from './one-sentence.ts';

export type Say = (
  key: keyof typeof backupCliText.zh,
  data?: Readonly<Record<string, string | number>>,
) => string;

export function wordsOf(locale: Locale): Say {
  return (key, data = {}) => format(backupCliText[locale][key], data);
}

/** Runs a command; what a person can mend becomes one sentence and an exit code. */
export function inSentences(
  command: CommandOptions,
  name: 'backup' | 'restore' | 'drill',
  work: () => Promise<number>,
): Promise<number> {
  const { locale } = command;
  return inOneSentence(command, { locale, usage: wordsOf(locale)(`usage.${name}`) }, work);
}
