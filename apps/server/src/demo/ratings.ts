/** Opinions about visits of both bureaus: one is new, one is being handled, one was closed. All through the services. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { RatingMoveForm } from '@mingcha/core/oversight/ratings/rating-api.ts';
import { ratingFollower } from '../oversight/ratings/open-matters.ts';
import { getMatter, listMatters, moveMatter } from '../oversight/ratings/rating.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { rateOwnVisit } from '../publications/enterprise/visits.service.ts';
import { rateableVisits } from './demo.queries.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

const opinions = [
  { showedCertificates: true, keptToNotice: true, manner: 5, remark: '' },
  { showedCertificates: false, keptToNotice: true, manner: 3, remark: '进门后才出示证件。' },
  { showedCertificates: true, keptToNotice: false, manner: 2, remark: '检查了通知以外的资料，时间较长。' },
  { showedCertificates: true, keptToNotice: true, manner: 4, remark: '希望提前告知需要准备的资料清单。' },
] as const;

/** `enterprise`: the one that has an account rates its visits itself. */
export async function loadRatings(
  platform: Platform,
  { actors }: Organisation,
  enterprise: string | null,
): Promise<void> {
  await ratingsOf(platform, actors['jz.coordinator'], enterprise);
  await ratingsOf(platform, actors['jc.witness'], enterprise);
}

async function ratingsOf(platform: Platform, handler: Actor, except: string | null): Promise<void> {
  const known = await inTransaction(platform.db, (tx) => rateableVisits(tx, handler.jurisdictionId));
  const visits = known.filter((visit) => visit.creditCode !== except);
  for (const [n, visit] of visits.slice(0, opinions.length).entries()) {
    const person = {
      kind: 'enterprise',
      enterpriseId: platform.ids.next(),
      jurisdictionId: handler.jurisdictionId,
      creditCode: visit.creditCode,
      enterpriseName: visit.name,
      personName: '',
    } as const;
    const said = opinions[n] ?? opinions[0];
    must(await rateOwnVisit(platform, person, { actionId: platform.ids.next(), id: visit.id, ...said }));
    await inTransaction(platform.db, (tx) =>
      ratingFollower.handle(tx, platform, ratedEvent(platform, { handler, id: visit.id })),
    );
  }
  await handle(platform, handler);
}

/** The follower finds the opinions itself; only the visit matters here. */
const ratedEvent = (platform: Platform, of: { readonly handler: Actor; readonly id: string }) => ({
  jurisdictionId: of.handler.jurisdictionId,
  seq: 0,
  at: platform.clock.now(),
  type: 'visit.rated',
  accountId: null,
  agencyId: null,
  subject: { kind: 'inspection', id: of.id },
  data: {},
});

/** The newest stays as it came, the next is asked about, the last is closed. */
async function handle(platform: Platform, handler: Actor): Promise<void> {
  const asked = { of: 'open', text: undefined, after: undefined, limit: 10 } as const;
  const [, second, third] = must(await listMatters(platform, handler, asked)).rows;
  const assign = { move: 'assign', handlerId: handler.accountId } as const;
  if (second !== undefined) {
    await take(platform, handler, { id: second.id, form: assign });
    const words = '请补充：超出通知的是哪一类资料？';
    await take(platform, handler, { id: second.id, form: { move: 'askRater', words } });
  }
  if (third === undefined) return;
  await take(platform, handler, { id: third.id, form: assign });
  const answer = '经核查，检查人员进门时未先出示证件。已督促该单位改正，并纳入下次培训内容。';
  await take(platform, handler, { id: third.id, form: { move: 'close', outcome: 'urged', answer } });
}

async function take(
  platform: Platform,
  handler: Actor,
  of: { readonly id: string; readonly form: RatingMoveForm },
): Promise<void> {
  const { version } = must(await getMatter(platform, handler, of.id));
  must(await moveMatter(platform, handler, { actionId: platform.ids.next(), version, ...of }));
}
