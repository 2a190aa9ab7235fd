/** SQL of bodies (专班), their members and meetings. Bounded by jurisdiction and agency. */
import type { BodyFields, MeetingFields, MemberFields } from '@mingcha/core/registers/organisation/body.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from './post.queries.ts';

export async function bodyRows(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('bodies')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('since', 'desc')
    .orderBy(sql`name COLLATE "C"`)
    .execute();
}

export async function lockBody(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('bodies')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function bodyWithName(tx: Tx, scope: Scope, name: string) {
  return tx
    .selectFrom('bodies')
    .select('id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('name', '=', name)
    .executeTakeFirst();
}

export async function putBody(
  tx: Tx,
  scope: Scope,
  body: {
    readonly id: string;
    readonly fields: BodyFields;
    readonly version: number;
    readonly at: string;
  },
): Promise<void> {
  const { fields } = body;
  const columns = {
    name: fields.name,
    document: fields.document,
    duty: fields.duty,
    since: fields.since,
    until_day: fields.untilDay,
    version: body.version,
  };
  await tx
    .insertInto('bodies')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: body.id,
      ...columns,
      created_at: body.at,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}

/** A change of members counts as a change of the body. */
export async function raiseVersion(
  tx: Tx,
  scope: Scope,
  body: { readonly id: string; readonly version: number },
): Promise<void> {
  await tx
    .updateTable('bodies')
    .set({ version: body.version })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', body.id)
    .execute();
}

/** Members of one body, or of all bodies of the jurisdiction: head first, present before past. */
export async function memberRows(tx: Tx, scope: Scope, bodyIds: readonly string[]) {
  if (bodyIds.length === 0) return [];
  return tx
    .selectFrom('body_members as m')
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('s.id', '=', 'm.section_id'),
    )
    .select([
      'm.id',
      'm.body_id as bodyId',
      'm.part',
      'm.person_name as personName',
      'm.post_title as postTitle',
      'm.section_id as sectionId',
      's.name as sectionName',
      'm.account_id as accountId',
      'm.since',
      'm.until_day as untilDay',
    ])
    .where('m.jurisdiction_id', '=', scope.jurisdictionId)
    .where('m.body_id', 'in', bodyIds)
    .orderBy(sql`m.until_day IS NOT NULL`)
    .orderBy(sql`array_position(ARRAY['head', 'deputy', 'member'], m.part::text)`)
    .orderBy('m.since')
    .orderBy('m.id')
    .execute();
}

export async function insertMember(
  tx: Tx,
  scope: Scope,
  member: { readonly id: string; readonly bodyId: string; readonly fields: MemberFields },
): Promise<void> {
  const { fields } = member;
  await tx
    .insertInto('body_members')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: member.id,
      body_id: member.bodyId,
      part: fields.part,
      person_name: fields.personName,
      post_title: fields.postTitle,
      section_id: fields.sectionId,
      account_id: fields.accountId,
      since: fields.since,
      until_day: null,
    })
    .execute();
}

export async function endMemberRow(
  tx: Tx,
  scope: Scope,
  member: { readonly id: string; readonly untilDay: string },
): Promise<void> {
  await tx
    .updateTable('body_members')
    .set({ until_day: sql`greatest(since, ${member.untilDay}::date)` })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', member.id)
    .execute();
}

export async function meetingRows(tx: Tx, scope: Scope, bodyId: string) {
  return tx
    .selectFrom('body_meetings as m')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('a.id', '=', 'm.recorded_by'),
    )
    .leftJoin('files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('f.id', '=', 'm.file_id'),
    )
    .select([
      'm.id',
      'm.held_on as heldOn',
      'm.place',
      'm.topic',
      'm.minutes',
      'm.attendees',
      'm.file_id as fileId',
      'f.file_name as fileName',
      'a.person_name as recordedBy',
      'm.recorded_at as recordedAt',
    ])
    .where('m.jurisdiction_id', '=', scope.jurisdictionId)
    .where('m.body_id', '=', bodyId)
    .orderBy('m.held_on', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
}

export async function insertMeeting(
  tx: Tx,
  scope: Scope,
  meeting: {
    readonly id: string;
    readonly bodyId: string;
    readonly fields: MeetingFields;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  const { fields } = meeting;
  await tx
    .insertInto('body_meetings')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: meeting.id,
      body_id: meeting.bodyId,
      held_on: fields.heldOn,
      place: fields.place,
      topic: fields.topic,
      minutes: fields.minutes,
      attendees: fields.attendees,
      file_id: null,
      recorded_by: meeting.accountId,
      recorded_at: meeting.at,
    })
    .execute();
}

export async function setMinutesFile(
  tx: Tx,
  scope: Scope,
  meeting: { readonly id: string; readonly fileId: string },
): Promise<void> {
  await tx
    .updateTable('body_meetings')
    .set({ file_id: meeting.fileId })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', meeting.id)
    .execute();
}
