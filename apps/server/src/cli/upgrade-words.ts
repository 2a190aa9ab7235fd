/** What upgrade, rollback and migrate share: saying sentences, turning refusals into one of them. */
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { UpgradeError } from '../platform/upgrade/upgrade-error.ts';
import { type UpgradeData, type UpgradeKey, upgradeText } from '../platform/upgrade/upgrade-text.ts';
import type { CommandOptions } from './command.ts';
import { type CommandWords, inOneSentence, sentenceOf } from './one-sentence.ts';

export type SayUpgrade = (key: UpgradeKey, data?: UpgradeData) => string;

export function wordsOfUpgrade(locale: Locale): SayUpgrade {
  return (key, data = {}) => format(upgradeText[locale][key], data);
}

function wordsIn(locale: Locale): CommandWords {
  const say = wordsOfUpgrade(locale);
  return {
    locale,
    usage: say('usage'),
    own: (error) => (error instanceof UpgradeError ? say(error.code, error.data) : null),
  };
}

/** What went wrong, in one sentence. */
export function reasonInWords(error: unknown, locale: Locale): string {
  return sentenceOf(error, wordsIn(locale)) ?? (error instanceof Error ? error.message : String(error));
}

/** Runs a command; what a person can mend becomes one sentence and an exit code. */
export function inUpgradeWords(command: CommandOptions, work: () => Promise<number>): Promise<number> {
  return inOneSentence(command, wordsIn(command.locale), work);
}
