/** Rows of publications as the office sees them: due days in words of warning, hints, versions, what may be done. No SQL. */
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import type { PublicPayload } from '@mingcha/core/publications/public-record.ts';
import {
  owedStates,
  type PublicationKind,
  type PublicationState,
  type RemovalReason,
  type VersionReason,
  warningStage,
  workingDaysLeft,
} from '@mingcha/core/publications/publication.ts';
import type {
  PublicationDetail,
  PublicationRequest,
  PublicationRow,
} from '@mingcha/core/publications/publication-api.ts';
import { blockingHints, hintKey, publicationHints } from '@mingcha/core/publications/publication-hints.ts';
import type { StoredCorrection } from './correction.queries.ts';
import type { ListedPublication } from './list.queries.ts';
import type { versionsOf } from './publication.queries.ts';
import type { StoredRequest } from './request.queries.ts';

/** What the days of a row are reckoned by. */
export interface ViewDays {
  readonly today: string;
  readonly now: string;
  readonly calendar: WorkCalendar;
}

export function rowOf(row: ListedPublication, days: ViewDays): PublicationRow {
  const state = row.state as PublicationState;
  const isEmbargoed = row.embargo_until !== null && row.embargo_until > days.now;
  const due = owedStates.includes(state) && !isEmbargoed ? row.due_on : null;
  return {
    id: row.id,
    kind: row.kind as PublicationKind,
    state,
    version: row.row_version,
    publicVersion: row.version,
    title: row.title,
    taskId: row.task_id,
    taskNumber: row.task_number,
    inspectionId: row.inspection_id,
    objectName: row.object_name,
    agencyName: row.agency_name,
    resultOn: row.result_on,
    dueOn: row.due_on,
    daysLeft: due === null ? null : workingDaysLeft(due, days.today, days.calendar),
    warning: due === null ? null : warningStage(due, days.today, days.calendar),
    embargoUntil: isEmbargoed ? row.embargo_until : null,
    publishedOn: row.published_on,
    endsOn: row.ends_on,
    removedOn: row.removed_on,
    removal: row.removal as RemovalReason | null,
    isObjected: row.is_objected,
    isAsked: row.is_asked,
  };
}

export function requestOf(row: StoredRequest): PublicationRequest {
  return {
    id: row.id,
    kind: row.kind as PublicationRequest['kind'],
    ground: row.ground as PublicationRequest['ground'],
    fields: row.fields as PublicationRequest['fields'],
    basis: row.basis,
    note: row.note,
    untilDay: row.until_day,
    state: row.state as PublicationRequest['state'],
    askedName: row.asked_name,
    askedAt: row.asked_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
    opinion: row.opinion,
  };
}

export function correctionOf(row: StoredCorrection): PublicationDetail['corrections'][number] {
  return {
    id: row.id,
    state: row.state,
    findings: row.findings as PublicationDetail['corrections'][number]['findings'],
    ground: row.ground,
    askedName: row.asked_name,
    askedAt: row.asked_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
    opinion: row.opinion,
  };
}

/** Hints of a payload with what decides whether they can be confirmed. */
export function hintsOf(
  payload: PublicPayload | null,
  persons: readonly string[],
): PublicationDetail['hints'] {
  if (payload === null) return [];
  return publicationHints(payload, persons).map((hint) => ({
    key: hintKey(hint),
    path: hint.path,
    kind: hint.kind,
    found: hint.found,
    group: hint.group,
    isBlocking: blockingHints.includes(hint.kind),
  }));
}

type StoredVersion = Awaited<ReturnType<typeof versionsOf>>[number];

export function versionOf(row: StoredVersion): PublicationDetail['versions'][number] {
  return {
    version: row.version,
    why: row.why as VersionReason,
    at: row.at,
    personName: row.person_name,
    ground: row.ground,
    digest: row.digest,
    payload: row.payload as PublicationDetail['payload'],
  };
}
