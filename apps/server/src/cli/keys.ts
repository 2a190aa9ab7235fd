/**
 * `mingcha keys`: the operator's care for the keys of an installation. `rotate` makes a new data key and renews every
 * sealed value under it while the server runs; interrupted, `reseal` goes on. It works as the role that owns the schema,
 * prints counts and never a value. Exit code 0 when done, 1 when something did not open or a device is away, 2 for wrong use.
 */
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { type Config, parseConfig } from '../platform/config.ts';
import { addDataKey, openKeyRing, type RingPlace, ringEntries } from '../platform/crypto/key-ring.ts';
import { checkProvider } from '../platform/crypto/provider.ts';
import { keyUses, resealAll, sealClearTexts } from '../platform/crypto/reseal.ts';
import { trustedSealKeys, trustSealKey } from '../platform/crypto/seal-keys.ts';
import { makeSealedBox } from '../platform/crypto/sealed-value.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { silentLog } from '../platform/log.ts';
import { builtInSealer, openConfiguredDevice } from '../platform/secrets.ts';
import { SetupError } from '../platform/setup-error.ts';
import { startupMessage } from '../platform/startup-message.ts';
import { systemClock } from '../platform/system.ts';
import type { CommandOptions } from './command.ts';
import { keysText } from './keys-text.ts';

type Say = (key: keyof typeof keysText.zh, data?: Readonly<Record<string, string | number>>) => void;

interface Work {
  readonly config: Config;
  readonly db: Database;
  readonly say: Say;
  readonly locale: Locale;
}

const commands: Readonly<Record<string, (work: Work) => Promise<number>>> = {
  status,
  rotate,
  reseal: (work) => reseal(work),
};

export async function keysCommand(options: CommandOptions): Promise<number> {
  const { locale, print } = options;
  const say: Say = (key, data = {}) => print(format(keysText[locale][key], data));
  const [word = '', ...rest] = options.args;
  const command = commands[word];
  if (rest.length > 0 || (command === undefined && word !== 'adopt')) {
    say('keys.usage');
    return 2;
  }
  try {
    const config = parseConfig(options.environment, [], options.root);
    return command === undefined
      ? await adopt(config, say)
      : await withOwner(config, (db) => command({ config, db, say, locale }));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    print(startupMessage(error, locale));
    return 1;
  }
}

async function withOwner(config: Config, work: (db: Database) => Promise<number>): Promise<number> {
  const installation = await openInstallation(config, silentLog, 'existing');
  const db = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

async function status({ config, db, say, locale }: Work): Promise<number> {
  const words = keysText[locale];
  const folder = config.secretsFolder;
  const uses = await keyUses(db);
  const entries = ringEntries(folder);
  for (const { id, madeAt, isWrapped } of entries) {
    const count = uses.filter((use) => use.keyId === id).reduce((sum, use) => sum + use.count, 0);
    const current = id === entries.at(-1)?.id ? words['keys.current'] : '';
    const place = words[isWrapped ? 'keys.wrapped' : 'keys.in_file'];
    say('keys.key', { id, made: madeAt ?? words['keys.first'], place, count, current });
  }
  for (const suite of ['international', 'national'] as const) {
    const count = uses.filter((use) => use.suite === suite).reduce((sum, use) => sum + use.count, 0);
    if (count > 0) say('keys.suite', { suite: words[`suite.${suite}`], count });
  }
  const unknown = uses.find((use) => use.keyId === null)?.count ?? 0;
  if (unknown > 0) say('keys.unknown', { count: unknown });
  for (const { id, holder, since } of trustedSealKeys(folder)) say('keys.seal', { id, holder, since });
  return unknown > 0 ? 1 : 0;
}

async function placeOf(config: Config): Promise<RingPlace> {
  const folder = config.secretsFolder;
  return { folder, device: await openConfiguredDevice(folder, config.crypto) };
}

/** Throws SetupError `crypto.keys_missing`: without the old keys nothing could be renewed, and a new one would hide that. */
async function requireKeys(db: Database, folder: string): Promise<void> {
  const known = new Set(ringEntries(folder).map((entry) => entry.id));
  const lost = (await keyUses(db)).find((use) => use.keyId !== null && !known.has(use.keyId));
  if (lost !== undefined) throw new SetupError('crypto.keys_missing', { id: lost.keyId ?? '', path: folder });
}

async function rotate(work: Work): Promise<number> {
  const { config, say } = work;
  await requireKeys(work.db, config.secretsFolder);
  const place = await placeOf(config);
  // What is wrapped already must open before another key is added.
  await openKeyRing(place);
  const id = await addDataKey(place, systemClock(config.zone).now());
  say('keys.added', { id });
  if (place.device === null) return reseal(work, place);
  say('keys.restart');
  return 0;
}

async function reseal({ config, db, say }: Work, known?: RingPlace): Promise<number> {
  const place = known ?? (await placeOf(config));
  const ring = await openKeyRing(place);
  const suite = config.crypto.dataSuite;
  const secrets = makeSealedBox(ring, suite);
  const converted = await sealClearTexts(db, secrets);
  const reports = await resealAll(db, { secrets, suite, keyId: ring.current().id });
  for (const { place: of, renewed, unreadable } of reports) {
    const { table, column } = of;
    if (renewed > 0) say('keys.column', { table, column, renewed });
    if (unreadable > 0) say('keys.unreadable', { table, column, unreadable });
  }
  if (converted > 0) say('keys.converted', { count: converted });
  say('keys.done', { renewed: reports.reduce((sum, one) => sum + one.renewed, 0) });
  return reports.some((one) => one.unreadable > 0) ? 1 : 0;
}

async function adopt(config: Config, say: Say): Promise<number> {
  if (config.crypto.sealSuite !== 'national') {
    say('keys.no_sealer');
    return 1;
  }
  const folder = config.secretsFolder;
  const sealer = (await openConfiguredDevice(folder, config.crypto)) ?? (await builtInSealer(folder));
  await checkProvider(sealer);
  say('keys.adopted', { id: await trustSealKey(folder, sealer, systemClock(config.zone).now()) });
  return 0;
}
