/**
 * Who hears of the other side's no: the agency's named person when a record is refused, the heads too when it was given
 * up, once per channel and day however many there are; administrators when a channel fails for hours.
 */
import { channelNotices } from '@mingcha/core/publications/channels/channel-notices.ts';
import { channelNames } from '@mingcha/core/publications/channels/layout-parts-form.ts';
import type { Tx } from '../../platform/db/database.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { publicationPeople } from '../due.queries.ts';
import { administratorsOf } from './channel.queries.ts';
import type { LineKey, StoredDelivery } from './delivery.queries.ts';

export async function tellOfDelivery(
  tx: Tx,
  platform: Platform,
  of: { readonly delivery: StoredDelivery; readonly occasion: 'refused' | 'givenUp' },
): Promise<void> {
  const { delivery, occasion } = of;
  const { jurisdiction_id: jurisdictionId, agency_id: agencyId, kind } = delivery;
  const today = platform.clock.today();
  const { named, heads } = await publicationPeople(tx, { jurisdictionId, agencyId, today });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: occasion === 'givenUp' ? [...named, ...heads] : named,
    kind: channelNotices[occasion],
    data: { channel: channelNames[kind] },
    link: `/publication-channels/${kind}`,
    dedupeKey: `channel.${occasion} ${agencyId} ${kind} ${today}`,
  });
}

export async function tellOfChannel(
  tx: Tx,
  platform: Platform,
  { jurisdictionId, kind, since }: LineKey & { readonly since: string },
): Promise<void> {
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: await administratorsOf(tx, jurisdictionId),
    kind: channelNotices.failing,
    data: { channel: channelNames[kind] },
    link: '/publication-channels',
    dedupeKey: `channel.failing ${jurisdictionId} ${kind} ${since}`,
  });
}
