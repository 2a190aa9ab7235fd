/** The wrong key is named before anything is read through; a wrong folder holds no backup; a full one is not restored into. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findBackup } from '../platform/backup/check-backup.ts';
import { makeBackup } from '../platform/backup/make-backup.ts';
import { makeRecipient } from '../platform/backup/recipient.ts';
import { refuseLiving } from '../platform/backup/restore-backup.ts';
import { parseConfig } from '../platform/config.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { keySource } from './backup-keys.ts';

test('a wrong key, its public half, and a file that is no key are each named with what to do', () =>
  withTestApp(async ({ platform }) => {
    const { secretsFolder, dataFolder } = platform.config;
    await mkdir(secretsFolder, { recursive: true });
    await writeFile(join(secretsFolder, 'ledger.key'), `${'09'.repeat(32)}\n`);
    const pair = makeRecipient(null);
    const target = join(dataFolder, 'target');
    const lock = { how: 'recipient', publicKey: pair.publicKey } as const;
    const { found } = await makeBackup(platform, { cause: 'command', target, second: null, lock });
    const write = async (name: string, text: string) => {
      const path = join(dataFolder, name);
      await writeFile(path, text);
      return path;
    };
    const right = await write('keeper.pem', pair.privateKey);
    assert.equal((await keySource(found, { key: right })).from, 'backup');
    for (const [path, code] of [
      [await write('keeper.pem.pub', pair.publicKey), 'restore.key_public'],
      [await write('notes.txt', 'no key'), 'restore.key_unreadable'],
      [await write('other.pem', makeRecipient(null).privateKey), 'restore.key_wrong'],
      [await write('closed.pem', makeRecipient('tea').privateKey), 'restore.key_closed'],
      [join(dataFolder, 'nothing.pem'), 'restore.key_missing'],
    ] as const)
      await assert.rejects(keySource(found, { key: path }), { code, data: { path } });
    const passphrase = join(dataFolder, 'notes.txt');
    await assert.rejects(keySource(found, { 'passphrase-file': passphrase }), {
      code: 'restore.passphrase_wrong',
    });
    await assert.rejects(keySource(found, { secrets: join(dataFolder, 'nowhere') }), {
      code: 'restore.secrets_missing',
    });
    for (const path of ['/etc', dirname(target), join(target, 'files'), join(target, 'backups')])
      await assert.rejects(findBackup(path), { code: 'restore.not_found', data: { path } });
    await rm(join(found.folder, 'manifest.json'));
    await assert.rejects(findBackup(target), { code: 'restore.altered' }, 'a backup that lost its manifest');
  }));

test('nothing is restored beside papers of somebody, unless a restoration broke off there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-beside-'));
  const config = parseConfig({ MINGCHA_DATA: folder }, [], folder);
  try {
    await mkdir(join(folder, 'backup'));
    await refuseLiving(config);
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await assert.rejects(refuseLiving(config), {
      code: 'restore.not_empty',
      data: { path: folder, names: 'notes.txt' },
    });
    assert.deepEqual((await readdir(folder)).sort(), ['backup', 'notes.txt']);
    await writeFile(join(folder, 'restoring'), 'a backup');
    await refuseLiving(config);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
