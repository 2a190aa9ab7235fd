/**
 * Publication channels of both bureaus by file: the national system with a file, receipts of which one refuses, and the
 * others with what waits for its first file. Interfaces are left to whoever has an address and a key.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import { channelSettings } from '@mingcha/core/publications/channels/channel-api.ts';
import type { Platform } from '../platform/platform.ts';
import { listDeliveries, saveChannel } from '../publications/channels/channel.service.ts';
import { exportChannel } from '../publications/channels/file.service.ts';
import { catchChannelsUp } from '../publications/channels/plan.ts';
import { takeReceipts } from '../publications/channels/receipt.service.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

const byFile: readonly OutsideChannel[] = [
  'enterpriseCredit',
  'creditPlatform',
  'governmentSite',
  'provincial',
];

export async function loadChannels(platform: Platform, { actors }: Organisation): Promise<void> {
  const bureaus = [
    { administrator: actors['jz.admin'], legal: actors['jz.legal'] },
    { administrator: actors['jc.admin'], legal: actors['jc.legal'] },
  ];
  for (const { administrator } of bureaus)
    for (const kind of byFile)
      must(
        await saveChannel(platform, administrator, {
          actionId: platform.ids.next(),
          kind,
          version: 0,
          mode: 'manual',
          settings: channelSettings.parse({}),
          secret: '',
        }),
      );
  await catchChannelsUp(platform);
  for (const { legal } of bureaus) await handOver(platform, legal);
}

/** A file to the national system; its receipts take all records but the first. */
async function handOver(platform: Platform, legal: Actor): Promise<void> {
  const kind = 'enterpriseCredit';
  const made = await exportChannel(platform, legal, { actionId: platform.ids.next(), kind });
  // Invented credit codes may all be wrong: then nothing was written.
  if (!made.ok || made.value.id === null) return;
  const { rows } = must(
    await listDeliveries(platform, legal, { kind, state: 'manual', after: undefined, limit: 20 }),
  );
  const lines = rows.map((row, n) => ({
    line: n + 2,
    recordId: row.publicationId,
    version: String(row.recordVersion),
    result: n === 0 ? '退回' : '接收',
    externalId: n === 0 ? '' : `G${String(202600100 + n)}`,
    reason: n === 0 ? '抽查任务名称与上报计划不一致，请核对后重新报送' : '',
  }));
  must(await takeReceipts(platform, legal, { actionId: platform.ids.next(), kind, lines }));
}
