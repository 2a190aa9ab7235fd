/** Pages of the registers: objects, inspectors with teams and experts, declarations of interest, imports. */
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const title = (key: keyof typeof registerPageText.zh) => ({ catalogue: registerPageText, key });
const editors = ['legalOfficer', 'sectionOfficer'] as const;
const officers = [...editors, 'agencyHead', 'witness', 'auditor'] as const;
const group = 'registers';

export const registersPages: readonly OfficePage[] = [
  {
    id: 'objects',
    path: '/objects',
    title: title('objects'),
    group,
    menu: true,
    shortcut: true,
    roles: [...officers, 'inspector'],
    load: async () => (await import('./objects-page.tsx')).ObjectsPage,
  },
  {
    id: 'objects.new',
    path: '/objects/new',
    title: title('objectNew'),
    group,
    menu: false,
    parent: 'objects',
    roles: editors,
    load: async () => (await import('./object-form-page.tsx')).ObjectNewPage,
  },
  {
    id: 'objects.edit',
    path: '/objects/$id/edit',
    title: title('objectEdit'),
    group,
    menu: false,
    parent: 'objects',
    roles: editors,
    load: async () => (await import('./object-form-page.tsx')).ObjectEditPage,
  },
  {
    id: 'inspectors',
    path: '/inspectors',
    title: title('inspectors'),
    group,
    menu: true,
    shortcut: true,
    roles: officers,
    load: async () => (await import('./inspectors-page.tsx')).InspectorsPage,
  },
  {
    id: 'inspectors.new',
    path: '/inspectors/new',
    title: title('inspectorNew'),
    group,
    menu: false,
    parent: 'inspectors',
    roles: editors,
    load: async () => (await import('./inspector-form-page.tsx')).InspectorNewPage,
  },
  {
    id: 'inspectors.edit',
    path: '/inspectors/$id/edit',
    title: title('inspectorEdit'),
    group,
    menu: false,
    parent: 'inspectors',
    roles: editors,
    load: async () => (await import('./inspector-form-page.tsx')).InspectorEditPage,
  },
  {
    id: 'declarations',
    path: '/declarations',
    title: title('declarations'),
    group,
    menu: true,
    roles: [...officers, 'inspector'],
    load: async () => (await import('./declarations-page.tsx')).DeclarationsPage,
  },
  {
    id: 'imports',
    path: '/imports',
    title: { catalogue: importPageText, key: 'imports' },
    group,
    menu: true,
    shortcut: true,
    roles: editors,
    load: async () => (await import('./imports-page.tsx')).ImportsPage,
  },
  {
    id: 'imports.one',
    path: '/imports/$id',
    title: { catalogue: importPageText, key: 'importOne' },
    group,
    menu: false,
    parent: 'imports',
    roles: editors,
    load: async () => (await import('./import-page.tsx')).ImportPage,
  },
];
