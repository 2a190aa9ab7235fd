/** Channels as an administrator sets them up, switched off: a demo calls nobody. The inboxes fill from what the demo does. */
import { saveChannel } from '../platform/notices/channel.service.ts';
import type { Platform } from '../platform/platform.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

export async function loadNotices(platform: Platform, { actors }: Organisation): Promise<void> {
  for (const [name, place] of [
    ['jz.admin', 'jinzhou'],
    ['jc.admin', 'jincheng'],
  ] as const) {
    const settings = {
      host: `smtp.${place}.example`,
      port: 465,
      security: 'tls',
      user: `notice@${place}.example`,
      from: `notice@${place}.example`,
      fromName: 'Mingcha',
    } as const;
    const channel = { kind: 'email', settings, secret: 'demo' } as const;
    const input = { actionId: platform.ids.next(), version: 0, enabled: false, channel };
    must(await saveChannel(platform, actors[name], input));
  }
}
