/**
 * The seal by two persons: the first takes the snapshot of the registers, the second makes it binding. With the
 * second press the parameter document, its 封存码, the gapless number, the parties' tokens and the `frozen` event
 * of the public log come into being in one transaction, before any seed exists.
 */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { instantOfUnix } from '@mingcha/core/draws/beacon-moment.ts';
import type { CeremonySource } from '@mingcha/core/draws/ceremony.ts';
import {
  decideMove,
  decideOperator,
  decideSeal,
  decideSealProposal,
} from '@mingcha/core/draws/draw-rules.ts';
import { type DrawSettings, itemOfSettings, type SeedSourceSettings } from '@mingcha/core/draws/draw-task.ts';
import {
  checkPlan,
  drandRoundAt,
  freezeId,
  type JsonObject,
  jcs,
  type Params,
  type Plan,
  paramsOf,
  QUICKNET,
  type SeedSource,
  timeOfRound,
} from '@mingcha/draw';
import { linkDraw } from '../plans/entry-draw.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { noteItemUse } from '../registers/items/published-items.queries.ts';
import { rolesOf } from './agency.queries.ts';
import { basisOf, sealedBasis } from './basis.ts';
import { type CaseFile, momentOf, openCase } from './case-file.ts';
import { carriedOf, drawById, saveRuleBook, takeNumber } from './draw.queries.ts';
import { appendEvents, protocolInstant } from './draw-log.ts';
import { takeStruck } from './duty.queries.ts';
import { serverHash } from './hash.ts';
import { saveOrigin } from './origin.queries.ts';
import { type Settled, settleOrigin } from './origin.ts';
import { decideDesignated } from './outside/designation.service.ts';
import { insertSource } from './seed.queries.ts';
import { insertSeal, type SnapshotRow, sealedInspectors, snapshotById } from './snapshot.queries.ts';
import { takeSnapshot } from './snapshot.ts';
import type { TaskWrite } from './task.service.ts';
import { decideOpenQuestions } from './task-findings.ts';
import { accept, type Decided, type Nothing, nothingMore, writeDraw } from './write.ts';

type SealWrite = TaskWrite & { readonly id: string };

/** The first person seals. Errors: `draw.wrong_step`, `draw.changed_meanwhile`, those of the snapshot. */
export async function proposeSeal(platform: Platform, write: SealWrite): Promise<Result<Nothing>> {
  const taken = await trySnapshot(platform, write);
  if (!taken.ok) return taken;
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.seal_proposed' },
    async (tx, file, moment) => {
      const may = decideSealProposal(file.ceremony, moment, file.unit);
      if (!may.ok) return may;
      const { value } = taken;
      if (value === null || value.basis !== takenFrom(file)) return fail('draw.changed_meanwhile');
      const action = {
        kind: 'sealProposed',
        snapshotId: value.row.snapshotId,
        by: actor.accountId,
        at: moment.now,
      } as const;
      const next = await accept(tx, file, { actor, action });
      return ok({
        file: next,
        value: nothingMore,
        data: {
          frameRoot: value.row.frameRoot,
          objects: value.row.objects,
          inspectors: value.row.inspectors,
        },
      });
    },
  );
}

/** What the snapshot was taken from; anything else means that somebody changed the task in between. */
function takenFrom(file: CaseFile): string {
  return JSON.stringify([file.draw.version, file.participants]);
}

/** Reads and hashes outside of the write's transaction, since it may take minutes; null where the write will refuse or replay. */
async function trySnapshot(
  platform: Platform,
  write: SealWrite,
): Promise<Result<{ readonly row: SnapshotRow; readonly basis: string } | null>> {
  const file = await inTransaction(platform.db, (tx) => openCase(tx, write.actor, write.id));
  if (!file.ok) return file;
  const may = decideSealProposal(file.value.ceremony, momentOf(platform, write.actor), file.value.unit);
  if (!may.ok) return ok(null);
  const { draw } = file.value;
  const blocked = await inTransaction(platform.db, (tx) =>
    decideOpenQuestions(tx, { ...draw, drawId: draw.id, isRedraw: draw.previousId !== null }),
  );
  if (!blocked.ok) return blocked;
  const operators = new Set([draw.createdBy, write.actor.accountId]);
  const row = await takeSnapshot(platform, { file: file.value, operators });
  return row.ok ? ok({ row: row.value, basis: takenFrom(file.value) }) : row;
}

export async function withdrawSeal(platform: Platform, write: SealWrite): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.seal_withdrawn' },
    async (tx, file, moment) => {
      const operator = decideOperator(moment.person, file.unit);
      if (!operator.ok) return operator;
      const move = decideMove(file.ceremony, 'sealWithdrawn');
      if (!move.ok) return move;
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'sealWithdrawn', by: actor.accountId, at: moment.now },
      });
      return ok({ file: next, value: nothingMore });
    },
  );
}

