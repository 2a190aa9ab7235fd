/** Use cases of bodies (专班). Membership is information: no role and no policy anywhere reads it. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  BodyDetail,
  BodyFields,
  MeetingFields,
  MemberFields,
} from '@mingcha/core/registers/organisation/body.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { keepFile } from '../library/kept-file.ts';
import * as queries from './body.queries.ts';
import { peopleOf, standingSections } from './post.queries.ts';

type Changed = Result<{ id: string; version: number }>;
type Stored = NonNullable<Awaited<ReturnType<typeof queries.lockBody>>>;
type Members = Awaited<ReturnType<typeof queries.memberRows>>;

export async function listBodies(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const bodies = await queries.bodyRows(tx, actor);
    const members = await queries.memberRows(
      tx,
      actor,
      bodies.map((one) => one.id),
    );
    return ok({ rows: bodies.map((body) => rowOf(body, members)) });
  });
}

/** Errors: `body.not_found`. */
export async function showBody(platform: Platform, actor: Actor, id: string): Promise<Result<BodyDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const body = (await queries.bodyRows(tx, actor)).find((one) => one.id === id);
    if (body === undefined) return fail('body.not_found');
    const members = await queries.memberRows(tx, actor, [id]);
    const meetings = await queries.meetingRows(tx, actor, id);
    return ok({
      ...rowOf(body, members),
      members: members.map(({ bodyId: _, ...one }) => one),
      meetings: meetings.map(({ fileId: _, ...one }) => one),
    });
  });
}

/** Errors: `body.name_taken`, `body.period_invalid`. */
export async function createBody(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly fields: BodyFields },
): Promise<Changed> {
  const { actionId, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'bodies.create' }, async (tx) => {
    const id = platform.ids.next();
    const refused = await check(tx, actor, { id, fields });
    if (!refused.ok) return refused;
    await queries.putBody(tx, actor, { id, fields, version: 1, at: platform.clock.now() });
    await note(tx, platform, { actor, id, type: 'body.created', data: { name: fields.name } });
    return ok({ id, version: 1 });
  });
}

interface Write {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

/** Errors: `body.not_found`, `body.changed_meanwhile`, `body.name_taken`, `body.period_invalid`. */
export async function saveBody(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly fields: BodyFields },
): Promise<Changed> {
  const { actionId, id, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'bodies.save' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const refused = await check(tx, actor, { id, fields });
    if (!refused.ok) return refused;
    const version = found.value.version + 1;
    await queries.putBody(tx, actor, { id, fields, version, at: platform.clock.now() });
    await note(tx, platform, { actor, id, type: 'body.changed', data: { name: fields.name, version } });
    return ok({ id, version });
  });
}

/** Errors: `body.not_found`, `.changed_meanwhile`, `.head_taken`, `.section_invalid`, `.account_invalid`. */
export async function addMember(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly fields: MemberFields },
): Promise<Changed> {
  const { actionId, id, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'bodies.addMember' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const refused = await checkMember(tx, actor, { bodyId: id, fields, today: platform.clock.today() });
    if (!refused.ok) return refused;
    await queries.insertMember(tx, actor, { id: platform.ids.next(), bodyId: id, fields });
    const version = found.value.version + 1;
    await queries.raiseVersion(tx, actor, { id, version });
    const data = { name: fields.personName, part: fields.part, version };
    await note(tx, platform, { actor, id, type: 'body.member_added', data });
    return ok({ id, version });
  });
}

/** Errors: `body.not_found`, `body.changed_meanwhile`, `body.member.not_found`, `body.member_already_left`. */
export async function endMember(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly memberId: string; readonly untilDay: string },
): Promise<Changed> {
  const { actionId, id, memberId, untilDay } = input;
  return runAction(platform, { actor, actionId, routeId: 'bodies.endMember' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const member = (await queries.memberRows(tx, actor, [id])).find((one) => one.id === memberId);
    if (member === undefined) return fail('body.member.not_found');
    if (member.untilDay !== null) return fail('body.member_already_left', { day: member.untilDay });
    await queries.endMemberRow(tx, actor, { id: memberId, untilDay });
    const version = found.value.version + 1;
    await queries.raiseVersion(tx, actor, { id, version });
    const data = { name: member.personName, untilDay, version };
    await note(tx, platform, { actor, id, type: 'body.member_left', data });
    return ok({ id, version });
  });
}

/** Errors: `body.not_found`, `body.meeting_day_invalid`. */
export async function recordMeeting(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly fields: MeetingFields },
): Promise<Result<{ id: string }>> {
  const { actionId, id, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'bodies.recordMeeting' }, async (tx) => {
    if ((await queries.lockBody(tx, actor, id)) === undefined) return fail('body.not_found');
    if (fields.heldOn > platform.clock.today()) return fail('body.meeting_day_invalid', {}, 'heldOn');
    const meetingId = platform.ids.next();
    await queries.insertMeeting(tx, actor, {
      id: meetingId,
      bodyId: id,
      fields,
      accountId: actor.accountId,
      at: platform.clock.now(),
    });
    const data = { topic: fields.topic, onDay: fields.heldOn };
    await note(tx, platform, { actor, id, type: 'body.meeting_recorded', data });
    return ok({ id: meetingId });
  });
}

