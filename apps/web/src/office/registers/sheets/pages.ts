/** Pages of the check sheets. */
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof sheetText.zh) => ({ catalogue: sheetText, key });
const editors = ['legalOfficer', 'sectionOfficer'] as const;
const readers = [...editors, 'agencyHead', 'inspector', 'witness', 'auditor', 'coordinator'] as const;
const group = 'standards';

export const sheetPages: readonly OfficePage[] = [
  {
    id: 'sheets',
    path: '/sheets',
    title: title('sheets'),
    group,
    menu: true,
    roles: readers,
    load: async () => (await import('./sheets-page.tsx')).SheetsPage,
  },
  {
    id: 'sheets.joint',
    path: '/sheets/joint',
    title: title('jointSheet'),
    group,
    menu: false,
    parent: 'sheets',
    roles: readers,
    load: async () => (await import('./joint-sheet-page.tsx')).JointSheetPage,
  },
  {
    id: 'sheets.one',
    path: '/sheets/$id',
    title: title('sheet'),
    group,
    menu: false,
    parent: 'sheets',
    roles: readers,
    load: async () => (await import('./sheet-page.tsx')).SheetPage,
  },
  {
    id: 'sheets.edit',
    path: '/sheets/$id/edit',
    title: title('sheetEdit'),
    group,
    menu: false,
    parent: 'sheets',
    roles: editors,
    load: async () => (await import('./sheet-edit-page.tsx')).SheetEditPage,
  },
];
