/** Turns codes of start and set-up into sentences. */
import { format, type Locale } from '@mingcha/core/common/text.ts';
import type { SetupError } from './setup-error.ts';
import { type StartupKey, startupText } from './startup-text.ts';

type Data = Readonly<Record<string, string | number>>;

/** A sentence of the start-up catalogue. A value that is itself a key (`config.port`) is put into words first. */
export function startupSentence(key: StartupKey, data: Data, locale: Locale): string {
  const words = startupText[locale];
  const spoken = Object.entries(data).map(
    ([name, value]) => [name, words[value as StartupKey] ?? value] as const,
  );
  return format(words[key], Object.fromEntries(spoken));
}

/** What hinders, in words; what a settings file says wrong begins with its line. */
export function startupMessage(error: SetupError, locale: Locale): string {
  const sentence = startupSentence(error.code, error.data, locale);
  if (error.data['line'] === undefined) return sentence;
  return `${startupSentence('config.at_line', error.data, locale)}${sentence}`;
}
