/** Who signed up and who came, for those who hold the training, and the sheet to sign. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { recordsAttendance } from '@mingcha/core/publications/lectures/lecture.ts';
import type { LectureSignup } from '@mingcha/core/publications/lectures/lecture-api.ts';
import { lectureForm as form } from '@mingcha/core/publications/lectures/lecture-form.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { lectureById, type StoredLecture } from './lecture.queries.ts';
import { lectureStateOf, noteLecture } from './lecture.service.ts';
import { type StoredSignup, saveAttendance, signupPage } from './signup.queries.ts';
import { contactOf } from './signup.service.ts';

/** Errors: `lecture.not_found`. */
export async function listSignups(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly after: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const row = await lectureById(tx, actor, { id: asked.id });
    if (row === undefined) return fail('lecture.not_found');
    const page = pageOfRows(await signupPage(tx, row, asked), asked.limit, (one) => [one.signed_at, one.id]);
    return ok({ rows: page.rows.map((one) => viewOf(platform, one)), next: page.next });
  });
}

function viewOf(platform: Platform, row: StoredSignup): LectureSignup {
  const { name, phone } = contactOf(platform, row);
  return {
    id: row.id,
    partyName: row.party_name,
    people: row.people,
    contactName: name,
    contactPhone: phone,
    way: row.way as LectureSignup['way'],
    signedAt: row.signed_at,
    attended: row.attended,
  };
}

/** Errors: `lecture.not_found`, `.wrong_state`, `.not_begun`, `.signup_not_found`. */
export async function recordAttendanceOf(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly marks: readonly { readonly id: string; readonly attended: number | null }[];
  },
): Promise<Result<{ recorded: number }>> {
  const { actionId, id, marks } = input;
  return runAction(platform, { actor, actionId, routeId: 'lectureSignups.attend' }, async (tx) => {
    const row = await lectureById(tx, actor, { id, lock: true });
    if (row === undefined) return fail('lecture.not_found');
    const may = recordsAttendance(
      { state: lectureStateOf(row), startsAt: row.starts_at },
      platform.clock.now(),
    );
    if (!may.ok) return may;
    for (const mark of marks)
      if (!(await saveAttendance(tx, row, mark))) return fail('lecture.signup_not_found');
    await noteLecture(tx, platform, {
      type: 'lecture.attended',
      actor,
      id,
      data: { signupCount: marks.length },
    });
    return ok({ recorded: marks.length });
  });
}

/** Of most sheets; a training of more people has its list on paper of its own. */
const mostLines = 2000;

/** The sheet to sign. Who took it out is recorded. Errors: `lecture.not_found`. */
export async function printSheetOf(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const made = await inTransaction(platform.db, async (tx): Promise<Result<Paper>> => {
    const row = await lectureById(tx, actor, { id: asked.id });
    if (row === undefined) return fail('lecture.not_found');
    const paper = await sheetOf(tx, platform, row);
    await noteLecture(tx, platform, {
      type: 'lecture.sheet_printed',
      actor,
      id: row.id,
      data: { format: asked.format },
    });
    return ok(paper);
  });
  if (!made.ok) return made;
  return ok(await paperReply(made.value, asked.format, `${form.title} ${made.value.number}`.trim()));
}

async function sheetOf(tx: Tx, platform: Platform, row: StoredLecture): Promise<Paper> {
  const signups = await signupPage(tx, row, { after: undefined, limit: mostLines });
  const at = (instant: string): string =>
    new Intl.DateTimeFormat('zh-CN', {
      timeZone: platform.config.zone,
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(Date.parse(instant));
  return {
    language: 'zh-CN',
    authority: row.agency_name,
    title: form.title,
    number: '',
    foot: form.foot,
    orientation: 'landscape',
    blocks: [
      {
        kind: 'fields',
        rows: [
          [
            { label: form.subject, value: row.title },
            { label: form.topic, value: row.topic },
          ],
          [
            { label: form.time, value: `${at(row.starts_at)} ${form.until} ${at(row.ends_at)}` },
            { label: form.place, value: row.place === '' ? form.online : row.place },
          ],
        ],
      },
      {
        kind: 'table',
        heads: form.heads,
        widths: [1, 6, 2, 3, 1.5, 1.5, 4],
        rows: signups.slice(0, mostLines).map((one, i) => {
          const { name, phone } = contactOf(platform, one);
          return [
            String(i + 1),
            one.party_name,
            name,
            phone,
            String(one.people),
            one.attended === null ? '' : String(one.attended),
            '',
          ];
        }),
      },
      { kind: 'note', text: form.note },
      { kind: 'signatures', intro: form.signIntro, lines: form.signLines, date: form.date },
    ],
  };
}
