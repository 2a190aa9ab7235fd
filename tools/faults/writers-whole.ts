/**
 * Writers that a power cut is tried on and a failing call is not: they do their work at a start or by a command, in the thread of
 * the program or with a program beside it, and what they cannot do ends them with a sentence.
 */
import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { checkBackup, findBackup } from '../../apps/server/src/platform/backup/check-backup.ts';
import { copyClosed, openClosed } from '../../apps/server/src/platform/backup/closed-copy.ts';
import { copyContent } from '../../apps/server/src/platform/backup/content-files.ts';
import { writeDigested } from '../../apps/server/src/platform/backup/digested-file.ts';
import { type Manifest, partNames } from '../../apps/server/src/platform/backup/manifest.ts';
import { writeManifest } from '../../apps/server/src/platform/backup/write-parts.ts';
import { initAuthority, isKeyOf, rootCertificate } from '../../apps/server/src/platform/cert/authority.ts';
import { servedCertificate } from '../../apps/server/src/platform/cert/served-certificate.ts';
import { openFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { makeSigner } from '../../apps/server/src/platform/secrets.ts';
import { writeWhole } from '../../apps/server/src/platform/whole-file.ts';
import { type Writer, writers } from './writers.ts';

const photo = Buffer.from('a photo that belongs to a record '.repeat(900));
const digest = createHash('sha256').update(photo).digest('hex');
const name = '20261123T010000Z-person';
const now = Date.parse('2026-11-23T01:00:00.000Z');

/** A backup of one file of the store and no tables. */
async function prepareBackup(folder: string): Promise<void> {
  const store = await openFileStore(join(folder, 'store'));
  await store.put(photo);
  const own = join(folder, 'own', 'backups', name);
  mkdirSync(own, { recursive: true });
  await copyContent(join(folder, 'store'), join(folder, 'own', 'files'), [digest]);
  const list = Readable.from([`${digest}  ${photo.length}\n`]);
  const files = await writeDigested(join(own, partNames.files), list, createGzip());
  const signer = makeSigner(createHash('sha256').update('a seed').digest());
  const manifest: Manifest = {
    format: 'mingcha backup 1',
    name,
    cause: 'person',
    takenAt: new Date(now).toISOString(),
    program: '1',
    postgres: '18',
    tables: [],
    sequences: [],
    migrations: [],
    ledgers: [],
    files: { count: 1, bytes: photo.length, damaged: [] },
    keys: { how: 'none', names: [], tarSha256: null },
    signer: Buffer.from(signer.publicKey).toString('hex'),
    parts: [{ path: partNames.files, ...files }],
  };
  await writeManifest(own, manifest, signer);
}

const closed: Writer = {
  name: 'closed copy of a backup',
  prepare: async (folder) => {
    await prepareBackup(folder);
    mkdirSync(join(folder, 'secrets'));
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(join(folder, 'opener.pem'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(folder, 'opener.pub'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
  },
  write: async (folder) => {
    const publicKey = readFileSync(join(folder, 'opener.pub'), 'utf8');
    const place = { folder: join(folder, 'second'), publicKey, secretsFolder: join(folder, 'secrets') };
    await copyClosed(place, await findBackup(join(folder, 'own')));
  },
  recover: async (folder, acknowledged) => {
    if (acknowledged || hasArchive(join(folder, 'second'))) await openAgain(folder);
    await closed.write(folder);
    await openAgain(folder);
    return [];
  },
};

function hasArchive(folder: string): boolean {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((one) => one.endsWith('.tar.enc'))
  );
}

/** With the private key alone, as after the loss of the machine. Throws when anything of it is not whole. */
async function openAgain(folder: string): Promise<void> {
  const to = join(folder, 'opened');
  rmSync(to, { recursive: true, force: true });
  const privateKey = readFileSync(join(folder, 'opener.pem'), 'utf8');
  const opened = await openClosed({ folder: join(folder, 'second'), name: null, to }, { privateKey });
  await checkBackup(opened);
}

const ofAuthority = (secretsFolder: string) => ({ secretsFolder, certificate: null, lan: false });

const authority: Writer = {
  name: 'certificates of an own authority',
  prepare: () => Promise.resolve(),
  write: (folder) => initAuthority(folder, { names: ['chating.example'], now }),
  recover: async (folder, acknowledged) => {
    // A start serves what is there, and must not be stopped by half of it.
    await servedCertificate(ofAuthority(folder), now);
    if (rootCertificate(folder) === null) {
      if (acknowledged) return ['the acknowledged root is not there'];
      await authority.write(folder);
    }
    createPrivateKey(readFileSync(join(folder, 'ca-key.pem')));
    const served = await servedCertificate(ofAuthority(folder), now);
    return served === null ? ['no certificate is served'] : [];
  },
};

const network: Writer = {
  name: 'certificate for the network',
  prepare: (folder) => serveNetwork(folder, now - 390 * 86_400_000).then(() => undefined),
  write: (folder) => serveNetwork(folder, now).then(() => undefined),
  recover: async (folder) => {
    const served = await serveNetwork(folder, now);
    if (served === null) return ['no certificate is served'];
    return isKeyOf(new X509Certificate(served.cert), served.key) ? [] : ['the key is of another certificate'];
  },
};

const serveNetwork = (secretsFolder: string, at: number) =>
  servedCertificate({ secretsFolder, certificate: null, lan: true }, at);

const passwords: Writer = {
  name: 'passwords of the database',
  prepare: () => Promise.resolve(),
  write: (folder) => Promise.resolve(writeWhole(join(folder, 'app-password'), photo.toString(), 0o600)),
  recover: (folder, acknowledged) => {
    const there = readdirSync(folder).includes('app-password');
    const isWhole = there && readFileSync(join(folder, 'app-password')).equals(photo);
    return Promise.resolve(there === isWhole && (there || !acknowledged) ? [] : ['no whole password']);
  },
};

export const powerWriters: readonly Writer[] = [...writers, closed, authority, network, passwords];

/** Does what none of the others may do: it renames and acknowledges without waiting for the disk. */
export const careless: Writer = {
  name: 'a careless writer',
  prepare: () => Promise.resolve(),
  write: async (folder) => {
    await writeFile(join(folder, 'one.part'), photo);
    await rename(join(folder, 'one.part'), join(folder, 'one'));
  },
  recover: (folder, acknowledged) => {
    const there = readdirSync(folder).includes('one');
    if (there && !readFileSync(join(folder, 'one')).equals(photo)) return Promise.resolve(['half a file']);
    return Promise.resolve(there || !acknowledged ? [] : ['acknowledged and not there']);
  },
};
