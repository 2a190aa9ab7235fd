/** Reads of results: everything a team's entry and its review need on one page, and what waits for a person. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { offSiteRecord } from '@mingcha/core/inspections/results/off-site.ts';
import { type Finding, overallResult } from '@mingcha/core/inspections/results/result.ts';
import type {
  OnBehalf,
  Submission,
  TeamResultView,
  WaitingResult,
} from '@mingcha/core/inspections/results/result-api.ts';
import {
  type DueBasis,
  daysLeft,
  type ResultClock,
} from '@mingcha/core/inspections/results/result-clocks.ts';
import { codesFor, suggestedCode } from '@mingcha/core/inspections/results/result-rules.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { nextStage, type Outcome, reserveOutcomes, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { itemNames, type NamedItem } from '../../plans/item-name.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../../tasks/inspection.queries.ts';
import { moveFacts, seesInspection } from '../../tasks/team.ts';
import {
  clocksOf,
  extensionsOf,
  offSiteOf,
  type StoredClock,
  type StoredExtension,
  type StoredOffSite,
} from './clock.queries.ts';
import { businessDay, rectifyBy } from './clocks.ts';
import { asksFor } from './extension.service.ts';
import { waitingTeams } from './inspection-list.queries.ts';
import { namedItems, soonDays } from './inspection-view.service.ts';
import { reviewsOf, type StoredResult, type StoredReview, submissionsOf } from './result.queries.ts';
import { answeringAgency } from './result-case.ts';
import { reviewRefusal } from './review.service.ts';
import { entersFor, entryFacts, initiatorBook } from './submit.service.ts';
import { concealmentOf, itemsOf, outcomeOf, type Visited, visited } from './visited.ts';

interface Everything {
  readonly found: InspectionCase;
  readonly actor: Actor;
  readonly today: string;
  readonly results: RuleBook['results'];
  readonly visit: Visited;
  readonly names: ReadonlyMap<string, NamedItem>;
  readonly submissions: readonly StoredResult[];
  readonly reviews: readonly StoredReview[];
  readonly clocks: readonly StoredClock[];
  readonly extensions: readonly StoredExtension[];
  readonly offSite: readonly StoredOffSite[];
  readonly dayOf: (instant: string) => string;
}

/** Errors: `inspection.not_found`. */
export async function getResults(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
    const all = await everything(tx, platform, { found, actor });
    const outcome = outcomeOf(found, all.visit.content);
    const initiator = found.teams.find((each) => each.initiator);
    return ok({
      teams: found.teams.filter((team) => team.stage !== 'withdrawn').map((team) => teamView(all, team)),
      overall: overallOf(found, all.submissions, all.results),
      rectifyBy: await rectifyBy(tx, platform, actor),
      drawId: found.task.draw_id,
      objectC: found.inspection.c,
      mayReplace:
        found.task.draw_id !== null &&
        reserveOutcomes.includes(outcome) &&
        initiator?.agency_id === actor.agencyId &&
        hasRole(actor, 'legalOfficer', 'sectionOfficer'),
    });
  });
}

async function everything(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly actor: Actor },
): Promise<Everything> {
  const { found } = of;
  const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: found.inspection.id };
  const book = await initiatorBook(tx, found);
  const visit = await visited(tx, key);
  const keys = found.teams.flatMap((team) => itemsOf(found, team, visit.content));
  return {
    ...of,
    today: platform.clock.today(),
    results: book.rules.results,
    visit,
    names: await itemNames(tx, keys),
    submissions: await submissionsOf(tx, key),
    reviews: await reviewsOf(tx, key),
    clocks: await clocksOf(tx, key),
    extensions: await extensionsOf(tx, key),
    offSite: await offSiteOf(tx, key),
    dayOf: (instant) => businessDay(platform, instant),
  };
}

/** The gravest of all teams that did not withdraw; null as long as one has no result. */
function overallOf(
  found: InspectionCase,
  submissions: readonly StoredResult[],
  results: RuleBook['results'],
) {
  const teams = found.teams.filter((team) => team.stage !== 'withdrawn');
  const codes = teams.map(
    (team) => submissions.findLast((each) => each.agency_id === team.agency_id)?.overall_code ?? null,
  );
  const overall = overallResult(codes, results);
  return overall === null ? null : codeView(overall);
}

const codeView = ({ code, wording, isProblem }: RuleBook['results'][number]) => ({
  code,
  wording,
  isProblem,
});

function teamView(all: Everything, team: StoredTeam): TeamResultView {
  const { found, visit } = all;
  const own = <T extends { readonly agency_id: string }>(rows: readonly T[]): readonly T[] =>
    rows.filter((each) => each.agency_id === team.agency_id);
  const outcome = outcomeOf(found, visit.content);
  const findings = visit.content.findings.filter((each) => each.agencyId === team.agency_id);
  const itemKeys = itemsOf(found, team, visit.content);
  const offSite = own(all.offSite)[0];
  return {
    agencyId: team.agency_id,
    agencyName: team.agency_name,
    outside: team.outside,
    stage: team.stage as TeamStage,
    version: team.row_version,
    outcome,
    resultOn: team.recorded_at === null ? null : all.dayOf(team.recorded_at),
    items: namedItems(itemKeys, all.names).map((item) => ({
      ...item,
      suggested: suggestedCode(item.itemKey, { outcome, findings, results: all.results }),
    })),
    codes: codesFor(outcome, all.results).map(codeView),
    found: findings.map(({ agencyId: _, ...each }) => ({
      ...each,
      clauses: each.clauses.map((clause) => ({ law: clause.law, article: clause.article })),
      evidenceIds: [...(visit.evidenceOf.get(each.id) ?? [])],
    })),
    concealment: concealmentOf(team, visit.content),
    submissions: own(all.submissions).map((row) => submissionView(row)),
    reviews: own(all.reviews).map(reviewView),
    clocks: own(all.clocks).map((clock) => clockView(clock, all.today)),
    extensions: own(all.extensions).map(extensionView),
    offSite:
      offSite === undefined
        ? null
        : {
            content: offSiteRecord.parse(offSite.content),
            recordedName: offSite.recorded_name,
            recordedAt: offSite.recorded_at,
          },
    ...allowed(all, team),
  };
}

