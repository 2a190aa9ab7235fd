/**
 * `mingcha restore`: puts a backup into an empty installation, after asking twice; `--confirm` writes the restoration event
 * of two administrators, whose passwords are typed and never shown.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RestoredLedger } from '@mingcha/core/common/backup.ts';
import { checkpointExtensions } from '../app.ts';
import { verifyAllDraws } from '../draws/verify-all.ts';
import { BackupError } from '../platform/backup/backup-error.ts';
import { type FoundBackup, findBackup } from '../platform/backup/check-backup.ts';
import {
  confirmRestoration,
  type Login,
  requireReason,
  requireWaiting,
} from '../platform/backup/confirm-restoration.ts';
import { publicHalf } from '../platform/backup/recipient.ts';
import { type KeySource, refuseLiving, restoreBackup } from '../platform/backup/restore-backup.ts';
import type { PublishedCheckpoint } from '../platform/backup/restored-ledgers.ts';
import { withCommandPlatform } from '../platform/command-platform.ts';
import type { Config } from '../platform/config.ts';
import { isUnfinished } from '../platform/db/restoring-mark.ts';
import { openFileStore } from '../platform/files/file-store.ts';
import { silentLog } from '../platform/log.ts';
import { openInstallationKeys } from '../platform/secrets.ts';
import { systemClock, systemRandom, uuidSource } from '../platform/system.ts';
import { writeWhole } from '../platform/whole-file.ts';
import { keySource } from './backup-keys.ts';
import { inSentences, type Say, wordsOf } from './backup-words.ts';
import type { CommandOptions } from './command.ts';
import { configOf } from './one-sentence.ts';
import { publishedIn, requireOwnNotes } from './published-files.ts';
import { exitCodes } from './terminal.ts';

/** How questions are answered: at a terminal, or from a pipe line by line. */
export interface Answers {
  readonly isTerminal: boolean;
  ask(question: string): Promise<string>;
  askHidden(question: string): Promise<string>;
}

