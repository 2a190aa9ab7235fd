/** How each command is used, and what was mistyped, in words: node says it in English only. Loads no database. */
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { secretRemovalText } from '@mingcha/core/publications/secret-removal-text.ts';
import { upgradeText } from '../platform/upgrade/upgrade-text.ts';
import { backupCliText } from './backup-cli-text.ts';
import { certCommandText } from './cert-text.ts';
import { cliText } from './cli-text.ts';
import { keysText } from './keys-text.ts';
import { operationsText } from './operations-text.ts';
import { scaleOutText } from './scale-out-text.ts';

const usages: Readonly<Record<string, (locale: Locale) => string>> = {
  backup: (locale) => backupCliText[locale]['usage.backup'],
  restore: (locale) => backupCliText[locale]['usage.restore'],
  drill: (locale) => backupCliText[locale]['usage.drill'],
  doctor: (locale) => operationsText[locale]['doctor.usage'],
  logs: (locale) => operationsText[locale]['logs.usage'],
  status: (locale) => operationsText[locale]['status.usage'],
  'support-bundle': (locale) => operationsText[locale]['bundle.usage'],
  'user-rescue': (locale) => operationsText[locale]['rescue.usage'],
  'scale-out': (locale) => scaleOutText[locale].usage,
  upgrade: (locale) => upgradeText[locale].usage,
  rollback: (locale) => upgradeText[locale].usage,
  cert: (locale) => certCommandText[locale]['cert.usage'],
  release: (locale) => certCommandText[locale]['release.usage'],
  keys: (locale) => keysText[locale]['keys.usage'],
  secrets: (locale) => secretRemovalText[locale]['secrets.usage'],
};

/** The usage of one command alone; of those without a text of their own, their paragraph of the help. Null: there is none. */
export function usageOf(words: readonly string[], locale: Locale): string | null {
  const [command = '', second = ''] = words;
  if (Object.hasOwn(usages, command)) return usages[command]?.(locale) ?? null;
  const paragraphs = cliText[locale].help.split('\n\n');
  const named = [`mingcha ${command} ${second} `, `mingcha ${command} `];
  return named.flatMap((name) => paragraphs.filter((one) => one.includes(`\n  ${name}`)))[0] ?? null;
}

/** What `parseArgs` of node refused, in a sentence; null for everything else. */
export function mistypedOption(error: unknown, locale: Locale): string | null {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS')) return null;
  const texts = cliText[locale];
  const [, what = ''] = /'(?:-\w, )?([^' ]+)/.exec(String(message)) ?? [];
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return format(texts['usage.not_known'], { what });
  const takesNone = String(message).includes('does not take');
  return format(texts[takesNone ? 'usage.no_value' : 'usage.value'], { what });
}
