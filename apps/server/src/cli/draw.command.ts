/** `mingcha draw`: the main job in a terminal. Reads rosters and rules, seals, draws, writes the evidence bundle. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Delivered,
  DrawError,
  displayFreezeId,
  ENTROPY_REFUSED_BELOW,
  ENTROPY_WARNED_BELOW,
  expectedEntropy,
  type Finished,
  finishAlone,
  type Plan,
  previewQuotas,
  type Sealed,
  type SealInput,
  sealDraw,
} from '@mingcha/draw';
import { systemClock } from '../platform/system.ts';
import { version } from '../platform/version.ts';
import { parseArguments, required } from './arguments.ts';
import { readJson } from './json-file.ts';
import { readInspectors, readObjects, readPairs } from './rosters.ts';
import { planOf, protocolInstant, type Rules, rulesSchema } from './rules-file.ts';
import {
  deliveredFromFile,
  deliveredFromTerminal,
  keysOfDraw,
  type SeedFile,
  seedSchema,
} from './seed-file.ts';
import { CliError, exitCodes, type Terminal } from './terminal.ts';

/** Instants only; the zone is that of the protocol. */
const clock = systemClock('UTC');
const known = {
  values: ['objects', 'inspectors', 'rules', 'conflicts', 'seed-file', 'out', 'lang'],
  flags: ['json'],
};

export async function drawCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const given = parseArguments(words, known);
  const out = required(given, 'out');
  const files = {
    objects: required(given, 'objects'),
    inspectors: required(given, 'inspectors'),
    rules: required(given, 'rules'),
    conflicts: given.values.get('conflicts'),
  };
  const rules = await readJson(files.rules, rulesSchema, 'rules.wrong');
  const seedFile = given.values.get('seed-file');
  const seed = seedFile === undefined ? null : await readJson(seedFile, seedSchema, 'seed.wrong');
  const plan = planFor(files.rules, rules, seed);
  refuseWeak(plan, seed, terminal);

  const objects = await readObjects(files.objects, rules, terminal);
  const day = plan.time?.frozen.slice(0, 10) ?? '';
  const inspectors = await readInspectors(files.inspectors, { rules, day }, terminal);
  const ids = {
    objects: new Set(objects.map(({ record }) => record.id)),
    inspectors: new Set(inspectors.map(({ id }) => id)),
  };
  const pairs = files.conflicts === undefined ? [] : await readPairs(files.conflicts, ids);

  const keys = keysOfDraw(seed);
  const input: SealInput = {
    plan,
    master: keys.master,
    masterInspectors: keys.masterInspectors,
    objects,
    inspectors,
    pairs,
  };
  const sealed = seal(input, terminal);
  tellSeal(sealed, terminal);
  const delivered =
    seed === null
      ? await deliveredFromTerminal(sealed.params, terminal)
      : deliveredFromFile(sealed.params, seed);
  const at = protocolInstant(seed?.frozen ?? clock.now());
  const finished = finish(
    { sealed, objects, delivered, at, signKey: keys.signKey, reproduced: seed !== null },
    terminal,
  );
  await writeBundle(out, finished);
  return tellResult({ out, sealed, finished }, terminal);
}

export function planFor(file: string, rules: Rules, seed: SeedFile | null): Plan {
  const made = planOf(rules, seed?.frozen ?? clock.now());
  if ('plan' in made) return made.plan;
  const rule = rules.strata[made.stratum];
  const reason = rule?.rule === 'none' ? 'of, reason' : 'rate';
  throw new CliError('rules.wrong', {
    file,
    where: `strata.${made.stratum}`,
    reason: `${rule?.code ?? ''}: ${reason}`,
  });
}

/** Refused before anything is read: parties' numbers made by one lone terminal count nothing. */
export function refuseWeak(plan: Plan, seed: SeedFile | null, terminal: Terminal): void {
  const counted =
    seed === null ? plan.seed.sources.filter((source) => source.kind !== 'party') : plan.seed.sources;
  const bits = expectedEntropy(counted);
  if (bits < ENTROPY_REFUSED_BELOW) throw new CliError('entropy.weak', { bits });
  if (bits < ENTROPY_WARNED_BELOW) terminal.note(terminal.text('entropy.low', { bits }));
}

