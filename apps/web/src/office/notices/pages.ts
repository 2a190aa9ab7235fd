/** Pages of notices: one's own inbox and settings, and the administrator's channels with their log. */
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { administratorRoles } from '@mingcha/core/common/roles.ts';
import type { OfficePage } from '../shell/page-list.ts';

const title = (key: keyof typeof noticePageText.zh) => ({ catalogue: noticePageText, key });

export const noticePages: readonly OfficePage[] = [
  {
    id: 'me.notices',
    path: '/me/notices',
    title: title('inbox'),
    group: 'own',
    menu: true,
    roles: 'all',
    load: async () => (await import('./inbox-page.tsx')).InboxPage,
  },
  {
    id: 'me.noticeSettings',
    path: '/me/notice-settings',
    title: title('settings'),
    group: 'own',
    menu: false,
    parent: 'me.notices',
    roles: 'all',
    load: async () => (await import('./settings-page.tsx')).NoticeSettingsPage,
  },
  {
    id: 'noticeChannels',
    path: '/notice-channels',
    title: title('channels'),
    group: 'system',
    menu: true,
    shortcut: true,
    roles: [...administratorRoles, 'auditor'],
    load: async () => (await import('./channels-page.tsx')).ChannelsPage,
  },
  {
    id: 'noticeChannels.log',
    path: '/notice-messages',
    title: title('log'),
    group: 'system',
    menu: false,
    parent: 'noticeChannels',
    roles: [...administratorRoles, 'auditor'],
    load: async () => (await import('./log-page.tsx')).DeliveryLogPage,
  },
];
