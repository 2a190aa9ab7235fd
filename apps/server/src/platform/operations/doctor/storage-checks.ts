/** Where the installation lies: room and inodes of each disk, who may read and write what, the keys, the certificate. */
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { certificateLight, daysUntil, diskLight } from '@mingcha/core/common/operations/checks.ts';
import { certificateFiles } from '../../cert/served-certificate.ts';
import { lanAddresses } from '../../certificate.ts';
import { secretNames } from '../../config.ts';
import { readConfigFile } from '../../config-file.ts';
import { inTransaction } from '../../db/transaction.ts';
import { type Finding, findingsOf, type Patient } from './check.ts';
import { hasCheckpoints, newestNotes } from './doctor.queries.ts';
import { signedByOthers } from './own-signature.ts';

/** Folders that may lie on disks of their own. */
function placesOf({ config }: Patient): readonly string[] {
  const { dataFolder, filesFolder, exchange } = config;
  const note = join(dataFolder, 'db.location');
  const database = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataFolder, 'db');
  const all = [dataFolder, filesFolder, database, join(dataFolder, 'log'), exchange.folder ?? dataFolder];
  const byDisk = new Map<number, string>();
  for (const path of all.filter((one) => existsSync(one))) {
    const { dev } = statSync(path);
    if (!byDisk.has(dev)) byDisk.set(dev, path);
  }
  return [...byDisk.values()];
}

export async function checkDisk(patient: Patient): Promise<readonly Finding[]> {
  const { green, lit } = findingsOf('disk');
  const found = placesOf(patient).map((path) => {
    const disk = statfsSync(path);
    const space = { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
    const data = {
      path,
      percent: Math.floor((100 * space.free) / Math.max(1, space.total)),
      gb: (space.free / 1024 ** 3).toFixed(1),
    };
    const light = diskLight(space);
    return light === 'green' || light === 'grey'
      ? green('disk.fine', data)
      : lit(light)(light === 'red' ? 'disk.full' : 'disk.low', data);
  });
  return found.length === 0 ? [green('disk.none')] : found;
}

/** Some file systems count no inodes. */
export async function checkInodes(patient: Patient): Promise<readonly Finding[]> {
  const { green, lit } = findingsOf('inodes');
  return placesOf(patient).map((path) => {
    const { files, ffree } = statfsSync(path);
    const percent = files === 0 ? 100 : Math.floor((100 * ffree) / files);
    if (percent >= 15) return green('inodes.fine', { path, percent });
    return lit(percent < 5 ? 'red' : 'amber')('inodes.full', { path, percent });
  });
}

const octal = (mode: number) => (mode & 0o777).toString(8).padStart(3, '0');

export async function checkFolder({ config }: Patient): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('folder');
  const path = config.dataFolder;
  if (!existsSync(path)) return [grey('folder.none', { path })];
  const found: Finding[] = [];
  const { mode, uid } = statSync(path);
  if ((mode & 0o002) !== 0) found.push(red('folder.open', { path, mode: octal(mode) }));
  const own = process.getuid?.() ?? uid;
  if (own !== 0 && uid !== own) found.push(red('folder.owner', { path, found: uid, own }));
  try {
    accessSync(path, constants.W_OK);
  } catch {
    found.push(red('folder.unwritable', { path }));
  }
  const database = join(path, 'db');
  if (existsSync(database) && (statSync(database).mode & 0o027) !== 0)
    found.push(red('folder.open', { path: database, mode: octal(statSync(database).mode) }));
  return found.length === 0 ? [green('folder.fine', { path })] : found;
}

/** The settings file may hold secrets: its owner alone reads it then. */
export async function checkConfigFile({ configFile }: Patient): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('configFile');
  if (!existsSync(configFile)) return [grey('configFile.none', { path: configFile })];
  const { values } = readConfigFile(configFile);
  const { mode } = statSync(configFile);
  const isSecret = Object.keys(values).some((name) => secretNames.has(name));
  const data = { path: configFile, mode: octal(mode) };
  return [isSecret && (mode & 0o007) !== 0 ? red('configFile.open', data) : green('configFile.fine', data)];
}

