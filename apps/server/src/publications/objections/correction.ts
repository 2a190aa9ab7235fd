/**
 * What an upheld objection changes in the result: a new round of the team, the old one stays. The same rules hold as for
 * an entry. Errors of `checkedResult` name the item or problem.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { overallResult, type TeamResult } from '@mingcha/core/inspections/results/result.ts';
import { checkedResult } from '@mingcha/core/inspections/results/result-rules.ts';
import type { ObjectionProposal } from '@mingcha/core/publications/objections/objection.ts';
import type { Outcome } from '@mingcha/core/tasks/inspection.ts';
import {
  findingsOf,
  insertResult,
  insertReview,
  noteVisitFinding,
  resultOf,
  type StoredResult,
  saveFindings,
} from '../../inspections/results/result.queries.ts';
import { initiatorBook } from '../../inspections/results/submit.service.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../../tasks/inspection.queries.ts';
import { publicationById } from '../publication.queries.ts';
import type { ListedObjection } from './objection.queries.ts';

type Correction = NonNullable<ObjectionProposal['correction']>;

export interface ResultStanding {
  readonly found: InspectionCase;
  readonly team: StoredTeam;
  readonly result: StoredResult;
  readonly findings: TeamResult['findings'];
}

/** The result to which an objection was made, as it stands; undefined when there is none any more. */
export async function resultStanding(
  tx: Tx,
  row: Pick<ListedObjection, 'inspection_id' | 'publication_id' | 'jurisdiction_id'>,
): Promise<ResultStanding | undefined> {
  if (row.inspection_id === null) return undefined;
  const found = await inspectionCase(tx, row.inspection_id);
  const publication = await publicationById(tx, row.publication_id);
  const team = found?.teams.find((each) => each.agency_id === publication?.team_agency_id);
  if (found === undefined || team === undefined) return undefined;
  const key = { jurisdictionId: row.jurisdiction_id, inspectionId: row.inspection_id };
  const result = (await resultOf(tx, key)).find((each) => each.agency_id === team.agency_id);
  if (result === undefined) return undefined;
  const findings = (await findingsOf(tx, key))
    .filter((each) => each.agencyId === team.agency_id)
    .map((each) => each.finding);
  return { found, team, result, findings };
}

interface Corrected extends ResultStanding {
  readonly entered: TeamResult;
  readonly book: Awaited<ReturnType<typeof initiatorBook>>;
}

/**
 * The corrected result, checked. Errors: `objection.result_missing`, `objection.finding_unknown_invalid`,
 * `objection.nothing_changed_invalid`, those of `checkedResult`.
 */
export async function checkedCorrection(
  tx: Tx,
  platform: Platform,
  of: { readonly row: ListedObjection; readonly correction: Correction },
): Promise<Result<Corrected>> {
  const { row, correction } = of;
  const standing = await resultStanding(tx, row);
  if (standing === undefined) return fail('objection.result_missing');
  const { found, team, result, findings } = standing;
  const stays = new Map(correction.findings.map((each) => [each.id, each.text]));
  if (correction.findings.some((each) => !findings.some((one) => one.id === each.id)))
    return fail('objection.finding_unknown_invalid', {}, 'findings');
  const kept = findings.flatMap((each) => {
    const text = stays.get(each.id);
    return text === undefined ? [] : [{ ...each, text }];
  });
  const isSame =
    kept.length === findings.length &&
    kept.every((each, index) => each.text === findings[index]?.text) &&
    correction.items.every((each) =>
      result.items.some((one) => one.itemKey === each.itemKey && one.code === each.code),
    );
  if (isSame) return fail('objection.nothing_changed_invalid', {}, 'items');
  const notes = new Map(result.items.map((each) => [each.itemKey, each.note]));
  const entered: TeamResult = {
    items: correction.items.map((each) => ({ ...each, note: notes.get(each.itemKey) ?? '' })),
    findings: kept,
    concealment: result.concealment,
  };
  const book = await initiatorBook(tx, found);
  const checked = checkedResult(entered, {
    outcome: result.outcome as Outcome,
    itemKeys: result.items.map((each) => each.itemKey),
    results: book.rules.results,
    resultOn: businessDay(platform, team.recorded_at ?? result.submitted_at),
  });
  if (!checked.ok) return checked;
  return ok({ found, team, result, findings, entered: checked.value, book });
}

/** Saves the corrected round as entered by the handler and passed by the head; gives its number. */
export async function saveCorrection(
  tx: Tx,
  platform: Platform,
  of: { readonly row: ListedObjection; readonly corrected: Corrected },
): Promise<number> {
  const { row, corrected } = of;
  const { team, result, entered, book } = corrected;
  const round = result.round + 1;
  const at = platform.clock.now();
  const key = {
    jurisdictionId: team.jurisdiction_id,
    inspectionId: team.inspection_id,
    agencyId: team.agency_id,
  };
  const columns = {
    jurisdiction_id: team.jurisdiction_id,
    inspection_id: team.inspection_id,
    agency_id: team.agency_id,
    round,
  };
  const overall = overallResult(
    entered.items.map((each) => each.code),
    book.rules.results,
  );
  if (overall === null) throw new Error('a checked result has a code for every item');
  const wording = new Map(book.rules.results.map((each) => [each.code, each.wording]));
  await insertResult(tx, {
    ...columns,
    outcome: result.outcome,
    items: JSON.stringify(entered.items.map((each) => ({ ...each, wording: wording.get(each.code) ?? '' }))),
    overall_code: overall.code,
    overall_wording: overall.wording,
    is_problem: overall.isProblem,
    findings: JSON.stringify(entered.findings),
    concealment: entered.concealment,
    rule_book_id: book.id,
    rule_book_version: book.version,
    on_behalf: result.on_behalf === null ? null : JSON.stringify(result.on_behalf),
    entered_by: row.handler_id ?? '',
    entered_name: row.handler_name ?? '',
    submitted_at: at,
  });
  await saveFindings(tx, key, { round, findings: entered.findings });
  await insertReview(tx, {
    ...columns,
    decision: 'pass',
    opinion: row.proposal?.reasons ?? '',
    is_legal: true,
    reviewed_by: row.decided_by ?? '',
    reviewed_name: row.decided_name ?? '',
    reviewed_at: at,
  });
  await noteVisitFinding(tx, { ...key, agencyName: team.agency_name }, overall.isProblem);
  return round;
}