function seal(input: SealInput, terminal: Terminal): Sealed {
  try {
    const onProgress = (done: number, total: number) =>
      terminal.progress(terminal.text('progress.seal', { done, total }));
    return sealDraw(input, { onProgress });
  } catch (error) {
    if (error instanceof DrawError) throw new CliError('plan.refused', { reason: error.message });
    throw error;
  }
}

function tellSeal(sealed: Sealed, terminal: Terminal): void {
  const { params } = sealed;
  const counts = {
    objects: params.frame.count,
    inspectors: params.inspectors.count,
    pairs: params.conflicts.count,
  };
  terminal.print(terminal.text('draw.sealed', counts));
  terminal.print(terminal.text('draw.freeze', { display: displayFreezeId(sealed.freezeId) }));
  const members = params.strata.map(() => 0);
  for (const { stratum } of sealed.objects) members[stratum] = (members[stratum] ?? 0) + 1;
  for (const [i, row] of previewQuotas(params.strata, members).entries()) {
    const target = row.target === row.targetHigh ? String(row.target) : `${row.target}–${row.targetHigh}`;
    terminal.print(
      terminal.text('draw.stratum', { name: params.strata[i]?.name ?? '', base: row.base, target }),
    );
  }
}

interface Finishing {
  readonly sealed: Sealed;
  readonly objects: SealInput['objects'];
  readonly delivered: readonly Delivered[];
  readonly at: string;
  readonly signKey: Uint8Array;
  readonly reproduced: boolean;
}

function finish(given: Finishing, terminal: Terminal): Finished {
  const { sealed, objects, delivered, at, reproduced } = given;
  const software = { name: 'mingcha', version, commit: null };
  const signer = { name: 'mingcha/cli', secretKey: given.signKey };
  try {
    return finishAlone(
      { sealed, objects, delivered, at, signer, software, reproduced },
      {
        onProgress: (step, done, total) =>
          terminal.progress(terminal.text(`progress.${step}`, { done, total })),
      },
    );
  } catch (error) {
    if (error instanceof DrawError) throw new CliError('plan.refused', { reason: error.message });
    throw error;
  }
}

/** Both files whole or not at all: written beside, then renamed, the bundle last. */
async function writeBundle(out: string, finished: Finished): Promise<void> {
  const files: [string, Uint8Array][] = [[out, finished.bytes]];
  if (finished.frameFile !== null) files.unshift([join(dirname(out), 'frame.bin'), finished.frameFile]);
  const temporary = files.map(([file]) => `${file}.part`);
  try {
    for (const [i, [, bytes]] of files.entries()) await writeFile(temporary[i] ?? '', bytes);
    for (const [i, [file]] of files.entries()) await rename(temporary[i] ?? '', file);
  } catch (error) {
    await Promise.all(temporary.map((file) => rm(file, { force: true })));
    throw new CliError('file.unwritable', {
      file: out,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

interface Result {
  readonly out: string;
  readonly sealed: Pick<Sealed, 'freezeId'>;
  readonly finished: Pick<Finished, 'body' | 'drawn'>;
}

export function tellResult(done: Result, terminal: Terminal): number {
  const { out, sealed, finished } = done;
  const { body, drawn } = finished;
  const shortages = body.assign !== null && 'infeasible' in body.assign ? body.assign.infeasible : [];
  terminal.printJson({
    freezeId: sealed.freezeId,
    seed: body.seed.value,
    bits: body.seed.bits,
    quotas: body.select.quotas,
    selected: drawn.selected.length,
    seats: (drawn.assignment ?? []).length,
    infeasible: shortages,
    bundle: out,
  });
  if (shortages.length > 0) {
    terminal.print(terminal.text('draw.infeasible'));
    for (const { byRequirement } of shortages) {
      for (const { dept, skills, area, seats } of byRequirement) {
        terminal.print(terminal.text('draw.shortage', { dept, skills: skills.join(' '), area, seats }));
      }
    }
    return exitCodes.infeasible;
  }
  terminal.print(
    terminal.text('draw.done', {
      drawn: drawn.selected.length,
      seats: (drawn.assignment ?? []).length,
      file: out,
    }),
  );
  terminal.print(terminal.text('draw.verify', { file: out }));
  return exitCodes.done;
}
