/**
 * Tells an enterprise, under its credit code, what it may know: a delivered notice or paper, a published result, an answered
 * objection, a decided request for recusal. Nothing is told before the object knows of the visit.
 */
import type { NoticeData, NoticeKind } from '@mingcha/core/common/notice.ts';
import { centreNotices } from '@mingcha/core/publications/enterprise/centre-notices.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../../platform/events/follow.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { paperOf } from '../../tasks/papers/paper.service.ts';
import { objectKnows } from '../../tasks/preparation/visit-code.service.ts';
import { objectionById } from '../objections/objection.queries.ts';
import { publicationById } from '../publication.queries.ts';
import { recusalOfEnterprise } from './centre.queries.ts';

interface Telling<D extends NoticeData> {
  readonly inspectionId: string;
  readonly kind: NoticeKind<D>;
  readonly data: NoInfer<D>;
  /** Below `/p/enterprise`; the visit where empty. */
  readonly link?: string;
}

/** An object without a credit code has nobody who could read it. */
async function tell<D extends NoticeData>(
  tx: Tx,
  platform: Platform,
  of: Telling<D> & { readonly event: FollowedEvent },
): Promise<void> {
  const { event, inspectionId } = of;
  const found = await inspectionCase(tx, inspectionId);
  if (found === undefined || !objectKnows(found)) return;
  const { uscc } = inspectedObject.parse(found.inspection.object);
  if (uscc === null) return;
  await notify(tx, platform, {
    jurisdictionId: found.inspection.jurisdiction_id,
    to: { enterpriseKey: uscc },
    kind: of.kind,
    data: of.data,
    link: `/p/enterprise${of.link ?? `/visits/${inspectionId}`}`,
    dedupeKey: `${event.type} ${event.jurisdictionId} ${event.seq}`,
  });
}

async function tellNotice(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const numbers = event.data['numbers'];
  const found = await inspectionCase(tx, event.subject.id);
  await tell(tx, platform, {
    event,
    inspectionId: event.subject.id,
    kind: centreNotices.noticed,
    data: {
      agency: found?.teams.find((team) => team.initiator)?.agency_name ?? '',
      number: Array.isArray(numbers) ? numbers.join('、') : '',
    },
  });
}

async function tellPaper(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const paper = await paperOf(tx, event.subject.id);
  if (paper === undefined || paper.inspection_id === null || paper.delivered_at === null) return;
  const { agency } = paper.data as { agency: { name: string } };
  await tell(tx, platform, {
    event,
    inspectionId: paper.inspection_id,
    kind: centreNotices.paper,
    data: { agency: agency.name, number: paper.number },
  });
}

async function tellPublished(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const row = await publicationById(tx, event.subject.id);
  if (row === undefined || row.kind !== 'result' || row.inspection_id === null) return;
  await tell(tx, platform, {
    event,
    inspectionId: row.inspection_id,
    kind: centreNotices.published,
    data: { agency: row.agency_name },
  });
}

async function tellReply(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const row = await objectionById(tx, event.subject.id);
  const isReply = event.data['objectionMove'] === 'reply' || event.data['objectionMove'] === 'reject';
  if (!isReply || row === undefined || row.source !== 'enterprise' || row.inspection_id === null) return;
  await tell(tx, platform, {
    event,
    inspectionId: row.inspection_id,
    kind: centreNotices.objection,
    data: { number: row.number },
    link: `/objections/${row.id}`,
  });
}

async function tellRecusal(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const inspectionId = await recusalOfEnterprise(tx, event.subject.id);
  const { number } = event.data;
  if (inspectionId === undefined || typeof number !== 'string') return;
  await tell(tx, platform, { event, inspectionId, kind: centreNotices.recusal, data: { number } });
}

const telling: Readonly<Record<string, typeof tellNotice>> = {
  'notice.delivered': tellNotice,
  'paper.delivered': tellPaper,
  'publication.published': tellPublished,
  'objection.moved': tellReply,
  'recusal.decided': tellRecusal,
};

export const enterpriseFollower: Follower = {
  name: 'enterprises.notices',
  types: Object.keys(telling),
  handle: async (tx, platform, event) => telling[event.type]?.(tx, platform, event),
};
