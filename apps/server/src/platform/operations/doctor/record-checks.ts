/** What must never be lost or altered: the ledgers, their checkpoints and witnesses, the stored files. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Light } from '@mingcha/core/common/operations/checks.ts';
import { inTransaction } from '../../db/transaction.ts';
import { verifyLedger } from '../../ledger/verify-ledger.ts';
import { type Connected, type Finding, findingsOf, hoursSince } from './check.ts';
import { keptFiles, ledgerEnds, unnamedDigests } from './doctor.queries.ts';

/** Recomputes every ledger from its first entry. */
export async function checkLedger({ db }: Connected): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('ledger');
  const found: Finding[] = [];
  let entries = 0;
  for (const ledger of await inTransaction(db, ledgerEnds)) {
    const verdict = await verifyLedger(db, ledger.id);
    entries += verdict.size;
    if (verdict.fault !== null)
      found.push(red('ledger.broken', { name: ledger.name, seq: verdict.fault.seq }));
  }
  if (found.length > 0) return found;
  return [entries === 0 ? grey('ledger.none') : green('ledger.fine', { count: entries })];
}

const day = 24;

/** Witnesses make it visible when a whole ledger is replaced: without them a checkpoint stands on our word alone. */
export async function checkCheckpoint({ db, now }: Connected): Promise<readonly Finding[]> {
  const { green, grey, amber, lit } = findingsOf('checkpoint');
  const found: Finding[] = [];
  const ends = (await inTransaction(db, ledgerEnds)).filter((one) => one.size > 0n);
  for (const { name, at, signed, witnesses, cosignedAt } of ends) {
    if (signed === null && (hoursSince(at, now()) ?? 0) > day)
      found.push(amber('checkpoint.unsigned', { name }));
    if (witnesses === 0n) found.push(amber('checkpoint.noWitness', { name }));
    if (witnesses === 0n || signed === null) continue;
    const days = Math.floor((hoursSince(cosignedAt, now()) ?? Number.POSITIVE_INFINITY) / day);
    const light: Light = days > 35 ? 'red' : days > 7 ? 'amber' : 'green';
    if (light === 'green') continue;
    found.push(
      Number.isFinite(days)
        ? lit(light)('checkpoint.notCosigned', { name, days })
        : lit(light)('checkpoint.neverCosigned', { name }),
    );
  }
  if (found.length > 0) return found;
  return [ends.length === 0 ? grey('checkpoint.none') : green('checkpoint.fine')];
}

/** Files hashed where not all are asked for: the newest. */
const sampled = 200;

export async function checkFiles({ db, config, full }: Connected): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('files');
  const kept = await inTransaction(db, (tx) => keptFiles(tx, null));
  if (kept.length === 0) return [grey('files.none')];
  const pathOf = (sha256: string) => join(config.filesFolder, sha256.slice(0, 2), sha256);
  const missing = kept.filter((file) => !existsSync(pathOf(file.sha256)));
  const damaged: string[] = [];
  const gone = new Set(missing.map((file) => file.sha256));
  const here = kept.filter((file) => !gone.has(file.sha256));
  for (const [index, file] of here.entries()) {
    const path = pathOf(file.sha256);
    const isSound =
      (file.size === null || statSync(path).size === file.size) &&
      (!(full || index < sampled) || (await digestOf(path)) === file.sha256);
    if (!isSound) damaged.push(file.sha256);
  }
  const found: Finding[] = [];
  if (missing.length > 0)
    found.push(red('files.missing', { count: missing.length, sample: missing[0]?.sha256 ?? '' }));
  if (damaged.length > 0)
    found.push(red('files.damaged', { count: damaged.length, sample: damaged[0] ?? '' }));
  const hashed = full ? here.length : Math.min(sampled, here.length);
  return found.length > 0 ? found : [green('files.fine', { count: kept.length, hashed })];
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** A file that arrives is stored before its row is: only what has lain for a day counts. */
export async function checkOrphans({ db, config, now }: Connected): Promise<readonly Finding[]> {
  const { green, amber } = findingsOf('orphans');
  const before = Date.parse(now()) - day * 3_600_000;
  const old: { sha256: string; size: number }[] = [];
  for (const shelf of shelvesOf(config.filesFolder)) {
    for (const sha256 of readdirSync(join(config.filesFolder, shelf))) {
      const { mtimeMs, size } = statSync(join(config.filesFolder, shelf, sha256));
      if (mtimeMs < before) old.push({ sha256, size });
    }
  }
  const unnamed = new Set(
    await inTransaction(db, (tx) =>
      unnamedDigests(
        tx,
        old.map((file) => file.sha256),
      ),
    ),
  );
  const megabytes =
    old.filter((file) => unnamed.has(file.sha256)).reduce((sum, file) => sum + file.size, 0) / 1024 ** 2;
  return [
    unnamed.size === 0
      ? green('orphans.fine')
      : amber('orphans.found', { count: unnamed.size, mb: megabytes.toFixed(1) }),
  ];
}

function shelvesOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name)) : [];
}
