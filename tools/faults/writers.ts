/**
 * The writers of files, each with a folder of its own: what it writes, and what has to hold afterwards whatever call of the
 * system failed or ended the process. `acknowledged`: the writer said that it was done.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyContent, removeContent } from '../../apps/server/src/platform/backup/content-files.ts';
import {
  keyFile,
  replaceKeyDocument,
  sweepKeyFiles,
} from '../../apps/server/src/platform/crypto/key-files.ts';
import { openFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import {
  openExchange,
  placeIntake,
  placePackage,
} from '../../apps/server/src/publications/packages/exchange.ts';

export interface Writer {
  readonly name: string;
  /** Makes the folder as it is before the writing; nothing fails yet. */
  readonly prepare: (folder: string) => Promise<void>;
  readonly write: (folder: string) => Promise<void>;
  /** What the program does at its next start or round; nothing fails any more. Throws or names what is wrong. */
  readonly recover: (folder: string, acknowledged: boolean) => Promise<readonly string[]>;
}

const bytesOf = (name: string, size: number): Buffer => {
  const piece = createHash('sha256').update(name).digest();
  return Buffer.alloc(size, piece);
};
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const photo = bytesOf('photo', 200_000);

/** Every file under a digest has that digest, and nothing else lies there. */
function storeFaults(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('partial'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => digest(readFileSync(path)) !== path.slice(-64))
    .map((path) => `${path} is no whole file of the store`);
}

const here = (path: string, bytes: Uint8Array): readonly string[] =>
  existsSync(path) && digest(readFileSync(path)) === digest(bytes)
    ? []
    : [`${path} was acknowledged and is not there`];

async function storeRecovered(folder: string, acknowledged: boolean): Promise<readonly string[]> {
  const store = await openFileStore(folder);
  const faults = [...storeFaults(folder), ...(acknowledged ? here(store.pathOf(digest(photo)), photo) : [])];
  await store.put(photo);
  return [...faults, ...here(store.pathOf(digest(photo)), photo), ...storeFaults(folder)];
}

const store: Writer = {
  name: 'photo and document store',
  prepare: async (folder) => {
    await openFileStore(folder);
  },
  write: async (folder) => {
    const files = await openFileStore(folder, 'shared');
    await files.put(photo);
  },
  recover: storeRecovered,
};

const kept: Writer = {
  name: 'kept upload',
  prepare: async (folder) => {
    await openFileStore(folder);
    writeFileSync(join(folder, '..', 'brought.pdf'), photo);
  },
  write: async (folder) => {
    const files = await openFileStore(folder, 'shared');
    await files.putPath(join(folder, '..', 'brought.pdf'));
  },
  recover: storeRecovered,
};

const adopted: Writer = {
  name: 'photo in pieces',
  prepare: async (folder) => {
    await openFileStore(folder);
    mkdirSync(join(folder, 'partial'));
    writeFileSync(join(folder, 'partial', 'one'), photo);
  },
  write: async (folder) => {
    const files = await openFileStore(folder, 'shared');
    if (!(await files.adopt(join(folder, 'partial', 'one'), digest(photo)))) throw new Error('other bytes');
  },
  recover: async (folder, acknowledged) => {
    const files = await openFileStore(folder);
    const target = files.pathOf(digest(photo));
    // The bytes lie in one of both places, so that the phone need not send them again, and the row is written behind them.
    const isPartial = existsSync(join(folder, 'partial', 'one'));
    const faults = [...storeFaults(folder), ...(acknowledged || !isPartial ? here(target, photo) : [])];
    if (isPartial) await files.adopt(join(folder, 'partial', 'one'), digest(photo));
    return [...faults, ...here(target, photo)];
  },
};

const backup: Writer = {
  name: 'files of a backup',
  prepare: async (folder) => {
    const files = await openFileStore(join(folder, 'from'));
    await files.put(photo);
    mkdirSync(join(folder, 'to'));
  },
  write: async (folder) => {
    const { damaged } = await copyContent(join(folder, 'from'), join(folder, 'to'), [digest(photo)]);
    if (damaged.length > 0) throw new Error('damaged');
  },
  recover: async (folder, acknowledged) => {
    const to = join(folder, 'to');
    const target = join(to, digest(photo).slice(0, 2), digest(photo));
    await removeContent(to, new Set([digest(photo)]));
    const faults = [...storeFaults(to), ...(acknowledged ? here(target, photo) : [])];
    await copyContent(join(folder, 'from'), to, [digest(photo)]);
    return [...faults, ...here(target, photo), ...storeFaults(to)];
  },
};

const packages: Writer = {
  name: 'packages for the portal',
  prepare: async (folder) => {
    writeFileSync(join(folder, 'package'), photo);
    await openExchange(folder, 'packages');
  },
  write: async (folder) => {
    await placePackage(folder, { path: join(folder, 'package'), number: 7 });
  },
  recover: async (folder, acknowledged) => {
    await openExchange(folder, 'packages');
    const names = readdirSync(join(folder, 'packages'));
    const faults = names
      .filter((name) => digest(readFileSync(join(folder, 'packages', name))) !== digest(photo))
      .map((name) => `${name} is no whole package`);
    if (acknowledged && names.length !== 1) faults.push('an acknowledged package is not there');
    await placePackage(folder, { path: join(folder, 'package'), number: 7 });
    return readdirSync(join(folder, 'packages')).length === 1 ? faults : [...faults, 'not placed again'];
  },
};

const intake: Writer = {
  name: 'intake of the portal',
  prepare: (folder) => openExchange(folder, 'intake'),
  write: (folder) => placeIntake(folder, 'one.json', photo),
  recover: async (folder, acknowledged) => {
    await openExchange(folder, 'intake');
    const names = readdirSync(join(folder, 'intake'));
    const isWhole = names.every(
      (name) => digest(readFileSync(join(folder, 'intake', name))) === digest(photo),
    );
    const faults = isWhole ? [] : ['half a file of the intake'];
    if (acknowledged && names.length !== 1) faults.push('an acknowledged file of the intake is not there');
    return faults;
  },
};

const keys: Writer = {
  name: 'keys of the installation',
  prepare: async (folder) => {
    await writeFile(join(folder, 'ring.json'), '{"keys":["old"]}');
  },
  write: async (folder) => {
    await keyFile(join(folder, 'ledger.key'));
    await replaceKeyDocument(join(folder, 'ring.json'), { keys: ['old', 'new'] });
  },
  recover: async (folder, acknowledged) => {
    await sweepKeyFiles(folder, -1000);
    const before = existsSync(join(folder, 'ledger.key'))
      ? readFileSync(join(folder, 'ledger.key'), 'utf8')
      : null;
    const key = await keyFile(join(folder, 'ledger.key'));
    const ring = JSON.parse(readFileSync(join(folder, 'ring.json'), 'utf8')) as { keys: string[] };
    const faults: string[] = [];
    if (before !== null && before.trim() !== Buffer.from(key).toString('hex')) faults.push('another key');
    if (acknowledged && (before === null || ring.keys.length !== 2))
      faults.push('acknowledged keys are not there');
    if (ring.keys[0] !== 'old') faults.push('the old key is lost');
    const left = readdirSync(folder).filter((name) => name !== 'ledger.key' && name !== 'ring.json');
    return [...faults, ...left.map((name) => `${name} was left behind`)];
  },
};

export const writers: readonly Writer[] = [store, kept, adopted, backup, packages, intake, keys];