/** The second person seals. Errors: `draw.already_sealed`, `draw.second_sealer_same_person`, `draw.seal_needs_legal_officer`, `draw.sealer_in_pool`. */
export async function confirmSeal(platform: Platform, write: SealWrite): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.sealed' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const { draw, ceremony } = file;
      const move = decideMove(ceremony, 'sealed');
      if (!move.ok) return move;
      const snapshot = await snapshotById(tx, {
        jurisdictionId: draw.jurisdictionId,
        snapshotId: ceremony.snapshotId ?? '',
      });
      if (snapshot === undefined || ceremony.firstSealer === null) return fail('draw.snapshot_gone');
      const people = await sealedInspectors(tx, snapshot);
      const decided = decideSeal(ceremony, moment, {
        unit: file.unit,
        firstRoles: await rolesOf(tx, {
          jurisdictionId: draw.jurisdictionId,
          accountId: ceremony.firstSealer,
        }),
        poolAccounts: new Set(people.flatMap((row) => row.accountIds)),
        operatorInPool: draw.settings.operatorInPool,
      });
      if (!decided.ok) return decided;
      const designated = await decideDesignated(tx, draw);
      if (!designated.ok) return designated;
      const settled = await settleSealed(tx, draw);
      if (!settled.ok) return settled;
      return bindSeal(tx, platform, { file, snapshot, actor, now: moment.now, settled: settled.value });
    },
  );
}

/** Plan and items as they stand now; null where the draw repeats a task of the first version. */
async function settleSealed(tx: Tx, draw: CaseFile['draw']): Promise<Result<Settled | null>> {
  return draw.settings.origin === null && draw.previousId !== null
    ? ok(null)
    : settleOrigin(tx, draw, draw.settings);
}

interface Binding {
  readonly settled: Settled | null;
  readonly file: CaseFile;
  readonly snapshot: SnapshotRow;
  readonly actor: Actor;
  readonly now: string;
}

async function bindSeal(tx: Tx, platform: Platform, input: Binding): Promise<Result<Decided<Nothing>>> {
  const { file, snapshot, actor, now } = input;
  const { draw } = file;
  const no =
    draw.no ??
    (await takeNumber(tx, {
      jurisdictionId: draw.jurisdictionId,
      agencyId: draw.agencyId,
      series: draw.series,
    }));
  const params = await paramsOfDraw(tx, { ...input, no });
  const id = freezeId(serverHash(params.suite), params);
  const sealedAt = params.time?.frozen ?? protocolInstant(now);
  await insertSeal(tx, draw, {
    snapshotId: snapshot.snapshotId,
    freezeId: id,
    params: new TextDecoder().decode(jcs(params)),
    sealedAt,
  });
  await settleDebts(tx, input, platform.clock.today());
  await insertTokens(tx, platform, { file, sources: params.seed.sources });
  await appendEvents(tx, platform, {
    draw: { ...draw, freezeId: id },
    params,
    events: [{ type: 'frozen', at: sealedAt }],
  });
  const next = await accept(tx, file, {
    actor,
    action: {
      kind: 'sealed',
      no,
      attempt: draw.attempt,
      freezeId: id,
      sources: ceremonySources(draw.settings, params.seed.sources),
      onMissing: params.seed.onMissing,
      deadline: params.time?.deadline ?? sealedAt,
      by: actor.accountId,
      at: now,
    },
    seal: { no, freezeId: id, at: now },
  });
  return ok({ file: next, value: nothingMore, data: { no, attempt: draw.attempt, freezeId: id } });
}

/** What this seal takes up of earlier draws, and the rule book that it stands on (R062). */
async function settleDebts(tx: Tx, input: Binding, today: string): Promise<void> {
  const { draw } = input.file;
  const { ruleBook, struck } = input.snapshot.facts;
  for (const { itemKey } of input.settled?.items ?? [])
    await noteItemUse(tx, draw, { itemKey, kind: 'draw', refId: draw.id, onDay: today });
  const entry = input.settled?.entry ?? null;
  if (entry !== null) {
    const { entryId, entryKey } = entry;
    const { jurisdictionId, id: drawId } = draw;
    await saveOrigin(tx, draw, entry);
    await linkDraw(tx, { jurisdictionId, drawId, entryId, entryKey, at: input.now });
  }
  await takeStruck(tx, draw, { ...itemOfSettings(draw.settings), objectIds: struck ?? [] });
  if (ruleBook !== undefined) await saveRuleBook(tx, draw, ruleBook);
}

