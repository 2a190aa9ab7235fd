/** `mingcha backup`: makes a backup while the server runs, makes the pair of keys for it, compares one byte by byte. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { recipientLock, secondKeyOf } from '../platform/backup/backup-work.ts';
import { checkBackup, findBackup } from '../platform/backup/check-backup.ts';
import { openClosed } from '../platform/backup/closed-copy.ts';
import { type MadeBackup, makeBackup } from '../platform/backup/make-backup.ts';
import { makeRecipient } from '../platform/backup/recipient.ts';
import type { KeyLock } from '../platform/backup/sealed-keys.ts';
import { withCommandPlatform } from '../platform/command-platform.ts';
import { requireInstallation } from '../platform/db/installation.ts';
import { writeWhole } from '../platform/whole-file.ts';
import { passphraseIn, privateKeyIn } from './backup-keys.ts';
import { inSentences, type Say, wordsOf } from './backup-words.ts';
import type { CommandOptions } from './command.ts';
import { configOf } from './one-sentence.ts';
import { exitCodes } from './terminal.ts';

export async function backupCommand(command: CommandOptions): Promise<number> {
  return inSentences(command, 'backup', async () => {
    const { values, positionals } = parseArgs({
      args: [...command.args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        out: { type: 'string' },
        key: { type: 'string' },
        'passphrase-file': { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const passphrase =
      values['passphrase-file'] === undefined ? null : await passphraseIn(values['passphrase-file']);
    const [what, from, name] = positionals;
    if (what === 'open' && from !== undefined && values.key !== undefined && values.out !== undefined)
      return open(command, { from, name: name ?? null, key: values.key, out: values.out, passphrase });
    if (what === 'key' && values.out !== undefined) return makeKey(command, values.out, passphrase);
    if (what === 'check' && from !== undefined) return check(command, from);
    if (what === undefined) return make(command, { to: values.to ?? null, passphrase });
    command.print(wordsOf(command.locale)('usage.backup'));
    return exitCodes.usage;
  });
}

async function make(
  command: CommandOptions,
  asked: { readonly to: string | null; readonly passphrase: string | null },
): Promise<number> {
  const config = configOf(command);
  const say = wordsOf(command.locale);
  const lock: KeyLock | null =
    asked.passphrase === null
      ? await recipientLock(config.backup)
      : { how: 'passphrase', passphrase: asked.passphrase };
  return withCommandPlatform(config, async (platform) => {
    const began = Date.parse(platform.clock.now());
    const target = asked.to === null ? config.backup.folder : resolve(asked.to);
    const second = asked.to === null ? config.backup.second : null;
    const secondKey = await secondKeyOf(config.backup);
    const made = await makeBackup(platform, { cause: 'command', target, second, secondKey, lock });
    const seconds = Math.ceil((Date.parse(platform.clock.now()) - began) / 1000);
    for (const line of reportOf(say, made, seconds)) command.print(line);
    return exitCodes.done;
  });
}

function reportOf(say: Say, { found, second }: MadeBackup, seconds: number): readonly string[] {
  const { manifest } = found;
  const total = {
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    entries: manifest.ledgers.reduce((sum, ledger) => sum + ledger.size, 0),
    files: manifest.files.count,
  };
  const keys = {
    none: 'backup.no_keys',
    recipient: 'backup.keys_recipient',
    passphrase: 'backup.keys_passphrase',
  };
  return [
    say('backup.done', { folder: found.folder, at: manifest.takenAt, seconds, ...total }),
    ...(manifest.files.damaged.length === 0
      ? []
      : [say('backup.files_damaged', { count: manifest.files.damaged.length })]),
    say(keys[manifest.keys.how] as Parameters<Say>[0]),
    ...(second === 'none' ? [] : [say(second === 'done' ? 'backup.second_done' : 'backup.second_failed')]),
  ];
}

async function makeKey(command: CommandOptions, out: string, passphrase: string | null): Promise<number> {
  const say = wordsOf(command.locale);
  const config = configOf(command);
  // In another folder the public half would close nobody's backups.
  await requireInstallation(config);
  if (existsSync(out) || existsSync(`${out}.pub`)) {
    command.print(say('key.exists', { file: out }));
    return exitCodes.refused;
  }
  const made = makeRecipient(passphrase);
  writeWhole(out, made.privateKey, 0o600);
  writeWhole(`${out}.pub`, made.publicKey, 0o644);
  const { recipient, ownRecipient } = config.backup;
  writeWhole(ownRecipient, made.publicKey, 0o644);
  command.print(say('key.done', { file: resolve(out) }));
  if (recipient !== null) command.print(say('key.other_set', { file: recipient }));
  return exitCodes.done;
}

async function check(command: CommandOptions, from: string): Promise<number> {
  const found = await findBackup(resolve(from));
  const files = await checkBackup(found);
  const { name, manifest } = found;
  const say = wordsOf(command.locale);
  command.print(say('check.done', { name, parts: manifest.parts.length, files: files.length }));
  return exitCodes.done;
}

interface Opening {
  readonly from: string;
  readonly name: string | null;
  readonly key: string;
  readonly out: string;
  readonly passphrase: string | null;
}

/** Turns a closed copy into an ordinary one, which `restore` takes. */
async function open(command: CommandOptions, asked: Opening): Promise<number> {
  const place = { folder: resolve(asked.from), name: asked.name, to: resolve(asked.out) };
  const { passphrase } = asked;
  const privateKey = await privateKeyIn(asked.key, passphrase ?? undefined);
  const found = await openClosed(place, { privateKey, ...(passphrase === null ? {} : { passphrase }) });
  const files = await checkBackup(found);
  const { name, manifest } = found;
  const say = wordsOf(command.locale);
  command.print(
    say('open.done', { name, folder: place.to, parts: manifest.parts.length, files: files.length }),
  );
  return exitCodes.done;
}
