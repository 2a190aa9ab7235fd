/**
 * The steps between seal and draw: sign-in of those present, commitments, numbers typed by two persons, reveals, the
 * beacon. Each acknowledged step is an action in the case file and an event of the public log, committed together.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { CeremonyAction, MadeOn } from '@mingcha/core/draws/ceremony.ts';
import { parseDigest } from '@mingcha/core/draws/digest-text.ts';
import { decideAttendance, decideMove, type Moment } from '@mingcha/core/draws/draw-rules.ts';
import type { Attendee } from '@mingcha/core/draws/draw-task.ts';
import {
  decideBeacon,
  decideCommitment,
  decideMissingReveal,
  decideNumber,
  decideReveal,
  normalizeNumberText,
} from '@mingcha/core/draws/seed-rules.ts';
import { type JsonObject, partyCommitment, unhex } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { appendStep, type CaseFile, openCase } from './case-file.ts';
import { appendEvents, type NewEvent } from './draw-log.ts';
import { serverHash } from './hash.ts';
import { sealedParams } from './sealed-params.ts';
import { firstTyping, saveFirstTyping, tokensOf } from './seed.queries.ts';
import type { TaskWrite } from './task.service.ts';
import { type Decided, type Nothing, nothingMore, writeDraw } from './write.ts';

type StepWrite = TaskWrite & { readonly id: string };

/** The public event that tells an accepted step; null where the step is told by none. */
function eventOf(action: CeremonyAction, round: number): Omit<NewEvent, 'at'> | null {
  const data = dataOf(action, round);
  switch (action.kind) {
    case 'committed':
      return { type: 'committed', data };
    case 'numberRead':
      return { type: 'number-read', data };
    case 'revealed':
      return { type: 'revealed', data };
    case 'beaconRecorded':
      return { type: 'beacon-recorded', data };
    case 'revealMissed':
      return { type: 'note', data };
    default:
      return null;
  }
}

function dataOf(action: CeremonyAction, round: number): JsonObject {
  switch (action.kind) {
    case 'committed':
      return { j: action.j, commit: action.commitment };
    case 'numberRead':
      return { j: action.j, text: action.text };
    case 'revealed':
      return { j: action.j, reveal: action.nonce };
    case 'beaconRecorded':
      return { j: action.j, round, signature: action.signature };
    case 'revealMissed':
      return { j: action.j, text: 'reveal missed' };
    default:
      return {};
  }
}

/** Appends an accepted step and its public event. */
export async function publishStep(
  tx: Tx,
  platform: Platform,
  input: { readonly file: CaseFile; readonly action: CeremonyAction; readonly personName: string },
): Promise<CaseFile> {
  const { file, action, personName } = input;
  const next = await appendStep(tx, file, { action, personName });
  const beacon = file.ceremony.sources.find((source) => source.kind === 'drand');
  const event = eventOf(action, beacon?.round ?? 0);
  const { freezeId } = file.ceremony;
  // A beacon recorded after a void decides about the carry-over; the void attempt's own log entry is closed.
  if (event !== null && freezeId !== null && file.ceremony.state !== 'voided') {
    const params = await sealedParams(tx, file.draw);
    await appendEvents(tx, platform, {
      draw: { ...file.draw, freezeId },
      params,
      events: [{ ...event, at: action.at }],
    });
  }
  return next;
}

/** Runs one contribution of the office. */
async function contribute(
  platform: Platform,
  write: StepWrite & { readonly audit: string },
  decide: (file: CaseFile, moment: Moment) => Result<CeremonyAction>,
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const decided = decide(file, moment);
      if (!decided.ok) return decided;
      const next = await publishStep(tx, platform, {
        file,
        action: decided.value,
        personName: actor.personName,
      });
      return ok({ file: next, value: nothingMore, data: { kind: decided.value.kind } });
    },
  );
}

/** Signs in somebody who is present. */
export async function attendDraw(
  platform: Platform,
  write: StepWrite,
  attendee: Attendee,
): Promise<Result<Nothing>> {
  return contribute(platform, { ...write, audit: 'draw.attended' }, (file, moment) =>
    decideAttendance(file.ceremony, moment, attendee),
  );
}

/** A commitment brought on a slip. Errors: `draw.digest_invalid`, those of `decideCommitment`. */
export async function typeCommitment(
  platform: Platform,
  write: StepWrite,
  input: { readonly j: number; readonly commitment: string; readonly madeOn: MadeOn },
): Promise<Result<Nothing>> {
  const commitment = parseDigest(input.commitment);
  if (!commitment.ok) return fail(commitment.error.code, {}, 'commitment');
  return contribute(platform, { ...write, audit: 'draw.committed' }, (file, moment) =>
    decideCommitment(file.ceremony, moment, { ...input, commitment: commitment.value }),
  );
}

