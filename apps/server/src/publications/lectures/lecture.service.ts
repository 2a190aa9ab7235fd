/** Training of enterprises in the office: written by one person, reviewed and published by another, cancelled with a reason. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { articleRules, articleWriters, isBlocking } from '@mingcha/core/publications/articles/article.ts';
import {
  checkedContent,
  type LectureContent,
  type LectureMove,
  type LectureState,
  lectureHints,
  lectureMoves,
  nextLectureState,
  publishableLecture,
  recordsAttendance,
} from '@mingcha/core/publications/lectures/lecture.ts';
import type { LectureDetail } from '@mingcha/core/publications/lectures/lecture-api.ts';
import { lectureNotices } from '@mingcha/core/publications/lectures/lecture-notices.ts';
import { hintKey } from '@mingcha/core/publications/publication-hints.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  insertLecture,
  lectureById,
  lecturePage,
  type StoredLecture,
  saveLectureRow,
} from './lecture.queries.ts';
import { partiesOf } from './signup.queries.ts';

type Changed = Promise<Result<{ id: string; state: LectureState; version: number }>>;

export const lectureStateOf = (row: StoredLecture): LectureState => row.state as LectureState;

/** What the public reads of a row. */
export const contentOf = (row: StoredLecture): LectureContent => ({
  title: row.title,
  topic: row.topic,
  audience: row.audience,
  body: row.body,
  place: row.place,
  link: row.link,
  capacity: row.capacity,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  closesAt: row.closes_at,
});

const headOf = (row: StoredLecture) => ({
  id: row.id,
  title: row.title,
  state: lectureStateOf(row),
  version: row.version,
  startsAt: row.starts_at,
  closesAt: row.closes_at,
  capacity: row.capacity,
  taken: row.taken,
  editedName: row.edited_name,
});

export async function listLectures(
  platform: Platform,
  actor: Actor,
  asked: Parameters<typeof lecturePage>[2],
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await lecturePage(tx, actor, asked);
    const page = pageOfRows(rows, asked.limit, (row) => [row.starts_at, row.id]);
    return ok({ rows: page.rows.map(headOf), next: page.next });
  });
}

/** Errors: `lecture.not_found`. */
export async function getLecture(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<LectureDetail>> {
  return inTransaction(platform.db, async (tx): Promise<Result<LectureDetail>> => {
    const row = await lectureById(tx, actor, { id });
    if (row === undefined) return fail('lecture.not_found');
    const mayWrite = hasRole(actor, ...articleWriters);
    return ok({
      ...headOf(row),
      ...contentOf(row),
      note: row.note,
      reviewedName: row.reviewed_name,
      publishedOn: row.published_on,
      updatedAt: row.updated_at,
      hints: lectureHints(contentOf(row)).map((hint) => ({
        key: hintKey(hint),
        kind: hint.kind,
        found: hint.found,
        isBlocking: isBlocking(hint),
      })),
      mayEdit: row.state === 'draft' && mayWrite,
      maySeeSignups: hasRole(actor, ...articleWriters, 'agencyHead'),
      mayRecord:
        mayWrite &&
        recordsAttendance({ state: lectureStateOf(row), startsAt: row.starts_at }, platform.clock.now()).ok,
      allowed: lectureMoves.filter(
        (move) => nextLectureState(standingOf(row), { ...byOf(actor), move, note: '-' }).ok,
      ),
    });
  });
}

const standingOf = (row: StoredLecture) => ({ state: lectureStateOf(row), editedBy: row.edited_by });
const byOf = (actor: Actor) => ({ accountId: actor.accountId, roles: actor.roles });

const columnsOf = (content: LectureContent) => ({
  title: content.title,
  topic: content.topic,
  audience: content.audience,
  body: content.body,
  place: content.place,
  link: content.link,
  capacity: content.capacity,
  starts_at: content.startsAt,
  ends_at: content.endsAt,
  closes_at: content.closesAt,
});

/** Errors: those of `checkedContent`. */
export async function createLecture(
  platform: Platform,
  actor: Actor,
  input: LectureContent & { readonly actionId: string },
): Changed {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'lectures.create' }, async (tx) => {
    const fit = checkedContent(input);
    if (!fit.ok) return fit;
    const id = platform.ids.next();
    const at = platform.clock.now();
    await insertLecture(tx, {
      ...columnsOf(input),
      jurisdiction_id: actor.jurisdictionId,
      agency_id: actor.agencyId,
      id,
      state: 'draft',
      edited_by: actor.accountId,
      edited_name: actor.personName,
      created_at: at,
      updated_at: at,
    });
    await noteLecture(tx, platform, { type: 'lecture.created', actor, id, data: {} });
    return ok({ id, state: 'draft', version: 1 });
  });
}

