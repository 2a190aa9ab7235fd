/** Pages of organisations over time, posts, task forces and yearly schemes. */
import { assistingPageText } from '@mingcha/core/registers/organisation/assisting-body-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof organisationPageText.zh) => ({ catalogue: organisationPageText, key });
const schemeTitle = (key: keyof typeof schemePageText.zh) => ({ catalogue: schemePageText, key });
const officers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor'] as const;
const readers = [...officers, 'coordinator', 'justiceOfficer'] as const;

export const organisationPages: readonly OfficePage[] = [
  {
    id: 'schemes',
    path: '/schemes',
    title: schemeTitle('schemes'),
    group: 'plans',
    menu: true,
    roles: readers,
    load: async () => (await import('./schemes-page.tsx')).SchemesPage,
  },
  {
    id: 'schemes.show',
    path: '/schemes/$id',
    title: schemeTitle('scheme'),
    group: 'plans',
    menu: false,
    parent: 'schemes',
    roles: readers,
    load: async () => (await import('./scheme-page.tsx')).SchemePage,
  },
  {
    id: 'schemes.edit',
    path: '/schemes/$id/edit',
    title: schemeTitle('schemeEdit'),
    group: 'plans',
    menu: false,
    parent: 'schemes',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./scheme-form-page.tsx')).SchemeEditPage,
  },
  {
    id: 'bodies',
    path: '/bodies',
    title: title('bodies'),
    group: 'plans',
    menu: true,
    roles: readers,
    load: async () => (await import('./bodies-page.tsx')).BodiesPage,
  },
  {
    id: 'bodies.show',
    path: '/bodies/$id',
    title: title('members'),
    group: 'plans',
    menu: false,
    parent: 'bodies',
    roles: readers,
    load: async () => (await import('./body-page.tsx')).BodyPage,
  },
  {
    id: 'assistingBodies',
    path: '/assisting-bodies',
    title: { catalogue: assistingPageText, key: 'title' },
    group: 'plans',
    menu: true,
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'],
    load: async () => (await import('./assisting-bodies-page.tsx')).AssistingBodiesPage,
  },
  {
    id: 'posts',
    path: '/posts',
    title: title('posts'),
    group: 'standards',
    menu: true,
    roles: readers,
    load: async () => (await import('./posts-page.tsx')).PostsPage,
  },
  {
    id: 'organisation',
    path: '/organisation',
    title: title('organisation'),
    group: 'system',
    menu: true,
    roles: ['administrator', 'legalOfficer', 'agencyHead', 'auditor', 'coordinator'],
    load: async () => (await import('./organisation-page.tsx')).OrganisationPage,
  },
  {
    id: 'organisation.show',
    path: '/organisation/$id',
    title: title('profile'),
    group: 'system',
    menu: false,
    parent: 'organisation',
    roles: ['administrator', 'legalOfficer', 'agencyHead', 'auditor', 'coordinator'],
    load: async () => (await import('./agency-history-page.tsx')).AgencyHistoryPage,
  },
];