/** Decides a reveal: the nonce must open the logged commitment. */
export function decideRevealOf(
  file: CaseFile,
  moment: Moment,
  input: { readonly j: number; readonly nonce: string },
): Result<CeremonyAction> {
  const { ceremony, draw } = file;
  const { freezeId } = ceremony;
  const committed = ceremony.parties[input.j]?.commitment ?? null;
  const expected =
    freezeId === null
      ? null
      : partyCommitment(serverHash(draw.settings.suite), { freezeId, j: input.j }, unhex(input.nonce, 32));
  return decideReveal(ceremony, moment, { ...input, matches: committed !== null && committed === expected });
}

export async function typeReveal(
  platform: Platform,
  write: StepWrite,
  input: { readonly j: number; readonly nonce: string },
): Promise<Result<Nothing>> {
  const nonce = parseDigest(input.nonce);
  if (!nonce.ok) return fail(nonce.error.code, {}, 'nonce');
  return contribute(platform, { ...write, audit: 'draw.revealed' }, (file, moment) =>
    decideRevealOf(file, moment, { j: input.j, nonce: nonce.value }),
  );
}

export async function missReveal(
  platform: Platform,
  write: StepWrite,
  input: { readonly j: number; readonly reason: string },
): Promise<Result<Nothing>> {
  return contribute(platform, { ...write, audit: 'draw.reveal_missed' }, (file, moment) =>
    decideMissingReveal(file.ceremony, moment, input),
  );
}

/** The sealed beacon round, 96 hex digits. Errors: `draw.beacon_invalid`. */
export async function recordBeacon(
  platform: Platform,
  write: StepWrite,
  typed: string,
): Promise<Result<Nothing>> {
  const signature = typed.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  const bytes = /^[0-9a-f]{96}$/.test(signature) ? unhex(signature, 48) : new Uint8Array();
  return contribute(platform, { ...write, audit: 'draw.beacon_recorded' }, (file, moment) =>
    decideBeacon(file.ceremony, moment, { signature, bytes }),
  );
}

export interface NumberOutcomeView {
  readonly outcome: 'numberTyped' | 'numberDiffered' | 'numberRead';
}

/** One of two independent typings; the first stays encrypted until the second has typed the same. */
export async function typeNumber(
  platform: Platform,
  write: StepWrite,
  input: { readonly j: number; readonly text: string },
): Promise<Result<NumberOutcomeView>> {
  const { actor } = write;
  const text = normalizeNumberText(input.text);
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.number_typed' },
    async (tx, file, moment): Promise<Result<Decided<NumberOutcomeView>>> => {
      const sealed = await firstTyping(tx, file.draw, input.j);
      const firstText = sealed === null ? null : new TextDecoder().decode(platform.secrets.open(sealed));
      const decided = decideNumber(file.ceremony, moment, { j: input.j, text, firstText });
      if (!decided.ok) return decided;
      const action = decided.value;
      const kept =
        action.kind === 'numberTyped' ? platform.secrets.seal(new TextEncoder().encode(text)) : null;
      await saveFirstTyping(tx, file.draw, { j: input.j, text: kept });
      const next = await publishStep(tx, platform, { file, action, personName: actor.personName });
      return ok({ file: next, value: { outcome: action.kind }, data: { j: input.j, outcome: action.kind } });
    },
  );
}

export interface PartyLink {
  readonly j: number;
  readonly role: string;
  readonly path: string;
}

/** Addresses of the parties' pages, for QR codes; only while the draw waits for the parties. */
export async function listPartyLinks(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ rows: PartyLink[] }>> {
  return inTransaction(platform.db, async (tx): Promise<Result<{ rows: PartyLink[] }>> => {
    const file = await openCase(tx, actor, id);
    if (!file.ok) return file;
    const { ceremony, draw, unit } = file.value;
    if (actor.agencyId !== unit.agencyId) return fail('draw.agency_forbidden');
    const open = decideMove(ceremony, 'voidProposed');
    if (!open.ok || ceremony.freezeId === null) return ok({ rows: [] });
    const tokens = await tokensOf(tx, draw);
    return ok({
      rows: tokens.flatMap(({ j, token }) => {
        const source = ceremony.sources[j];
        if (source?.kind !== 'party') return [];
        return [
          {
            j,
            role: source.role,
            path: `/ceremony/${new TextDecoder().decode(platform.secrets.open(token))}`,
          },
        ];
      }),
    });
  });
}
