/** The visit as the office reads it: content by section, evidence with its digests, what two people wrote differently. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { isCoverable, type RedactionReason } from '@mingcha/core/inspections/results/redaction.ts';
import type { VisitView } from '@mingcha/core/inspections/results/visit-view-api.ts';
import { lineId } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import { itemNames } from '../../plans/item-name.queries.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase } from '../../tasks/inspection.queries.ts';
import { ownMember, ownTeam, seesInspection } from '../../tasks/team.ts';
import { takeRecord } from '../visits/take-record.ts';
import { type VisitSheet, visitSheetsOf } from '../visits/visit-sheets.ts';
import { type VisitState, visitState } from '../visits/visit-state.ts';
import { copiesOfVisit } from './redaction.queries.ts';
import { mayRedact } from './redaction.service.ts';

/** Errors: `inspection.not_found`. */
export async function getVisit(platform: Platform, actor: Actor, id: string): Promise<Result<VisitView>> {
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: id };
    const state = await visitState(tx, key);
    const sheets = await visitSheetsOf(tx, found);
    const added = state.content.addedItems;
    const names = await itemNames(
      tx,
      added.map((each) => each.itemKey),
    );
    return ok({
      teams: found.teams.map((team) => ({ agencyId: team.agency_id, agencyName: team.agency_name })),
      members: found.members.map((each) => ({ id: each.id, name: each.name })),
      ...stepsOf(state),
      ...contentOf(found, state),
      addedItems: added.map((each) => ({ ...each, name: names.get(each.itemKey)?.name ?? '' })),
      sheets: sheets.map((sheet) => sheetOf(sheet, state)),
      evidence: evidenceOf(state, {
        copies: await copiesOfVisit(tx, key),
        may: (agencyId) => mayRedact(found, actor, agencyId),
      }),
      signatures: state.signatures.map((each) => ({ ...each })),
      doubled: doubledOf(state),
      ...allowed(found, actor),
    });
  });
}

const openStages: readonly string[] = ['claimed', 'approved', 'noticed', 'visiting', 'recorded', 'returned'];

function allowed(found: InspectionCase, actor: Actor) {
  const team = ownTeam(found, actor);
  const isMember = ownMember(found, actor) !== undefined;
  const isOpen = team !== undefined && openStages.includes(team.stage);
  const isOffice = hasRole(actor, 'legalOfficer', 'sectionOfficer');
  return {
    mayReconcile: isOpen && isMember,
    mayEnterPaper:
      isOpen &&
      (isMember || isOffice) &&
      team.recorded_at === null &&
      found.task.method === 'onSite' &&
      found.inspection.state === 'open',
  };
}

function stepsOf({ content }: VisitState) {
  return {
    arrival: content.arrival,
    certificatesShown: content.identify?.certificatesShown ?? null,
    codeShown: content.identify?.code ?? '',
    rightsTold: content.opening?.rightsTold ?? null,
    recusal: content.opening?.recusal ?? null,
    openingNote: content.opening?.note ?? '',
    place: content.place,
    started: content.started,
    ended: content.ended,
    representative: content.representative,
    situation: content.situation,
    feedback: content.feedback,
    outcome: content.outcome as VisitView['outcome'],
  };
}

function contentOf(found: InspectionCase, { content }: VisitState) {
  const nameOf = (id: string) => found.members.find((each) => each.id === id)?.name ?? '';
  return {
    findings: content.findings.map((each) => ({
      id: each.id,
      agencyId: each.agencyId,
      text: each.text,
      clauses: each.clauses.map((clause) => ({ ...clause })),
      action: each.action,
      dueOn: each.dueOn,
      measures: each.measures,
    })),
    guidance: content.guidance.map(({ id, agencyId, text }) => ({ id, agencyId, text })),
    opinions: content.opinions.map(({ id, memberId, text }) => ({ id, name: nameOf(memberId), text })),
    concealment: content.concealment.map((each) => ({ ...each })),
  };
}

function sheetOf(sheet: VisitSheet, { content }: VisitState): VisitView['sheets'][number] {
  return {
    versionId: sheet.versionId,
    name: sheet.name,
    agencyId: sheet.agencyId,
    sections: sheet.sections.map((section) => ({
      title: section.title,
      lines: section.lines.map((line) => {
        const id = lineId(sheet.versionId, line.key);
        return {
          key: line.key,
          requirement: line.requirement,
          basis: line.bases.map((basis) => `${basis.law}${basis.article}`).join('；'),
          unit: line.unit,
          answer: content.lines.get(id) ?? null,
          note: content.notes.get(id) ?? '',
        };
      }),
    })),
  };
}

interface Redacting {
  readonly copies: Awaited<ReturnType<typeof copiesOfVisit>>;
  readonly may: (agencyId: string) => boolean;
}

function evidenceOf(state: VisitState, { copies, may }: Redacting): VisitView['evidence'] {
  return state.evidence.map((each) => ({
    id: each.id,
    kind: each.kind,
    findingId: each.findingId,
    line: each.line,
    sha256: each.sha256,
    bytes: each.bytes,
    contentType: each.contentType,
    capturedAt: each.trueCapturedAt,
    receivedAt: each.receivedAt,
    by: each.by,
    note: each.note,
    position: each.position,
    isChained: each.isChained,
    isRemoved: state.content.evidence.get(each.id)?.removed === true,
    mayRedact: each.received && isCoverable(each.contentType) && may(each.agencyId),
    copies: copies
      .filter((copy) => copy.evidence_id === each.id)
      .map((copy) => ({
        id: copy.id,
        areas: copy.areas.length,
        reason: copy.reason as RedactionReason,
        sha256: copy.sha256,
        ofSha256: each.sha256,
        by: copy.made_name,
        at: copy.made_at,
      })),
  }));
}

function doubledOf(state: VisitState): VisitView['doubled'] {
  return [...state.fields.values()]
    .filter((field) => field.beside.length > 0)
    .map((field) => ({
      path: field.path,
      held: { writeId: field.writeId, value: field.value, by: field.by, at: field.at },
      beside: field.beside.map((each) => ({ ...each })),
    }));
}

/**
 * Says which of the written values holds: a write over the one that held, made as on paper. Errors:
 * `inspection.not_found`, `result.doubled_gone`, those of `takeRecord`.
 */
export async function reconcileField(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly inspectionId: string;
    readonly agencyId: string;
    readonly path: string;
    readonly writeId: string;
  },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'visits.reconcile' };
  return runAction(platform, request, async (tx) => {
    const found = await inspectionCase(tx, input.inspectionId, 'lock');
    if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: input.inspectionId };
    const field = (await visitState(tx, key)).fields.get(input.path);
    const chosen = [field, ...(field?.beside ?? [])].find((each) => each?.writeId === input.writeId);
    if (field === undefined || chosen === undefined || field.beside.length === 0)
      return fail('result.doubled_gone');
    const write = {
      id: platform.ids.next(),
      path: input.path,
      value: chosen.value,
      base: field.writeId,
    };
    return takeRecord(tx, platform, {
      actor,
      source: 'paper',
      record: {
        kind: 'writes',
        id: platform.ids.next(),
        inspectionId: input.inspectionId,
        agencyId: input.agencyId,
        seq: 1,
        at: platform.clock.now(),
        writes: [write],
      },
    });
  });
}
