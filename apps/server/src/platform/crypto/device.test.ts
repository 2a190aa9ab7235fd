/** Devices as real processes: an HTTP signature server and a local command, good ones and every kind of bad one. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CryptoSettings } from '../config.ts';
import { openInstallationKeys } from '../secrets.ts';
import { SetupError } from '../setup-error.ts';
import { startupMessage } from '../startup-message.ts';
import { openDevice } from './device.ts';
import { addDataKey, openKeyRing } from './key-ring.ts';
import { nationalSuite } from './national.ts';
import { checkProvider } from './provider.ts';
import { trustedSealKeys, trustSealKey } from './seal-keys.ts';
import { makeSealedBox } from './sealed-value.ts';

const simulator = join(import.meta.dirname, 'testing-device-worker.ts');

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-device-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A signature server in a process of its own; `work` gets the beginning of its address, without a slash at the end. */
async function withServer(
  token: string,
  work: (base: string, kill: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const server = spawn(process.execPath, ['--no-warnings', simulator, 'serve', token], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(server, 'close');
  const kill = async () => {
    server.kill('SIGKILL');
    await gone;
  };
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    await work(`http://127.0.0.1:${line.toString().trim()}`, kill);
  } finally {
    await kill();
  }
}

const open = (address: string, tokenFile = '') => openDevice({ address, tokenFile, timeoutMs: 20_000 });

const settingsOf = (device: string): CryptoSettings => ({
  sealSuite: 'national',
  dataSuite: 'national',
  drawSuite: 'SM3',
  device,
});

/** The sentence of a refusal, as the operator reads it. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SetupError, String(error));
  return startupMessage(error, 'en');
}

test('C-07 a signature server over HTTP does everything a provider does, only for whoever has the token', () =>
  inFolder((folder) =>
    withServer('open sesame', async (base, kill) => {
      const tokenFile = join(folder, 'device-token');
      const closed = await refusal(open(`${base}/`, tokenFile));
      assert.match(closed, /did not answer: HTTP 401.*Nothing was done by software/);
      await writeFile(tokenFile, 'open sesame\n');
      const device = await open(`${base}/`, tokenFile);
      await checkProvider(device);
      assert.equal((await device.timestamp?.(new Uint8Array(32)))?.length, 32);
      await kill();
      assert.match(await refusal(device.sign(new Uint8Array(1))), /did not answer/);
    }),
  ));

test('C-07 a device holds the seal key and wraps the data keys: the folder alone opens nothing', () =>
  inFolder((folder) =>
    withServer('', async (base) => {
      const settings = settingsOf(`${base}/`);
      const before = await openInstallationKeys(folder, settings);
      const early = before.secrets.seal(new TextEncoder().encode('early'));
      const device = await open(`${base}/`);
      assert.equal(await addDataKey({ folder, device }, '2026-11-23T00:00:00.000Z'), 1);
      const ring = await openKeyRing({ folder, device });
      const box = makeSealedBox(ring, 'national');
      const sealed = box.seal(new TextEncoder().encode('13800000000'));
      assert.equal(new TextDecoder().decode(box.open(early)), 'early');
      const stored = await readFile(join(folder, 'data-keys.json'), 'utf8');
      assert.ok(!stored.includes(Buffer.from(ring.current().bytes).toString('hex')));
      await assert.rejects(readFile(join(folder, 'seal-sm2.key')), { code: 'ENOENT' });
      const alone = await refusal(openKeyRing({ folder, device: null }));
      assert.match(alone, /wrapped by a cryptographic device/);
      const again = await openInstallationKeys(folder, settings);
      assert.equal(new TextDecoder().decode(again.secrets.open(sealed)), '13800000000');
      // Another key behind the same address: refused until the operator takes it over.
      await fetch(`${base}/key/4`);
      const changed = await refusal(openInstallationKeys(folder, settings));
      assert.match(changed, /signs with another key than before.*keys adopt/);
      await trustSealKey(folder, device, '2026-11-23T00:00:00.000Z');
      await openInstallationKeys(folder, settings);
      assert.equal(trustedSealKeys(folder).length, 2);
    }),
  ));

test('C-07 a device that is away, silent, refusing, wrong in form, without chance, or signs by ECDSA is not used', () =>
  inFolder((folder) =>
    withServer('', async (base) => {
      const expected: readonly (readonly [string, RegExp])[] = [
        ['exec:/nowhere/device', /did not answer: .*ENOENT.*Nothing was done by software instead/],
        ['http://127.0.0.1:9/', /did not answer/],
        [`${base}/garbage`, /did not answer: answer of another form/],
        [`${base}/refuse`, /refused: key is locked/],
        [`${base}/ecdsa`, /gives for "sign" does not follow the national standards/],
        [`${base}/zero`, /gives for "random" does not follow/],
      ];
      const secrets = join(folder, 'secrets');
      for (const [address, sentence] of expected)
        assert.match(await refusal(openInstallationKeys(secrets, settingsOf(address))), sentence);
      const silent = { address: `${base}/silent`, tokenFile: '', timeoutMs: 300 };
      assert.match(await refusal(openDevice(silent)), /did not answer/);
      // Nothing was made in its place: no key of ours that could seal, no key taken over.
      assert.deepEqual(trustedSealKeys(secrets), []);
      await assert.rejects(readFile(join(secrets, 'seal-sm2.key')), { code: 'ENOENT' });
    }),
  ));

test('C-07 a local command is a device too: one line in, one line out, a process per request; its failures are told', () =>
  inFolder(async (folder) => {
    const program = async (name: string, script: string) => {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(folder, name), 0o755);
      return `exec:${join(folder, name)}`;
    };
    const device = await open(
      await program('good', `exec ${process.execPath} --no-warnings ${simulator} line`),
    );
    const message = new TextEncoder().encode('双随机、一公开');
    const signature = await device.sign(message);
    assert.ok(nationalSuite.verify(await device.publicKey(), message, signature));
    assert.match(await refusal(open(await program('broken', 'exit 3'))), /did not answer: ended with 3/);
    const hanging = { address: await program('hanging', 'exec sleep 60'), tokenFile: '', timeoutMs: 200 };
    assert.match(await refusal(openDevice(hanging)), /did not answer: ended with SIGTERM/);
  }));
