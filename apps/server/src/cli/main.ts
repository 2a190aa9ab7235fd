/** The command line of the product. `draw` and `verify` need neither server nor database. */

import { resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { backupText } from '@mingcha/core/common/backup-text.ts';
import { spreadsheetText } from '@mingcha/core/common/spreadsheet-text.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import { format } from '@mingcha/core/common/text.ts';
import { z } from 'zod';
import { BackupError } from '../platform/backup/backup-error.ts';
import { installedRelease } from '../platform/release/installed-release.ts';
import { SetupError } from '../platform/setup-error.ts';
import { SpreadsheetError } from '../platform/spreadsheets/index.ts';
import { startupMessage } from '../platform/startup-message.ts';
import { drawCommand } from './draw.command.ts';
import { operate } from './operations.ts';
import { CliError, exitCodes, openTerminal, type Terminal } from './terminal.ts';
import { mistypedOption, usageOf } from './usage.ts';
import { verifyCommand } from './verify.command.ts';

/** Chinese unless the option or the system says otherwise. */
function localeOf(words: readonly string[]): Locale {
  const at = words.indexOf('--lang');
  const wanted = at >= 0 ? words[at + 1] : (words.find((word) => word.startsWith('--lang=')) ?? '').slice(7);
  if (wanted === 'en' || wanted === 'zh') return wanted;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('en') ? 'en' : 'zh';
}

function withoutLanguage(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, i) => word !== '--lang' && words[i - 1] !== '--lang' && !word.startsWith('--lang='),
  );
}

const root = resolve(import.meta.dirname, '..', '..', '..', '..');

/** Hints name `npx mingcha`, as a checkout is used; where a release is installed there is no npx. */
const isInstalled = installedRelease(root) !== null;
const inPlace = (line: string) => (isInstalled ? line.replaceAll('npx mingcha', 'mingcha') : line);
const print = (line: string) => process.stdout.write(`${inPlace(line)}\n`);

// Whoever reads only the first lines (`| head`) wants no more of them; the command itself goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Commands that open the database, loaded on demand: draw and verify import no database module (a rule of the floor plan). */
async function onDatabase(
  command: string,
  rest: readonly string[],
  terminal: Terminal,
): Promise<number | null> {
  const common = {
    args: rest.slice(1),
    environment: process.env,
    root,
    locale: terminal.locale,
    print,
  };
  if (command === 'ledger' && rest[0] === 'verify') {
    const { ledgerVerify } = await import('./ledger-verify.ts');
    return ledgerVerify(common);
  }
  if (command === 'keys') {
    const { keysCommand } = await import('./keys.ts');
    return keysCommand({ ...common, args: rest });
  }
  if (command !== 'secrets' || rest[0] !== 'remove') return null;
  const { secretsRemove } = await import('./secrets-remove.ts');
  return secretsRemove({ ...common, typed: await textOf(process.stdin) });
}

/** Backups: made, restored, exercised. */
async function onBackups(
  command: 'backup' | 'restore' | 'drill',
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const given = {
    args,
    environment: process.env,
    root,
    locale: terminal.locale,
    print,
  };
  if (command === 'backup') return (await import('./backup.command.ts')).backupCommand(given);
  if (command === 'drill') return (await import('./drill.command.ts')).drillCommand(given);
  const [{ restoreCommand }, { openAnswers }] = await Promise.all([
    import('./restore.command.ts'),
    import('./answers.ts'),
  ]);
  return restoreCommand(given, openAnswers());
}

/** Commands of the operator and of witnesses, each loaded when it is called; null of a command that is none of them. */
async function onServer(
  command: string,
  rest: readonly string[],
  terminal: Terminal,
): Promise<number | null> {
  const operated = await operate(command, {
    args: rest,
    environment: process.env,
    root,
    locale: terminal.locale,
    print,
  });
  if (operated !== null) return operated;
  if (command === 'backup' || command === 'restore' || command === 'drill')
    return onBackups(command, rest, terminal);
  if (rest[0] === 'verify' || rest[0] === 'remove' || command === 'keys') {
    const ended = await onDatabase(command, rest, terminal);
    if (ended !== null) return ended;
  }
  if (command !== 'ledger' || (rest[0] !== 'cosign' && rest[0] !== 'witness-key')) return null;
  const { ledgerCosign, makeWitnessKey } = await import('./ledger-cosign.ts');
  const own = rest.slice(1);
  return rest[0] === 'cosign' ? ledgerCosign(own, terminal) : makeWitnessKey(own, terminal);
}

async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = withoutLanguage(words);
  if (command === undefined || command === 'help' || rest.includes('--help') || command === '--help') {
    const own = command === undefined ? null : usageOf([command, ...rest], terminal.locale);
    print(own ?? terminal.text('help'));
    return command === undefined ? exitCodes.usage : exitCodes.done;
  }
  if (command === 'draw') return drawCommand(rest, terminal);
  if (command === 'verify') return verifyCommand(rest, terminal);
  if (command === 'province-draw') {
    const { provinceDrawCommand } = await import('./province-draw.ts');
    return provinceDrawCommand(rest, terminal);
  }
  const ended = await onServer(command, rest, terminal);
  if (ended !== null) return ended;
  throw new CliError('usage.unknown', { what: words.join(' ') }, exitCodes.usage);
}

/** The sentence, then how that command alone is used. */
function withUsage(sentence: string, { locale }: Terminal): string {
  const usage = usageOf(withoutLanguage(words), locale);
  return usage === null ? sentence : `${sentence}\n${inPlace(usage)}`;
}

/** A file that was named on the command line and is not there. */
function missingFile(error: unknown): string | null {
  const { code, path } = (error ?? {}) as { readonly code?: unknown; readonly path?: unknown };
  if (code !== 'ENOENT' || typeof path !== 'string') return null;
  const named = words.map((word) => word.replace(/^--[a-z-]+=/, ''));
  return named.find((word) => resolve(word) === resolve(path)) ?? null;
}

/** The one sentence of a refusal, or null for a bug. */
function sentenceOf(error: unknown, terminal: Terminal): { text: string; code: number } | null {
  if (error instanceof CliError) {
    const text = terminal.text(error.key, error.data);
    return {
      text: error.exitCode === exitCodes.usage ? withUsage(text, terminal) : text,
      code: error.exitCode,
    };
  }
  const mistyped = mistypedOption(error, terminal.locale);
  if (mistyped !== null) return { text: withUsage(mistyped, terminal), code: exitCodes.usage };
  if (error instanceof BackupError)
    return { text: format(backupText[terminal.locale][error.code], error.data), code: exitCodes.refused };
  if (error instanceof SetupError)
    return { text: startupMessage(error, terminal.locale), code: exitCodes.refused };
  if (error instanceof SpreadsheetError) {
    const all: Readonly<Record<string, string>> = spreadsheetText[terminal.locale];
    return { text: format(all[error.code] ?? error.code, error.data), code: exitCodes.refused };
  }
  const file = missingFile(error);
  return file === null ? null : { text: terminal.text('file.missing', { file }), code: exitCodes.refused };
}

const words = process.argv.slice(2);
const locale = localeOf(words);
const terminal = openTerminal(locale, words.includes('--json'));
z.config(locale === 'zh' ? z.locales.zhCN() : z.locales.en());
try {
  process.exitCode = await run(words, terminal);
} catch (error) {
  terminal.endProgress();
  const refused = sentenceOf(error, terminal);
  if (refused === null) throw error;
  if (terminal.json) terminal.printJson({ ok: false, error: refused.text });
  process.stderr.write(`${refused.text}\n`);
  process.exitCode = refused.code;
}
