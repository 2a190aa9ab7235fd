/** Use cases of posts: who holds them is kept with days, so that a past link of the responsibility list finds its person. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PostFields } from '@mingcha/core/registers/organisation/post.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import * as queries from './post.queries.ts';

type Changed = Result<{ id: string; version: number }>;

export async function listPosts(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const posts = await queries.postRows(tx, actor);
    const holders = await queries.holderRows(tx, actor);
    const rows = posts.map((post) => ({
      id: post.id,
      name: post.name,
      named: post.named,
      sectionId: post.section_id,
      sectionName: post.section_name,
      duties: post.duties,
      note: post.note,
      since: post.since,
      untilDay: post.until_day,
      version: post.version,
      holders: holders.filter((one) => one.postId === post.id).map(({ postId: _, ...one }) => one),
    }));
    return ok({ rows, people: await queries.peopleOf(tx, actor) });
  });
}

/** Errors: `post.*` of `check`. */
export async function createPost(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly fields: PostFields },
): Promise<Changed> {
  const { actionId, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'posts.create' }, async (tx) => {
    const id = platform.ids.next();
    return keep(tx, platform, { actor, id, fields, version: 1, type: 'post.created' });
  });
}

/** Errors: `post.not_found`, `post.changed_meanwhile`, `post.*` of `check`. */
export async function savePost(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly fields: PostFields;
  },
): Promise<Changed> {
  const { actionId, id, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'posts.save' }, async (tx) => {
    const stored = await queries.lockPost(tx, actor, id);
    if (stored === undefined) return fail('post.not_found');
    if (stored.version !== input.version) return fail('post.changed_meanwhile');
    return keep(tx, platform, { actor, id, fields, version: stored.version + 1, type: 'post.changed' });
  });
}

interface Kept {
  readonly actor: Actor;
  readonly id: string;
  readonly fields: PostFields;
  readonly version: number;
  readonly type: 'post.created' | 'post.changed';
}

async function keep(tx: Tx, platform: Platform, kept: Kept): Promise<Changed> {
  const { actor, id, fields, version, type } = kept;
  const today = platform.clock.today();
  const refused = await check(tx, actor, { id, fields, today });
  if (!refused.ok) return refused;
  await queries.putPost(tx, actor, { id, version, fields, at: platform.clock.now() });
  // A post that has ended has no holders left.
  const wanted = fields.untilDay === null ? fields.holders : [];
  const present = await queries.presentHolders(tx, actor, id);
  const day = type === 'post.created' ? fields.since : today;
  await queries.changeHolders(tx, actor, {
    postId: id,
    left: present.filter((one) => !wanted.includes(one)),
    joined: wanted.filter((one) => !present.includes(one)),
    day,
  });
  await record(tx, platform, {
    type,
    actor,
    subject: { kind: 'post', id },
    data: {
      name: fields.name,
      named: fields.named,
      section: fields.sectionId,
      holders: [...wanted],
      version,
    },
  });
  return ok({ id, version });
}

/** Errors: `post.period_invalid`, `post.section_invalid`, `post.holder_invalid`, `post.named_taken`. */
async function check(
  tx: Tx,
  actor: Actor,
  post: { readonly id: string; readonly fields: PostFields; readonly today: string },
): Promise<Result<null>> {
  const { id, fields, today } = post;
  if (fields.untilDay !== null && fields.untilDay < fields.since)
    return fail('post.period_invalid', { day: fields.since }, 'untilDay');
  const sections = await queries.standingSections(tx, actor, today);
  if (fields.sectionId !== null && !sections.some((one) => one.id === fields.sectionId))
    return fail('post.section_invalid', {}, 'sectionId');
  const people = new Set((await queries.peopleOf(tx, actor)).map((one) => one.accountId));
  const holders = new Set(fields.holders);
  if (holders.size !== fields.holders.length || fields.holders.some((one) => !people.has(one)))
    return fail('post.holder_invalid', {}, 'holders');
  if (fields.named === null || fields.untilDay !== null) return ok(null);
  const other = await queries.namedPost(tx, actor, fields.named);
  return other === undefined || other.id === id
    ? ok(null)
    : fail('post.named_taken', { name: other.name }, 'named');
}