const options = {
  key: { type: 'string' },
  'passphrase-file': { type: 'string' },
  secrets: { type: 'string' },
  checkpoint: { type: 'string', multiple: true },
  yes: { type: 'boolean', default: false },
  confirm: { type: 'boolean', default: false },
  reason: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function restoreCommand(command: CommandOptions, answers: Answers): Promise<number> {
  return inSentences(command, 'restore', async () => {
    const given = parseArgs({ args: [...command.args], allowPositionals: true, options });
    const { values, positionals } = given;
    if (values.confirm) return confirm(command, answers, values.reason ?? '');
    const [from, ...more] = positionals;
    if (from === undefined || more.length > 0) {
      command.print(wordsOf(command.locale)('usage.restore'));
      return exitCodes.usage;
    }
    const found = await findBackup(resolve(from));
    const config = configOf(command);
    await refuseLiving(config);
    const keys = await keySource(found, values);
    const published = await publishedIn(values.checkpoint ?? [], '--checkpoint');
    requireOwnNotes(published, Buffer.from(found.manifest.signer, 'hex'));
    const plan: Plan = { command, config, found, keys, published };
    for (const line of shown(plan)) command.print(line);
    if (!values.yes && !(await isWanted(plan, answers))) return exitCodes.refused;
    return restore(plan);
  });
}

interface Plan {
  readonly command: CommandOptions;
  readonly config: Config;
  readonly found: FoundBackup;
  readonly keys: KeySource;
  readonly published: readonly PublishedCheckpoint[];
}

function shown({ command, config, found, published }: Plan): readonly string[] {
  const say = wordsOf(command.locale);
  const { manifest, name } = found;
  const now = Date.parse(systemClock(config.zone).now());
  return [
    say('restore.shows', {
      name,
      at: manifest.takenAt,
      age: ageOf(say, now - Date.parse(manifest.takenAt)),
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.count,
      to: config.databaseUrl === null ? config.dataFolder : `${config.dataFolder} + DATABASE_URL`,
    }),
    ...manifest.ledgers.map(({ name: place, size, checkpoint }) =>
      say('restore.ledger', { name: place, size, checkpoint: checkpoint?.size ?? 0 }),
    ),
    ...(published.length === 0 ? [say('restore.no_checkpoint')] : []),
  ];
}

const minute = 60_000;

function ageOf(say: Say, ms: number): string {
  if (ms < 120 * minute) return say('age.minutes', { n: Math.max(0, Math.floor(ms / minute)) });
  const hours = Math.floor(ms / (60 * minute));
  return hours < 48 ? say('age.hours', { n: hours }) : say('age.days', { n: Math.floor(hours / 24) });
}

async function isWanted({ command, found }: Plan, answers: Answers): Promise<boolean> {
  const say = wordsOf(command.locale);
  if (!answers.isTerminal) {
    command.print(say('restore.no_terminal'));
    return false;
  }
  const isSure = (await answers.ask(say('restore.ask'))).trim().toLowerCase() === 'yes';
  const { name } = found;
  if (isSure && (await answers.ask(say('restore.ask_again', { name }))).trim() === name) return true;
  command.print(say('restore.stopped'));
  return false;
}

async function restore({ command, config, found, keys, published }: Plan): Promise<number> {
  const say = wordsOf(command.locale);
  const clock = systemClock(config.zone);
  const ids = uuidSource(clock, systemRandom);
  let draws = 0;
  const order = { found, config, keys, published, clock, ids, log: silentLog };
  const tell = (step: 'check' | 'keys' | 'files' | 'database' | 'ledgers' | 'draws') =>
    command.print(say(`step.${step}`));
  const restoring = restoreBackup({ ...order, tell }, async (db) => {
    tell('draws');
    const { secrets, signer } = await openInstallationKeys(config.secretsFolder, config.crypto);
    const files = await openFileStore(config.filesFolder);
    const platform = { db, clock, ids, random: systemRandom, secrets, signer, files, config, log: silentLog };
    const checked = await verifyAllDraws(platform);
    if (checked.failed.length > 0)
      throw new BackupError('restore.draws_bad', { count: checked.failed.length });
    draws = checked.verified;
  });
  const restored = await restoring.catch((error: unknown) => {
    if (isUnfinished(config.dataFolder)) command.print(say('restore.left', { folder: config.dataFolder }));
    throw error;
  });
  command.print(say('restored.done', { rows: restored.rows, files: restored.files }));
  for (const ledger of restored.ledgers) command.print(ledgerLine(say, ledger));
  command.print(say('restored.draws', { count: draws }));
  keepRecipient(config, keys);
  command.print(say('restored.next', { folder: config.dataFolder }));
  return exitCodes.done;
}

/** Backups of the new machine are closed for the same keeper: the public half follows from the private one. */
function keepRecipient({ backup }: Config, keys: KeySource): void {
  if (keys.from !== 'backup' || keys.opener.how !== 'recipient' || existsSync(backup.ownRecipient)) return;
  writeWhole(backup.ownRecipient, publicHalf(keys.opener.privateKey, keys.opener.passphrase), 0o644);
}

function ledgerLine(say: Say, { origin, size, published, verdict }: RestoredLedger): string {
  const numbers = { origin, size, published: published ?? 0 };
  if (verdict === 'behind') return say('restored.ledger_behind', { ...numbers, from: size + 1 });
  return say(verdict === 'contained' ? 'restored.ledger_contained' : 'restored.ledger_none', numbers);
}

async function confirm(command: CommandOptions, answers: Answers, reason: string): Promise<number> {
  const say = wordsOf(command.locale);
  requireReason(reason);
  return withCommandPlatform(configOf(command), async (platform) => {
    // Before anybody types a password for nothing.
    await requireWaiting(platform);
    const first = await login('confirm.first', say, answers);
    const second = await login('confirm.second', say, answers);
    const { ledgers, oneTime } = await confirmRestoration(
      platform,
      { reason, first, second },
      checkpointExtensions,
    );
    command.print(say('confirm.done', { count: ledgers }));
    if (oneTime.length > 0)
      command.print(say('confirm.one_time', { names: oneTime.join(command.locale === 'zh' ? '、' : ', ') }));
    return exitCodes.done;
  });
}

/** Throws BackupError `restore.nobody_answers` where there is neither a terminal nor a line of input. */
async function login(
  question: 'confirm.first' | 'confirm.second',
  say: Say,
  answers: Answers,
): Promise<Login> {
  let signInName = '';
  do {
    signInName = (await answers.ask(say(question))).trim();
    if (signInName === '' && !answers.isTerminal) throw new BackupError('restore.nobody_answers');
  } while (signInName === '');
  return { signInName, password: await answers.askHidden(say('confirm.password', { name: signInName })) };
}
