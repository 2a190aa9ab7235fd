/**
 * Keys of the installation, in the data folder and readable by its owner only, never in the database: the data keys that
 * seal blinding keys and personal identifiers, the Ed25519 key that signs checkpoints, and where the national suite is
 * chosen the SM2 key of the seals, ours or that of a device. What is missing is made at the first start. A backup of the
 * database without this folder cannot be read or signed.
 */
import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, CryptoSettings } from './config.ts';
import { openDevice } from './crypto/device.ts';
import { ed25519Key } from './crypto/international.ts';
import { keyFile, sweepKeyFiles } from './crypto/key-files.ts';
import { openKeyRing } from './crypto/key-ring.ts';
import { builtInProvider, type CryptoProvider, checkProvider } from './crypto/provider.ts';
import { requireTrusted } from './crypto/seal-keys.ts';
import { makeSealedBox } from './crypto/sealed-value.ts';
import type { SuiteName } from './crypto/suite.ts';
import type { SecretBox, Signer } from './platform.ts';
import { SetupError } from './setup-error.ts';
import { systemClock } from './system.ts';

export { keyFile } from './crypto/key-files.ts';

/** A box of one key that never changes; for tests and benches. `key` has 32 bytes. */
export function makeSecretBox(key: Uint8Array, suite: SuiteName = 'international'): SecretBox {
  const only = { id: 0, bytes: key };
  return makeSealedBox({ current: () => only, find: (id) => (id === 0 ? only : undefined) }, suite);
}

/** RFC 8032 signer from a 32-byte seed. */
export function makeSigner(seed: Uint8Array): Signer {
  const key: KeyObject = ed25519Key(seed);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
    sign: (message) => sign(null, message, key),
  };
}

export interface InstallationKeys {
  readonly secrets: SecretBox;
  readonly signer: Signer;
  /** Seals the ledger beside its Ed25519 signature; null where the international suite is chosen. */
  readonly sealer: CryptoProvider | null;
}

const deviceTimeoutMs = 5_000;
const international: CryptoSettings = {
  sealSuite: 'international',
  dataSuite: 'international',
  drawSuite: 'SHA256',
  device: null,
};

/**
 * Reads the keys in `folder` (`config.secretsFolder`), making them (0600) at the first start. Throws when one is damaged;
 * SetupError `crypto.*` where a device is away, signs wrongly, or holds the keys and is not configured.
 */
export async function openInstallationKeys(
  folder: string,
  settings: CryptoSettings = international,
  now = systemClock('UTC').now(),
): Promise<InstallationKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweepKeyFiles(folder);
  const device = await openConfiguredDevice(folder, settings);
  const sealer = settings.sealSuite === 'national' ? (device ?? (await builtInSealer(folder))) : null;
  if (sealer !== null) {
    await checkProvider(sealer);
    await requireTrusted(folder, sealer, now);
  }
  return {
    secrets: makeSealedBox(await openKeyRing({ folder, device }), settings.dataSuite),
    signer: await openLedgerSigner(folder),
    sealer,
  };
}

/** Before a command signs or verifies: keys made now would belong to nothing. Throws SetupError `data.none`. */
export function requireOwnKeys({
  secretsFolder,
  dataFolder,
}: Pick<Config, 'secretsFolder' | 'dataFolder'>): void {
  if (!existsSync(join(secretsFolder, 'ledger.key'))) throw new SetupError('data.none', { path: dataFolder });
}

/** The key of the checkpoints alone: needs no device, so a ledger is verified while one is away. */
export async function openLedgerSigner(folder: string): Promise<Signer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return makeSigner(await keyFile(join(folder, 'ledger.key')));
}

/** The device of the settings, or null. Throws SetupError `crypto.device_*`. */
export async function openConfiguredDevice(
  folder: string,
  settings: CryptoSettings,
): Promise<CryptoProvider | null> {
  if (settings.device === null) return null;
  return openDevice({
    address: settings.device,
    tokenFile: join(folder, 'device-token'),
    timeoutMs: deviceTimeoutMs,
  });
}

/** Signs with a key in a file of the folder. */
export async function builtInSealer(folder: string): Promise<CryptoProvider> {
  return builtInProvider('national', {
    signing: await keyFile(join(folder, 'seal-sm2.key')),
    wrapping: await keyFile(join(folder, 'seal-wrap.key')),
  });
}
