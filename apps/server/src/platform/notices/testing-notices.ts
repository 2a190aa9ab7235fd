/** What tests of delivery share: gateways of this machine allowed, channels set up, choices made, notices given. */
import { noticeKind, type Urgency } from '@mingcha/core/common/notice.ts';
import type { ChannelInput, Preferences } from '@mingcha/core/common/notice-channel-api.ts';
import { catalogue } from '@mingcha/core/common/text.ts';
import { z } from 'zod';
import { inTransaction } from '../db/transaction.ts';
import type { CastName, TestApp, TestPlatform } from '../testing-app.ts';
import { saveChannel } from './channel.service.ts';
import type { NoticeKinds } from './compose.ts';
import { deliverDue } from './deliver.ts';
import { notify } from './notify.ts';
import { chooserOf, setPreferences } from './preference.service.ts';

const words = {
  'test.told.title': 'Told {name}',
  'test.told.body': '{name} of {phone}',
  'test.told.brief': 'No. {code}, {count}, by {due}',
};
export const toldKind = noticeKind({
  key: 'test.told',
  audience: 'staff',
  urgency: 'prompt',
  data: { name: z.string(), phone: z.string(), code: z.string(), count: z.number() },
  text: catalogue(words, words),
});
export const testKinds: NoticeKinds = new Map([[toldKind.key, toldKind]]);

export interface NoticeDesk {
  /** Calls of gateways on this machine are listed by its operator. */
  readonly platform: TestPlatform;
  readonly save: (channel: ChannelInput, version?: number) => Promise<string>;
  readonly choose: (name: CastName, chosen: Partial<Preferences>) => Promise<void>;
  readonly tell: (name: CastName, dedupeKey: string, urgency?: Urgency) => Promise<boolean>;
  readonly deliver: () => Promise<number>;
  readonly states: () => Promise<readonly string[]>;
}

/** Names and numbers that may never leave through SMS or work chat. */
export const personal = { name: '清泉食品有限公司张三', phone: '13800138000' };

export function noticeDesk({ platform: given, cast, actionId, database }: TestApp): NoticeDesk {
  const platform: TestPlatform = { ...given, config: { ...given.config, gateways: ['127.0.0.1'] } };
  return {
    platform,
    save: async (channel, version = 0) => {
      const input = { actionId: actionId(), version, enabled: true, channel };
      const saved = await saveChannel(platform, cast.administrator, input);
      if (!saved.ok) throw new Error(saved.error.code);
      return saved.value.id;
    },
    choose: async (name, chosen) => {
      const input = { email: '', phone: '', emailMode: 'prompt', smsMode: 'prompt', locale: 'zh' } as const;
      const action = { actionId: actionId(), version: 0 };
      const saved = await setPreferences(platform, chooserOf(cast[name]), { ...input, ...chosen, ...action });
      if (!saved.ok) throw new Error(saved.error.code);
      await confirmed(database, cast[name].accountId);
    },
    tell: (name, dedupeKey, urgency = 'prompt') =>
      inTransaction(platform.db, (tx) =>
        notify(tx, platform, {
          jurisdictionId: cast[name].jurisdictionId,
          to: { accountId: cast[name].accountId },
          kind: toldKind,
          data: { ...personal, code: '2026-001', count: 2 },
          link: '/tasks',
          dueOn: '2026-12-01',
          urgency,
          dedupeKey,
        }),
      ),
    deliver: () => deliverDue(platform, testKinds),
    states: async () =>
      (await database.db.selectFrom('notice_messages').select(['state', 'id']).orderBy('id').execute()).map(
        (row) => row.state,
      ),
  };
}

/** As if the code that was sent there had been typed back. */
async function confirmed({ owner }: TestApp['database'], accountId: string): Promise<void> {
  const of = owner.updateTable('notice_preferences').where('recipient', '=', `account:${accountId}`);
  const at = '2026-01-05T00:00:00.000Z';
  await of.set({ email_confirmed_at: at }).where('email', 'is not', null).execute();
  await of.set({ phone_confirmed_at: at }).where('phone', 'is not', null).execute();
}

export function emailChannel(port: number): ChannelInput {
  const settings = {
    host: '127.0.0.1',
    port,
    security: 'none',
    user: '',
    from: 'notice@chating.example',
    fromName: '',
  } as const;
  return { kind: 'email', settings, secret: '' };
}

export function smsChannel(url: string, repeatsSafely = false): ChannelInput {
  return {
    kind: 'sms',
    secret: 'sms-key',
    settings: {
      url,
      appKey: 'app-1',
      signName: '茶亭应急',
      noticeTemplate: 'T-1',
      digestTemplate: 'T-2',
      okField: 'code',
      okValue: 'OK',
      idField: 'bizId',
      repeatsSafely,
    },
  };
}
