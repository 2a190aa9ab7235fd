/** Pages of complaints, tips and calls. */
import { contactPageText } from '@mingcha/core/publications/contacts/contact-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const officers = ['legalOfficer', 'sectionOfficer', 'agencyHead'] as const;

export const contactPages: readonly OfficePage[] = [
  {
    id: 'contacts',
    path: '/contacts',
    title: { catalogue: contactPageText, key: 'listTitle' },
    group: 'publications',
    menu: true,
    roles: officers,
    load: async () => (await import('./contacts-page.tsx')).ContactsPage,
  },
  {
    id: 'contacts.enter',
    path: '/contacts/new',
    title: { catalogue: contactPageText, key: 'enterTitle' },
    group: 'publications',
    menu: false,
    parent: 'contacts',
    roles: officers,
    load: async () => (await import('./enter-page.tsx')).EnterContactPage,
  },
  {
    id: 'contacts.one',
    path: '/contacts/$id',
    title: { catalogue: contactPageText, key: 'pageTitle' },
    group: 'publications',
    menu: false,
    parent: 'contacts',
    roles: officers,
    load: async () => (await import('./contact-page.tsx')).ContactPage,
  },
];
