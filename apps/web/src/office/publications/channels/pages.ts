/** Pages of publication channels. */
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;
const title = { catalogue: channelPageText, key: 'listTitle' } as const;

export const channelPages: readonly OfficePage[] = [
  {
    id: 'channels',
    path: '/publication-channels',
    title,
    group: 'publications',
    menu: true,
    roles: [...readers, 'administrator'],
    load: async () => (await import('./channels-page.tsx')).ChannelsPage,
  },
  {
    id: 'channels.one',
    path: '/publication-channels/$kind',
    title: { catalogue: channelPageText, key: 'line' },
    group: 'publications',
    menu: false,
    parent: 'channels',
    roles: readers,
    load: async () => (await import('./channel-page.tsx')).ChannelPage,
  },
];