/** The parameter document (draw-protocol §5.4); members beyond it tell people what was drawn and are hashed too. */
async function paramsOfDraw(tx: Tx, input: Binding & { readonly no: number }): Promise<Params> {
  const { file, snapshot, now } = input;
  const { draw } = file;
  const { settings } = draw;
  const frozen = protocolInstant(now);
  const frozenUnix = Date.parse(frozen) / 1000;
  const sources = settings.ceremony.sources.map((source) => sealedSource(source, frozenUnix));
  const own = file.participants.find((row) => row.initiator);
  const previous =
    draw.previousId === null
      ? undefined
      : await drawById(tx, { jurisdictionId: draw.jurisdictionId, id: draw.previousId });
  const carried = await carriedOf(tx, draw);
  const basis = sealedBasis(input.settled, {
    basis: await basisOf(tx, draw),
    ruleBookVersion: snapshot.facts.ruleBook?.version ?? 0,
  });
  const plan: Plan = {
    suite: settings.suite,
    kind: 'joint',
    org: own?.agencyCode ?? '',
    series: draw.series,
    no: input.no,
    attempt: draw.attempt,
    item: settings.item.name,
    strata: snapshot.plan.strata,
    assign: { templates: snapshot.plan.templates, mix: settings.mix },
    seed: { sources, onMissing: settings.ceremony.onMissing, delay: 0 },
    time: { frozen, seedAfter: frozen, deadline: deadlineOf(settings, sources, frozenUnix) },
    disclosure:
      settings.disclosure.mode === 'open'
        ? { mode: 'open' }
        : { mode: 'sealed', until: protocolInstant(settings.disclosure.releaseAt) },
    witness: { policy: 'none' },
    prev:
      previous?.freezeId === null || previous === undefined
        ? null
        : { freezeId: previous.freezeId, carry: carried.length > 0 },
  };
  checkPlan(plan);
  return paramsOf(
    { ...plan, ...about(file, basis) },
    {
      frame: { count: snapshot.objects, root: snapshot.frameRoot, blind: snapshot.plan.frameBlind },
      inspectors: {
        count: snapshot.inspectors,
        root: snapshot.inspectorsRoot,
        blind: snapshot.plan.inspectorsBlind,
      },
      conflicts: { count: snapshot.pairs, root: snapshot.conflictsRoot },
    },
  );
}

function about(file: CaseFile, basis: JsonObject) {
  const { settings, title } = file.draw;
  return {
    about: {
      title: title.zh,
      departments: Object.fromEntries(file.participants.map((row) => [row.agencyCode, row.agencyName])),
      scope: settings.scope.mode === 'untargeted' ? {} : settings.scope.filter,
      window: settings.window,
      operatorInPool: settings.operatorInPool,
      ...basis,
    },
  };
}

function sealedSource(source: SeedSourceSettings, frozenUnix: number): SeedSource {
  switch (source.kind) {
    case 'drand':
      return { kind: 'drand', chain: QUICKNET, round: drandRoundAt(frozenUnix + source.delayS) };
    case 'digits':
      return { kind: 'digits', who: source.who, length: source.length };
    case 'party':
      return { kind: 'party', role: source.role };
    case 'lottery': {
      const { kind, game, issue, pattern, outcomes } = source;
      return { kind, game, issue, pattern, outcomes };
    }
  }
}

function ceremonySources(settings: DrawSettings, sealed: readonly SeedSource[]): readonly CeremonySource[] {
  return settings.ceremony.sources.map((source, j): CeremonySource => {
    const frozen = sealed[j];
    return source.kind === 'drand'
      ? { kind: 'drand', round: frozen?.kind === 'drand' ? frozen.round : 0 }
      : source;
  });
}

/** The announced end of the draw; never before a late beacon could have been recorded. */
function deadlineOf(settings: DrawSettings, sources: readonly SeedSource[], frozenUnix: number): string {
  const rounds = sources.flatMap((source) => (source.kind === 'drand' ? [timeOfRound(source.round)] : []));
  const hours = settings.ceremony.deadlineHours * 3600;
  return instantOfUnix(Math.max(frozenUnix, ...rounds) + hours);
}

async function insertTokens(
  tx: Tx,
  platform: Platform,
  input: { readonly file: CaseFile; readonly sources: readonly SeedSource[] },
): Promise<void> {
  const { file, sources } = input;
  for (const [j, source] of sources.entries()) {
    if (source.kind !== 'party') continue;
    const token = Buffer.from(platform.random.bytes(32)).toString('base64url');
    await insertSource(tx, file.draw, {
      j,
      tokenHash: tokenHash(token),
      token: platform.secrets.seal(new TextEncoder().encode(token)),
    });
  }
}

/** Tokens are looked up by their SHA-256; the token itself is stored encrypted, to be shown as a QR code again. */
export function tokenHash(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