interface MeetingKey {
  readonly id: string;
  readonly meetingId: string;
}

/** Errors: `body.meeting.not_found`, `library.file_missing`, `library.file_type_invalid`. */
export async function addMinutes(
  platform: Platform,
  actor: Actor,
  input: MeetingKey & { readonly actionId: string; readonly upload: Upload | null },
): Promise<Result<{ id: string }>> {
  const { actionId, id, meetingId, upload } = input;
  return runAction(platform, { actor, actionId, routeId: 'bodies.uploadMinutes' }, async (tx) => {
    if ((await meetingOf(tx, actor, input)) === undefined) return fail('body.meeting.not_found');
    const kept = await keepFile(tx, platform, { actor, upload });
    if (!kept.ok) return kept;
    await queries.setMinutesFile(tx, actor, { id: meetingId, fileId: kept.value.id });
    const data = { fileName: kept.value.fileName, sha256: kept.value.sha256 };
    await note(tx, platform, { actor, id, type: 'body.minutes_added', data });
    return ok({ id: meetingId });
  });
}

/** Errors: `body.meeting.not_found`, `body.minutes.not_found`. */
export async function minutesFile(
  platform: Platform,
  actor: Actor,
  key: MeetingKey,
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const meeting = await meetingOf(tx, actor, key);
    if (meeting === undefined) return fail('body.meeting.not_found');
    const file =
      meeting.fileId === null ? undefined : await fileById(tx, actor.jurisdictionId, meeting.fileId);
    if (file === undefined) return fail('body.minutes.not_found');
    const body = await platform.files.get(file.sha256);
    const { contentType, fileName } = file;
    return ok(fileReply({ contentType, fileName, disposition: 'inline', body }));
  });
}

async function meetingOf(tx: Tx, actor: Actor, key: MeetingKey) {
  const body = await queries.lockBody(tx, actor, key.id);
  if (body === undefined) return undefined;
  return (await queries.meetingRows(tx, actor, key.id)).find((one) => one.id === key.meetingId);
}

async function lockVersion(tx: Tx, actor: Actor, write: Write): Promise<Result<Stored>> {
  const stored = await queries.lockBody(tx, actor, write.id);
  if (stored === undefined) return fail('body.not_found');
  return stored.version === write.version ? ok(stored) : fail('body.changed_meanwhile');
}

async function check(
  tx: Tx,
  actor: Actor,
  body: { readonly id: string; readonly fields: BodyFields },
): Promise<Result<null>> {
  const { since, untilDay, name } = body.fields;
  if (untilDay !== null && untilDay < since) return fail('body.period_invalid', { day: since }, 'untilDay');
  const other = await queries.bodyWithName(tx, actor, name);
  return other === undefined || other.id === body.id ? ok(null) : fail('body.name_taken', { name }, 'name');
}

async function checkMember(
  tx: Tx,
  actor: Actor,
  member: { readonly bodyId: string; readonly fields: MemberFields; readonly today: string },
): Promise<Result<null>> {
  const { bodyId, fields, today } = member;
  if (fields.part === 'head') {
    const head = (await queries.memberRows(tx, actor, [bodyId])).find(
      (one) => one.part === 'head' && one.untilDay === null,
    );
    if (head !== undefined) return fail('body.head_taken', { name: head.personName }, 'part');
  }
  const sections = fields.sectionId === null ? [] : await standingSections(tx, actor, today);
  if (fields.sectionId !== null && !sections.some((one) => one.id === fields.sectionId))
    return fail('body.section_invalid', {}, 'sectionId');
  const people = fields.accountId === null ? [] : await peopleOf(tx, actor);
  if (fields.accountId !== null && !people.some((one) => one.accountId === fields.accountId))
    return fail('body.account_invalid', {}, 'accountId');
  return ok(null);
}

async function note(
  tx: Tx,
  platform: Platform,
  entry: {
    readonly actor: Actor;
    readonly id: string;
    readonly type: string;
    readonly data: Readonly<Record<string, string | number>>;
  },
): Promise<void> {
  const { actor, id, type, data } = entry;
  await record(tx, platform, { type, actor, subject: { kind: 'body', id }, data });
}

function rowOf(body: Stored, members: Members) {
  const own = members.filter((one) => one.bodyId === body.id && one.untilDay === null);
  return {
    id: body.id,
    name: body.name,
    document: body.document,
    duty: body.duty,
    since: body.since,
    untilDay: body.until_day,
    version: body.version,
    headName: own.find((one) => one.part === 'head')?.personName ?? null,
    memberCount: own.length,
  };
}
