/** Steps of a team that come with records: claiming the task, entering the premises, ending the visit. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { missingAtVisit } from '@mingcha/core/inspections/visits/completeness.ts';
import { nextStage, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { claimInspection } from '../../tasks/claim.service.ts';
import { saveTeamMove } from '../../tasks/inspection.queries.ts';
import { papersOfInspection } from '../../tasks/papers/paper.queries.ts';
import { noteSentEntry } from '../../tasks/preparation/entry.service.ts';
import { moveFacts, standing } from '../../tasks/team.ts';
import { startResultClocks } from '../results/clocks.ts';
import type { RecordOf, Taking } from './take-record.ts';
import { enterLedger } from './visit-frequency.ts';
import { visitSheetsOf } from './visit-sheets.ts';
import { visitState } from './visit-state.ts';
import { saveVisitOutcome } from './visited-object.queries.ts';

type Data = Readonly<Record<string, Json>>;

/** Claimed before, in the office or on another phone, is no fault. Errors: those of `claimInspection`. */
export async function takeClaim(taking: Taking, record: RecordOf<'claim'>): Promise<Result<Data>> {
  if (taking.member?.state === 'claimed') return ok({});
  const { tx, platform, actor } = taking;
  const claimed = await claimInspection(tx, platform, { actor, inspectionId: record.inspectionId });
  return claimed.ok ? ok({}) : claimed;
}

/** The team enters; the visit goes into the frequency ledger. Errors: those of `nextStage`. */
export async function takeEnter(taking: Taking, record: RecordOf<'enter'>): Promise<Result<Data>> {
  const { tx, platform, found, team } = taking;
  const enteredAt = taking.trueTime(record.enteredAt);
  // Registered before, by the other phone of the team or in the office: that one counts.
  if (team.entered_at !== null) {
    await enterLedger(taking, businessDay(platform, team.entered_at));
    return ok({});
  }
  const to = nextStage('enter', moveFacts(found, team, record.emergency));
  if (!to.ok) return to;
  await saveTeamMove(tx, team, {
    move: 'enter',
    to: to.value,
    at: enteredAt,
    ...(record.emergency === '' ? {} : { emergency: record.emergency }),
  });
  await enterLedger(taking, businessDay(platform, enteredAt));
  const { emergency, late } = record;
  // Paper entered at a desk is no registration from the door.
  const isLate =
    taking.source !== 'paper' &&
    (await noteSentEntry(tx, platform, { team, enteredAt, emergency, late, by: taking.author }));
  return ok({ enteredEarly: emergency, enteredLate: late, arrivedLate: isLate });
}

/** Digests of the team's on-site records but the last that stands. */
async function supersededRecords(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string; readonly agencyId: string },
): Promise<ReadonlySet<string>> {
  const records = (await papersOfInspection(tx, of)).filter(
    (each) => each.kind === 'siteRecord' && each.agency_id === of.agencyId,
  );
  const last = records.findLast((each) => each.state === 'issued');
  return new Set(records.map((each) => each.sha256).filter((sha256) => sha256 !== last?.sha256));
}

/** Ends the visit of this team. Errors: `visit.incomplete` {count, codes}, those of `nextStage`. */
export async function takeFinish(taking: Taking, record: RecordOf<'finish'>): Promise<Result<Data>> {
  const { tx, found, team } = taking;
  const { inspection } = found;
  // The other phone of the team ended it before.
  if (team.recorded_at !== null) return ok({});
  const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  const state = await visitState(tx, key);
  const facts = moveFacts(found, team);
  const missing = missingAtVisit({
    content: state.content,
    agencyId: team.agency_id,
    entered: team.entered_at !== null,
    offSite: facts.isOffSite,
    sheets: await visitSheetsOf(tx, found),
    evidence: state.evidence,
    signatures: state.signatures,
    superseded: await supersededRecords(tx, { ...key, agencyId: team.agency_id }),
    members: standing(found.members).map((each) => ({
      id: each.id,
      agencyId: each.agency_id,
      role: each.role,
    })),
  });
  if (missing.length > 0)
    return fail('visit.incomplete', {
      count: missing.length,
      codes: [...new Set(missing.map((each) => each.code))].join(','),
    });
  const to = nextStage('record', facts);
  if (!to.ok) return to;
  const at = taking.trueTime(record.finishedAt);
  await saveTeamMove(tx, team, { move: 'record', to: to.value satisfies TeamStage, at });
  await startResultClocks(tx, taking.platform, { team, at });
  const { outcome } = state.content;
  // An entry that the office registered is not in the frequency ledger yet.
  if (team.entered_at !== null) await enterLedger(taking, businessDay(taking.platform, team.entered_at));
  await saveVisitOutcome(tx, inspection, {
    outcome: outcome?.outcome ?? 'normal',
    note: outcome?.facts ?? '',
    at,
  });
  return ok({});
}