/** Texts stay out of the ledger: they may hold by mistake what has to be removed. */
export function noteLecture(
  tx: Tx,
  platform: Platform,
  of: {
    readonly type: string;
    readonly actor: Parameters<typeof record>[2]['actor'];
    readonly id: string;
    readonly data: Record<string, string | number>;
  },
) {
  const { type, actor, id, data } = of;
  return record(tx, platform, { type, actor, subject: { kind: 'lecture', id }, data });
}

type Known = { readonly actionId: string; readonly id: string; readonly version: number };

/** Errors: `lecture.not_found`, `lecture.changed_meanwhile`. */
async function lockedLecture(tx: Tx, actor: Actor, of: Known): Promise<Result<StoredLecture>> {
  const row = await lectureById(tx, actor, { id: of.id, lock: true });
  if (row === undefined) return fail('lecture.not_found');
  return row.version === of.version ? ok(row) : fail('lecture.changed_meanwhile');
}

/** Errors: those of `lockedLecture` and `checkedContent`, `lecture.wrong_state`. */
export async function saveLecture(platform: Platform, actor: Actor, input: LectureContent & Known): Changed {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'lectures.save' }, async (tx) => {
    const locked = await lockedLecture(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.state !== 'draft') return fail('lecture.wrong_state');
    const fit = checkedContent(input);
    if (!fit.ok) return fit;
    await saveLectureRow(tx, row, {
      ...columnsOf(input),
      edited_by: actor.accountId,
      edited_name: actor.personName,
      updated_at: platform.clock.now(),
    });
    await noteLecture(tx, platform, { type: 'lecture.changed', actor, id: row.id, data: {} });
    return ok({ id: row.id, state: 'draft', version: row.version + 1 });
  });
}

/** Errors: those of `lockedLecture`, `nextLectureState` and `publishableLecture`. */
export async function moveLecture(
  platform: Platform,
  actor: Actor,
  input: Known & {
    readonly move: LectureMove;
    readonly note: string;
    readonly confirmed: readonly string[];
  },
): Changed {
  const { actionId, move, confirmed } = input;
  return runAction(platform, { actor, actionId, routeId: 'lectures.move' }, async (tx) => {
    const locked = await lockedLecture(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const next = nextLectureState(standingOf(row), { ...byOf(actor), move, note: input.note });
    if (!next.ok) return next;
    const now = platform.clock.now();
    if (move === 'publish') {
      const fit = publishableLecture(contentOf(row), { confirmed, now });
      if (!fit.ok) return fit;
    }
    const reviewed = {
      reviewed_by: actor.accountId,
      reviewed_name: actor.personName,
      published_on: platform.clock.today(),
    };
    await saveLectureRow(tx, row, {
      state: next.value,
      ...(move === 'publish' ? reviewed : {}),
      note: articleRules[move].needsNote ? input.note : '',
      updated_at: now,
    });
    if (move === 'withdraw') await tellCancelled(tx, platform, row);
    await noteLecture(tx, platform, {
      type: 'lecture.moved',
      actor,
      id: row.id,
      data: { articleMove: move },
    });
    return ok({ id: row.id, state: next.value, version: row.version + 1 });
  });
}

/** Whoever is signed up and reads notices learns that it does not take place. */
async function tellCancelled(tx: Tx, platform: Platform, row: StoredLecture): Promise<void> {
  if (row.ends_at <= platform.clock.now()) return;
  for (const enterpriseKey of await partiesOf(tx, row))
    await notify(tx, platform, {
      jurisdictionId: row.jurisdiction_id,
      to: { enterpriseKey },
      kind: lectureNotices.cancelled,
      data: { agency: row.agency_name, title: row.title },
      link: '/p/enterprise/lectures',
      dedupeKey: `lecture.cancelled ${row.id}`,
    });
}