/** What this person may do now with this team's result; nothing once the inspection is closed. */
function allowed(all: Everything, team: StoredTeam) {
  if (all.found.inspection.state !== 'open')
    return {
      maySubmit: false,
      mayReview: false,
      mayRecordOffSite: false,
      mayAskExtension: false,
      mayDecideExtension: false,
    };
  const { found, actor } = all;
  const last = all.submissions.findLast((each) => each.agency_id === team.agency_id);
  const reviews = last !== undefined && reviewRefusal(found, { team, actor, result: last }) === null;
  return {
    ...mayEnter(all, team),
    mayReview: team.stage === 'submitted' && reviews,
    ...mayExtend(all, team),
  };
}

function mayEnter({ found, actor }: Everything, team: StoredTeam) {
  const enters = entersFor(found, team, actor);
  const corrects = team.stage === 'recorded' || team.stage === 'returned';
  const records = corrects || nextStage('record', moveFacts(found, team)).ok;
  return {
    maySubmit: enters && nextStage('submit', entryFacts(found, team)).ok,
    mayRecordOffSite: enters && found.task.method !== 'onSite' && records,
  };
}

function mayExtend({ found, actor, clocks, extensions }: Everything, team: StoredTeam) {
  const runs = clocks.some(
    (each) => each.agency_id === team.agency_id && each.clock === 'resultEntered' && each.done_on === null,
  );
  const asked = extensions.some((each) => each.agency_id === team.agency_id && each.state === 'asked');
  const isHead = hasRole(actor, 'agencyHead') && answeringAgency(found, team) === actor.agencyId;
  return {
    mayAskExtension: runs && !asked && asksFor({ found, team }, actor),
    mayDecideExtension: asked && isHead,
  };
}

function submissionView(row: StoredResult): Submission {
  return {
    round: row.round,
    outcome: row.outcome as Outcome,
    items: row.items.map((each) => ({ ...each })),
    overall: { code: row.overall_code, wording: row.overall_wording, isProblem: row.is_problem },
    findings: row.findings as Finding[],
    concealment: row.concealment,
    onBehalf: row.on_behalf as OnBehalf | null,
    enteredName: row.entered_name,
    submittedAt: row.submitted_at,
  };
}

function reviewView(row: StoredReview): TeamResultView['reviews'][number] {
  return {
    round: row.round,
    decision: row.decision as TeamResultView['reviews'][number]['decision'],
    opinion: row.opinion,
    isLegal: row.is_legal,
    reviewedName: row.reviewed_name,
    reviewedAt: row.reviewed_at,
  };
}

function clockView(row: StoredClock, today: string): TeamResultView['clocks'][number] {
  return {
    clock: row.clock as ResultClock,
    startedOn: row.started_on,
    dueOn: row.due_on,
    daysLeft: daysLeft(row.due_on, today),
    doneOn: row.done_on,
    extendedFrom: row.extended_from,
    basis: row.basis as DueBasis,
  };
}

function extensionView(row: StoredExtension): TeamResultView['extensions'][number] {
  return {
    id: row.id,
    ground: row.ground,
    dueBefore: row.due_before,
    dueAsked: row.due_asked,
    state: row.state as TeamResultView['extensions'][number]['state'],
    askedName: row.asked_name,
    askedAt: row.asked_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
    opinion: row.opinion,
  };
}

/** What waits for this person, each list by due day; at most fifty of a kind. */
export async function resultTodo(
  platform: Platform,
  actor: Actor,
): Promise<
  Result<Record<'enter' | 'returned' | 'review' | 'unsigned' | 'extensions' | 'due', WaitingResult[]>>
> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const teams = await waitingTeams(tx, actor);
    const answers = (team: (typeof teams)[number]): boolean =>
      (team.outside ? team.initiatorId : team.agencyId) === actor.agencyId;
    const pick = (fits: (team: (typeof teams)[number]) => boolean): WaitingResult[] =>
      teams
        .filter(fits)
        .slice(0, 50)
        .map((team) => ({
          inspectionId: team.inspectionId,
          objectName: (team.object as { readonly name: string }).name,
          agencyName: team.agencyName,
          dueOn: team.dueOn,
          daysLeft: team.dueOn === null ? null : daysLeft(team.dueOn, today),
        }));
    const reviewer = hasRole(actor, 'legalOfficer', 'sectionOfficer');
    const oversees = reviewer || hasRole(actor, 'agencyHead');
    const isNear = (team: (typeof teams)[number]): boolean =>
      team.dueOn !== null && daysLeft(team.dueOn, today) <= soonDays;
    return ok({
      enter: pick((team) => team.isOwn && team.stage === 'recorded'),
      returned: pick((team) => team.isOwn && team.stage === 'returned'),
      review: pick((team) => reviewer && answers(team) && !team.isOwn && team.stage === 'submitted'),
      unsigned: pick((team) => oversees && answers(team) && team.isUnsigned),
      extensions: pick((team) => hasRole(actor, 'agencyHead') && answers(team) && Boolean(team.asked)),
      due: pick((team) => answers(team) && isNear(team)),
    });
  });
}
