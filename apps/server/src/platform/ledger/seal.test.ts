/** Seals by the national suite: made after checkpoints, by the built-in key or a device, verified from the entries alone. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sm2Verify } from '@mingcha/draw';
import { sql } from 'kysely';
import { verifyAll } from '../../cli/ledger-verify.ts';
import type { CryptoProvider } from '../crypto/provider.ts';
import { trustedSealKeys } from '../crypto/seal-keys.ts';
import { inTransaction } from '../db/transaction.ts';
import { keepHouse } from '../housekeeping.ts';
import { openInstallationKeys } from '../secrets.ts';
import { SetupError } from '../setup-error.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { record } from './ledger.ts';
import { allSeals } from './seal.queries.ts';
import { sealCheckpoints } from './seal.service.ts';

const pour = async ({ platform, cast }: TestApp, cups: number) => {
  const event = { type: 'tea.poured', actor: cast.anLan, subject: { kind: 'cup', id: '1' }, data: {} };
  for (let i = 0; i < cups; i += 1) await inTransaction(platform.db, (tx) => record(tx, platform, event));
};

async function withSealer(work: (folder: string, sealer: CryptoProvider) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-seal-'));
  try {
    const { sealer } = await openInstallationKeys(folder, {
      sealSuite: 'national',
      dataSuite: 'national',
      drawSuite: 'SM3',
      device: null,
    });
    await work(folder, sealer ?? assert.fail('the national suite has a sealer'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('C-09 checkpoints get an SM2 seal over the SM3 of every entry; a changed, foreign or missing one is named', () =>
  withTestApp((app) =>
    withSealer(async (folder, sealer) => {
      const { platform, cast, database } = app;
      const home = cast.anLan.jurisdictionId;
      Object.assign(platform.config, { secretsFolder: folder });
      const house = { platform, extensions: [], sealer };
      for (const cups of [3, 2, 4]) {
        await pour(app, cups);
        await keepHouse(house);
        await keepHouse(house);
      }
      const { signer } = platform;
      const trusted = trustedSealKeys(folder);
      const verified = async (sealKeys = trusted) =>
        (await verifyAll(platform.db, { signer, published: [], sealKeys })).find((one) => one.size > 0);
      const sound = await verified();
      assert.deepEqual(
        [sound?.sound, sound?.seals, sound?.sealsWaiting, sound?.checkpoints],
        [true, 3, 0, 3],
      );
      assert.deepEqual((await verified([]))?.fault, { seq: 3, code: 'ledger.fault_seal' });
      const seals = await inTransaction(platform.db, (tx) => allSeals(tx, home));
      assert.deepEqual(
        seals.map((seal) => [seal.size, seal.keyId, seal.timeStamp]),
        [3, 5, 9].map((size) => [size, trusted[0]?.id, null]),
      );
      // What everybody gets is enough to check the seal without us.
      const [shown] = (await app.anonymous.get('/api/public/ledger/checkpoints')).body.rows;
      const { nationalSeal: open } = shown;
      const text = `mingcha/seal/v1\n${shown.note.split('\n')[0]}\n${shown.size}\n${shown.note.split('\n')[2]}\n${open.chain}\n`;
      const key = { publicKey: Buffer.from(open.publicKey, 'hex'), id: '1234567812345678' };
      assert.ok(sm2Verify(Buffer.from(text), key, Buffer.from(open.signature, 'base64')));
      const { owner } = database;
      await sql`UPDATE ledger_seals SET chain = decode(repeat('00', 32), 'hex') WHERE size = 5`.execute(
        owner,
      );
      assert.deepEqual((await verified())?.fault, { seq: 5, code: 'ledger.fault_seal' });
      await sql`DELETE FROM ledger_seals WHERE size = 5`.execute(owner);
      assert.deepEqual((await verified())?.fault, { seq: 5, code: 'ledger.fault_seal_missing' });
      // Without a national suite there are no seals, and nothing is asked for.
      await sql`DELETE FROM ledger_seals`.execute(owner);
      assert.deepEqual([(await verified())?.sound, (await verified())?.seals], [true, 0]);
    }),
  ));

test('C-09 while the device is away nothing is sealed and nothing else signs; the rest of the round goes on; later the seals are made up for, with time stamps', () =>
  withTestApp((app) =>
    withSealer(async (_folder, sealer) => {
      const { platform, cast, logged } = app;
      let isAway = true;
      const device: CryptoProvider = {
        ...sealer,
        sign: async (message) => {
          if (isAway) throw new SetupError('crypto.device_away', { address: 'x', reason: 'gone' });
          return sealer.sign(message);
        },
        timestamp: async (digest) => digest,
      };
      const house = { platform, extensions: [], sealer: device };
      for (const cups of [2, 3]) {
        await pour(app, cups);
        await keepHouse(house);
      }
      const home = cast.anLan.jurisdictionId;
      const seals = () => inTransaction(platform.db, (tx) => allSeals(tx, home));
      assert.deepEqual(await seals(), []);
      assert.ok(logged.some((line) => line['event'] === 'ledger.not_sealed'));
      isAway = false;
      assert.equal(await sealCheckpoints(platform, device, home), 2);
      assert.equal(await sealCheckpoints(platform, device, home), 0);
      assert.deepEqual(
        (await seals()).map((seal) => [seal.size, seal.timeStamp?.length]),
        [
          [2, 32],
          [5, 32],
        ],
      );
    }),
  ));
