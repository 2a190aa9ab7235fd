/** Pages of the hand-over. */
import { handoverRoles } from '@mingcha/core/oversight/handover/handover.ts';
import { handoverText } from '@mingcha/core/oversight/handover/handover-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const handoverPages: readonly OfficePage[] = [
  {
    id: 'handovers',
    path: '/handovers',
    title: { catalogue: handoverText, key: 'title' },
    group: 'own',
    menu: true,
    roles: handoverRoles,
    load: async () => (await import('./handovers-page.tsx')).HandoversPage,
  },
  {
    id: 'handovers.one',
    path: '/handovers/$id',
    title: { catalogue: handoverText, key: 'list' },
    group: 'own',
    menu: false,
    parent: 'handovers',
    roles: handoverRoles,
    load: async () => (await import('./handover-page.tsx')).HandoverPage,
  },
];
