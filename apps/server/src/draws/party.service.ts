/**
 * A party's own phone: who holds the token of a party sees the seal, commits and reveals. The token is looked up by
 * its hash; a wrong one learns nothing. No account stands behind these writes, so the ledger names the party.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { isBeaconMomentOver } from '@mingcha/core/draws/beacon-moment.ts';
import type { CeremonyAction } from '@mingcha/core/draws/ceremony.ts';
import type { PartyView } from '@mingcha/core/draws/ceremony-api.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { Moment, Person } from '@mingcha/core/draws/draw-rules.ts';
import { decideCommitment } from '@mingcha/core/draws/seed-rules.ts';
import { displayFreezeId } from '@mingcha/draw';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { type CaseFile, lockCase, readCase } from './case-file.ts';
import { decideRevealOf, publishStep } from './ceremony.service.ts';
import { previewStrata } from './preview.ts';
import { tokenHash } from './seal.service.ts';
import { sourceByToken } from './seed.queries.ts';
import { snapshotById } from './snapshot.queries.ts';

type Place = NonNullable<Awaited<ReturnType<typeof sourceByToken>>>;

async function placeOf(platform: Platform, token: string): Promise<Result<Place>> {
  const place = await inTransaction(platform.db, (tx) => sourceByToken(tx, tokenHash(token)));
  return place === undefined ? fail('draw.token_not_found') : ok(place);
}

/** What the party's page shows. Errors: `draw.token_not_found`. */
export async function readParty(platform: Platform, token: string): Promise<Result<PartyView>> {
  const place = await placeOf(platform, token);
  if (!place.ok) return place;
  return inTransaction(platform.db, async (tx) =>
    ok(await partyView(tx, platform, { place: place.value, file: await readCase(tx, place.value) })),
  );
}

export interface PartyWrite {
  readonly token: string;
  readonly actionId: string;
  readonly routeId: string;
  readonly audit: string;
}

async function writeAsParty(
  platform: Platform,
  write: PartyWrite,
  decide: (file: CaseFile, moment: Moment, j: number) => Result<CeremonyAction>,
): Promise<Result<PartyView>> {
  const found = await placeOf(platform, write.token);
  if (!found.ok) return found;
  const place = found.value;
  const actor = { jurisdictionId: place.jurisdictionId, accountId: null };
  const written = await runAction(
    platform,
    { actor, actionId: write.actionId, routeId: write.routeId },
    async (tx): Promise<Result<Record<string, never>>> => {
      const file = await lockCase(tx, place);
      const decided = decide(file, { person: partyPerson(place, file), now: platform.clock.now() }, place.j);
      if (!decided.ok) return decided;
      await publishStep(tx, platform, { file, action: decided.value, personName: roleOf(file, place.j) });
      await record(tx, platform, {
        type: write.audit,
        actor,
        subject: { kind: 'draw', id: place.id },
        data: { j: place.j },
      });
      return ok({});
    },
  );
  return written.ok ? readParty(platform, write.token) : written;
}

/** The holder of a token acts as the party and as nobody else. */
function partyPerson(place: Place, file: CaseFile): Person {
  return { accountId: `party:${place.j}`, agencyId: file.draw.agencyId, sectionId: null, roles: [] };
}

function roleOf(file: CaseFile, j: number): string {
  const source = file.ceremony.sources[j];
  return source?.kind === 'party' ? source.role : '';
}

export async function commitAsParty(
  platform: Platform,
  write: PartyWrite,
  input: { readonly commitment: string; readonly madeOn: 'device' | 'here' },
): Promise<Result<PartyView>> {
  return writeAsParty(platform, write, (file, moment, j) =>
    decideCommitment(file.ceremony, moment, { j, ...input }),
  );
}

export async function revealAsParty(
  platform: Platform,
  write: PartyWrite,
  nonce: string,
): Promise<Result<PartyView>> {
  return writeAsParty(platform, write, (file, moment, j) => decideRevealOf(file, moment, { j, nonce }));
}

async function partyView(
  tx: Tx,
  platform: Platform,
  input: { readonly place: Place; readonly file: CaseFile },
): Promise<PartyView> {
  const { place, file } = input;
  const { draw, ceremony } = file;
  const mine = ceremony.parties[place.j];
  const freezeId = ceremony.freezeId ?? '';
  return {
    title: draw.title,
    agencyName: file.participants.find((row) => row.initiator)?.agencyName ?? '',
    number: drawNumber({ series: draw.series, no: draw.no ?? 0, attempt: draw.attempt }),
    role: roleOf(file, place.j),
    j: place.j,
    suite: draw.settings.suite,
    freezeId,
    freezeDisplay: displayFreezeId(freezeId),
    ...(await poolFigures(tx, file)),
    state: ceremony.state,
    step: stepOf(file, place.j, platform.clock.now()),
    commitment: mine?.commitment ?? null,
    revealed: isGiven(mine?.nonce),
    parties: partiesOf(file),
    sealedAt: ceremony.sealedAt ?? '',
    deadline: ceremony.deadline ?? '',
  };
}

function isGiven(value: string | null | undefined): boolean {
  return value !== null && value !== undefined;
}

function partiesOf(file: CaseFile): PartyView['parties'] {
  const { sources, parties } = file.ceremony;
  return sources.flatMap((source, j) => {
    if (source.kind !== 'party') return [];
    return [
      { role: source.role, committed: isGiven(parties[j]?.commitment), revealed: isGiven(parties[j]?.nonce) },
    ];
  });
}

async function poolFigures(
  tx: Tx,
  file: CaseFile,
): Promise<Pick<PartyView, 'objects' | 'inspectors' | 'targets'>> {
  const { draw } = file;
  const snapshot = await snapshotById(tx, {
    jurisdictionId: draw.jurisdictionId,
    snapshotId: draw.snapshotId ?? '',
  });
  if (snapshot === undefined) return { objects: 0, inspectors: 0, targets: [] };
  const strata = previewStrata(snapshot.plan.strata, snapshot.facts.counts);
  const targets = strata.flatMap(({ name, base, target, rule }) =>
    rule === 'none' ? [] : [{ name, base, target }],
  );
  return { objects: snapshot.objects, inspectors: snapshot.inspectors, targets };
}

function stepOf(file: CaseFile, j: number, now: string): PartyView['step'] {
  const { ceremony } = file;
  const mine = ceremony.parties[j];
  if (ceremony.state === 'voided') return 'voided';
  if (mine?.missed != null) return 'missed';
  if (mine?.nonce != null) return 'done';
  if (mine?.commitment == null) return 'commit';
  if (ceremony.state !== 'reveals') return 'waitForNumbers';
  return isBeaconMomentOver(ceremony, now) ? 'missed' : 'reveal';
}