export async function checkKeys(patient: Patient): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('keys');
  const { config, db } = patient;
  const folder = config.secretsFolder;
  const isUsed = db !== null && (await inTransaction(db, hasCheckpoints));
  if (!existsSync(folder)) return [isUsed ? red('keys.missing', { file: folder }) : grey('keys.none')];
  const found = [...keyFaults(folder, isUsed), ...openKeys(folder)];
  if (found.length === 0 && db !== null) {
    const notes = await inTransaction(db, newestNotes);
    const other = signedByOthers(join(folder, 'ledger.key'), notes);
    if (other !== null) found.push(red('keys.other', { origin: other }));
  }
  return found.length === 0 ? [green('keys.fine')] : found;
}

/** Missing or damaged ones; before the first use they may be missing. */
function keyFaults(folder: string, isUsed: boolean): Finding[] {
  const { red } = findingsOf('keys');
  const found: Finding[] = [];
  for (const name of ['secret-box.key', 'ledger.key']) {
    const file = join(folder, name);
    if (!existsSync(file)) {
      if (isUsed) found.push(red('keys.missing', { file }));
    } else if (!/^[0-9a-f]{64}\s*$/.test(readFileSync(file, 'utf8')))
      found.push(red('keys.damaged', { file }));
  }
  return found;
}

/** The folder or files in it that others can read. */
function openKeys(folder: string): Finding[] {
  const { red } = findingsOf('keys');
  const found: Finding[] = [];
  const { mode } = statSync(folder);
  if ((mode & 0o077) !== 0) found.push(red('keys.open', { file: folder, mode: octal(mode) }));
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const one = statSync(file);
    const isPublic = name.endsWith('-cert.pem') || name.endsWith('.crt') || name.endsWith('.pub');
    if (one.isFile() && !isPublic && (one.mode & 0o077) !== 0)
      found.push(red('keys.open', { file, mode: octal(one.mode) }));
  }
  return found;
}

export async function checkCertificate(patient: Patient): Promise<readonly Finding[]> {
  const { green, grey, red, lit } = findingsOf('certificate');
  const { config } = patient;
  const files = certificateFiles({ ...config, lan: true });
  const file = files?.cert ?? '';
  if (!existsSync(file)) return [grey('certificate.none')];
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(readFileSync(file));
  } catch {
    return [red('certificate.damaged', { file })];
  }
  const found: Finding[] = [];
  const now = patient.now();
  const days = daysUntil(certificate.validToDate.getTime(), Date.parse(now));
  const until = certificate.validToDate.toISOString().slice(0, 10);
  const light = certificateLight(days);
  if (light !== 'green')
    found.push(lit(light)(days < 0 ? 'certificate.expired' : 'certificate.soon', { days, until }));
  if (certificate.validFromDate.toISOString() > now)
    found.push(red('certificate.early', { from: certificate.validFromDate.toISOString().slice(0, 10) }));
  const addresses = files?.origin === 'lan' ? lanAddresses() : [];
  const name = missingName(certificate, config.publicUrl, addresses);
  if (name !== null) found.push(red('certificate.name', { name }));
  if (!fitsKey(certificate, files?.key ?? '')) found.push(red('certificate.key'));
  return found.length === 0 ? [green('certificate.fine', { days, until })] : found;
}

/** A name or address under which this machine is called and that the certificate does not hold; null of none. */
function missingName(
  certificate: X509Certificate,
  publicUrl: string | null,
  addresses: readonly string[],
): string | null {
  const host = publicUrl === null ? null : (URL.parse(publicUrl)?.hostname ?? null);
  const wanted = host === null ? addresses : [host];
  const holds = (one: string) =>
    (/^[\d.]+$|:/.test(one) ? certificate.checkIP(one) : certificate.checkHost(one)) !== undefined;
  return wanted.find((one) => !holds(one)) ?? null;
}

function fitsKey(certificate: X509Certificate, file: string): boolean {
  try {
    const own = createPublicKey(createPrivateKey(readFileSync(file)));
    return own.equals(certificate.publicKey);
  } catch {
    return false;
  }
}
