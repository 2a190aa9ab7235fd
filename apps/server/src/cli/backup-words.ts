/** What the commands of backups share: saying sentences, turning refusals into one sentence, reading secrets. */
import { readFile } from 'node:fs/promises';
import { backupText } from '@mingcha/core/common/backup-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { BackupError } from '../platform/backup/backup-error.ts';
import { type Config, parseConfig } from '../platform/config.ts';
import { SetupError } from '../platform/setup-error.ts';
import { startupMessage } from '../platform/startup-message.ts';
import { backupCliText } from './backup-cli-text.ts';
import type { CommandOptions } from './command.ts';
import { exitCodes } from './terminal.ts';

export type Say = (
  key: keyof typeof backupCliText.zh,
  data?: Readonly<Record<string, string | number>>,
) => string;

export function wordsOf(locale: Locale): Say {
  return (key, data = {}) => format(backupCliText[locale][key], data);
}

export function configOf({ environment, root }: CommandOptions): Config {
  return parseConfig(environment, [], root);
}

/** Runs a command; what a person can mend becomes one sentence and an exit code. */
export async function inSentences(command: CommandOptions, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const sentence = sentenceOf(error, command.locale);
    if (sentence === null) throw error;
    command.print(sentence);
    return isUsage(error) ? exitCodes.usage : exitCodes.refused;
  }
}

function sentenceOf(error: unknown, locale: Locale): string | null {
  if (error instanceof BackupError) return format(backupText[locale][error.code], error.data);
  if (error instanceof SetupError) return startupMessage(error, locale);
  return isUsage(error) ? `${(error as Error).message}\n${wordsOf(locale)('usage')}` : null;
}

/** What `parseArgs` of node throws. */
function isUsage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}

/** The first line of a file: a passphrase. */
export async function passphraseIn(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '';
}
