/** What the stages show on the workbench, in the order of the procedure. */
import type { WorkbenchPart } from './shell/page-list.ts';

export const workbenchParts: readonly WorkbenchPart[] = [
  // What a leader opens first.
  {
    id: 'approvals',
    roles: ['agencyHead', 'legalOfficer', 'sectionOfficer', 'inspector'],
    load: async () => (await import('./tasks/preparation/approvals-todo.tsx')).ApprovalsTodo,
  },
  {
    id: 'registers',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./registers/register-todo.tsx')).RegisterTodo,
  },
  {
    id: 'inspectors',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
    load: async () => (await import('./registers/inspectors/inspector-todo.tsx')).InspectorTodo,
  },
  {
    id: 'rules',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'administrator'],
    load: async () => (await import('./registers/rules/rules-todo.tsx')).RulesTodo,
  },
  {
    id: 'schemes',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'coordinator', 'justiceOfficer'],
    load: async () => (await import('./registers/organisation/scheme-todo.tsx')).SchemeTodo,
  },
  {
    id: 'plans',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'justiceOfficer'],
    load: async () => (await import('./plans/todo-part.tsx')).PlansTodo,
  },
  {
    id: 'draws',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
    load: async () => (await import('./draws/todo-part.tsx')).TodoPart,
  },
  {
    id: 'tasks',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'],
    load: async () => (await import('./tasks/todo-part.tsx')).TasksTodo,
  },
  {
    id: 'results',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'],
    load: async () => (await import('./inspections/todo-part.tsx')).ResultsTodo,
  },
  {
    id: 'followups',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'],
    load: async () => (await import('./followups/todo-part.tsx')).FollowupsTodo,
  },
  {
    id: 'publications',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
    load: async () => (await import('./publications/todo-part.tsx')).PublicationsTodo,
  },
  {
    id: 'grants',
    roles: ['securityAdministrator'],
    load: async () => (await import('./system/grant-part.tsx')).GrantPart,
  },
  {
    id: 'ledger',
    roles: ['auditAdministrator', 'auditor', 'witness'],
    load: async () => (await import('./system/ledger-part.tsx')).LedgerPart,
  },
];
