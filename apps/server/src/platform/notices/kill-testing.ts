/** A process that delivers and is going to be killed: started by the test with the database's address and a folder. */
import { parseConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { openFileStore } from '../files/file-store.ts';
import { createLog } from '../log.ts';
import { makeSecretBox, makeSigner } from '../secrets.ts';
import { systemRandom, uuidSource } from '../system.ts';
import { testClock } from '../testing.ts';
import { deliverDue } from './deliver.ts';
import { testKinds } from './testing-notices.ts';

/** Address of the database, folder of files, the clock's time. */
export type KillOrder = readonly [url: string, folder: string, now: string];

const [url = '', folder = '', now = ''] = process.argv.slice(2);
const clock = testClock(now);
await deliverDue(
  {
    db: openDatabase({ url, poolSize: 4 }),
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    secrets: makeSecretBox(new Uint8Array(32).fill(7)),
    signer: makeSigner(new Uint8Array(32).fill(9)),
    files: await openFileStore(folder),
    config: { ...parseConfig({ MINGCHA_DATA: folder }, [], folder), gateways: ['127.0.0.1'] },
    log: createLog({ level: 'error', now: () => clock.now(), write: (line) => console.error(line) }),
  },
  testKinds,
);
