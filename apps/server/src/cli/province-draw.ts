/**
 * `mingcha province-draw`: one draw over the registers of several installations, each in its own database. The ceremony is
 * that of `mingcha draw`; only where the objects come from differs.
 */
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Delivered, DrawError, MAX_INLINE, type ObjectRecord } from '@mingcha/draw';
import { z } from 'zod';
import {
  finishProvince,
  type SealedProvince,
  type Source,
  sealProvince,
} from '../draws/province/province.ts';
import { closeShard, openShard } from '../draws/province/shard.queries.ts';
import { systemClock } from '../platform/system.ts';
import { version } from '../platform/version.ts';
import { parseArguments, required } from './arguments.ts';
import { planFor, refuseWeak, tellResult } from './draw.command.ts';
import { readJson } from './json-file.ts';
import { readInspectors, readPairs } from './rosters.ts';
import { protocolInstant, type Rules, rulesSchema } from './rules-file.ts';
import { deliveredFromFile, deliveredFromTerminal, keysOfDraw, seedSchema } from './seed-file.ts';
import { CliError, openTerminal, type Terminal } from './terminal.ts';

const known = {
  values: ['databases', 'inspectors', 'rules', 'conflicts', 'seed-file', 'out', 'lang'],
  flags: ['json'],
};

const text = z.string().min(1).max(200);
const databasesSchema = z
  .array(
    z.strictObject({
      name: text,
      url: z.string().regex(/^postgres(?:ql)?:\/\//),
      agencies: z.array(text).min(1).optional(),
    }),
  )
  .min(1)
  .max(1000);

export async function provinceDrawCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const given = parseArguments(words, known);
  const file = (name: string) => {
    const value = given.values.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  const { finished, sealed, out } = await provinceDraw(
    {
      databases: required(given, 'databases'),
      inspectors: required(given, 'inspectors'),
      rules: required(given, 'rules'),
      out: required(given, 'out'),
      ...file('conflicts'),
      ...file('seed-file'),
    },
    terminal,
  );
  return tellResult({ out, sealed, finished }, terminal);
}

export interface ProvinceFiles {
  readonly databases: string;
  readonly inspectors: string;
  readonly rules: string;
  readonly conflicts?: string;
  readonly 'seed-file'?: string;
  readonly out: string;
}

/** Draws and writes the bundle, with frame.bin beside it where it is too large to stand inside. */
export async function provinceDraw(files: ProvinceFiles, terminal: Terminal = openTerminal('en', true)) {
  const rules = await readJson(files.rules, rulesSchema, 'rules.wrong');
  const databases = await readJson(files.databases, databasesSchema, 'databases.wrong');
  const seedFile = files['seed-file'];
  const seed = seedFile === undefined ? null : await readJson(seedFile, seedSchema, 'seed.wrong');
  const plan = planFor(files.rules, rules, seed);
  refuseWeak(plan, seed, terminal);
  for (const stratum of plan.strata)
    if (stratum.rule === 'draw' && stratum.method !== 'equal')
      throw new CliError('databases.method', { code: stratum.code, method: stratum.method });
  const day = plan.time?.frozen.slice(0, 10) ?? '';
  const inspectors = await readInspectors(files.inspectors, { rules, day }, terminal);
  const ids = { objects: objectIds, inspectors: new Set(inspectors.map(({ id }) => id)) };
  const pairs = files.conflicts === undefined ? [] : await readPairs(files.conflicts, ids);
  const keys = keysOfDraw(seed);
  const sources: Source[] = [];
  const part = join(dirname(files.out), 'frame.bin.part');
  try {
    for (const each of databases) sources.push(await openSource(each));
    const stratumOf = stratumBy(rules);
    const input = {
      plan,
      master: keys.master,
      masterInspectors: keys.masterInspectors,
      inspectors,
      pairs,
      stratumOf,
    };
    const province = await refusing(() => sealTo(part, (sink) => sealProvince(sources, input, sink)));
    for (const [i, { name }] of databases.entries())
      terminal.print(terminal.text('databases.share', { name, count: province.shares[i] ?? 0 }));
    const { params } = province.sealed;
    const delivered: readonly Delivered[] =
      seed === null ? await deliveredFromTerminal(params, terminal) : deliveredFromFile(params, seed);
    const isInline = params.frame.count <= MAX_INLINE;
    const finished = await refusing(async () =>
      finishProvince(sources, {
        province,
        master: keys.master,
        delivered,
        at: protocolInstant(seed?.frozen ?? systemClock('UTC').now()),
        signer: { name: 'mingcha/cli', secretKey: keys.signKey },
        software: { name: 'mingcha', version, commit: null },
        reproduced: seed !== null,
        frame: isInline ? new Uint8Array(await readFile(part)) : null,
      }),
    );
    await writeFile(`${files.out}.part`, finished.bytes);
    if (!isInline) await rename(part, join(dirname(files.out), 'frame.bin'));
    await rename(`${files.out}.part`, files.out);
    return { out: files.out, sealed: province.sealed, finished, objects: province.shares };
  } finally {
    await rm(part, { force: true });
    for (const { reading, pool } of sources) {
      await closeShard(reading);
      await closeShard(pool);
    }
  }
}

/** Objects are named by their number in the system. */
const objectIds = { has: (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) };

async function openSource(given: z.output<typeof databasesSchema>[number]): Promise<Source> {
  try {
    const reading = await openShard(given.name, given.url);
    return { reading, pool: await openShard(given.name, given.url), agencies: given.agencies ?? null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError('databases.away', { name: given.name, reason });
  }
}

async function sealTo(
  part: string,
  seal: (sink: (piece: Uint8Array) => Promise<void>) => Promise<SealedProvince>,
): Promise<SealedProvince> {
  const file = await open(part, 'w');
  try {
    return await seal(async (piece) => {
      await file.write(piece);
    });
  } finally {
    await file.close();
  }
}

/** The first stratum whose conditions a record meets, or -1. */
function stratumBy(rules: Rules): (record: ObjectRecord) => number {
  const conditions = rules.strata.map(({ where }) =>
    Object.entries(where ?? {}).map(
      ([field, values]) => [field, new Set(values.map((value) => value.normalize('NFC').trim()))] as const,
    ),
  );
  return (record) =>
    conditions.findIndex((all) =>
      all.every(([field, values]) => values.has((record as Readonly<Record<string, string>>)[field] ?? '')),
    );
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DrawError) throw new CliError('plan.refused', { reason: error.message });
    throw error;
  }
}
