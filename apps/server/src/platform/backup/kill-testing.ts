/** A process that makes one backup after another and is going to be killed. */
import { parseConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { openFileStore } from '../files/file-store.ts';
import { silentLog } from '../log.ts';
import { makeSecretBox, makeSigner } from '../secrets.ts';
import { systemClock, systemRandom, uuidSource } from '../system.ts';
import { makeBackup } from './make-backup.ts';

/** Address of the database, data folder, target. */
export type BackupKillOrder = readonly [url: string, folder: string, target: string];

const [url = '', folder = '', target = ''] = process.argv.slice(2);
const clock = systemClock('Asia/Shanghai');
const config = parseConfig({ MINGCHA_DATA: folder }, [], folder);
const platform = {
  db: openDatabase({ url, poolSize: 4 }),
  clock,
  ids: uuidSource(clock, systemRandom),
  random: systemRandom,
  secrets: makeSecretBox(new Uint8Array(32).fill(7)),
  signer: makeSigner(new Uint8Array(32).fill(9)),
  files: await openFileStore(config.filesFolder),
  config,
  log: silentLog,
};
process.stdout.write('begun\n');
for (let round = 0; round < 50; round += 1)
  await makeBackup(platform, { cause: 'command', target, second: null, lock: null });
