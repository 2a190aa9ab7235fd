/**
 * 工作台: the kinds of work that wait for somebody, who does them and which list each opens. A kind's count is always the
 * number of rows of its list. What waits is read from the records of the stages; nothing is entered here.
 */
import type { Role } from '../../common/roles.ts';

const bureau = ['legalOfficer', 'sectionOfficer', 'agencyHead'] as const;
const sections = ['legalOfficer', 'sectionOfficer'] as const;

interface Kind {
  readonly roles: readonly Role[];
  /** Page of the stage with exactly these rows; null: the workbench's own list of the kind. */
  readonly list: string | null;
}

/** In the order in which the workbench shows them: decisions, field work, results, publication, then the registers. */
export const todoKinds = {
  approvals: { roles: [...bureau, 'inspector'], list: '/approvals' },
  drawDecide: { roles: ['agencyHead', 'witness', 'legalOfficer'], list: null },
  followupDecide: { roles: ['agencyHead', 'legalOfficer'], list: '/followups?of=decide' },
  resultExtensions: { roles: ['agencyHead'], list: null },
  cancellations: { roles: ['agencyHead'], list: null },
  planApprove: { roles: ['agencyHead'], list: null },
  claim: { roles: ['inspector'], list: null },
  resultReturned: { roles: [...bureau, 'inspector'], list: null },
  resultEnter: { roles: [...bureau, 'inspector'], list: null },
  resultReview: { roles: sections, list: null },
  drawInvited: { roles: sections, list: null },
  drawCheck: { roles: sections, list: null },
  drawSeal: { roles: bureau, list: null },
  drawDraw: { roles: sections, list: null },
  drawVoid: { roles: bureau, list: null },
  drawRecord: { roles: sections, list: null },
  drawRelease: { roles: ['legalOfficer'], list: null },
  drawClose: { roles: sections, list: null },
  dispatch: { roles: bureau, list: null },
  prepared: { roles: ['legalOfficer'], list: '/tasks?state=prepared' },
  vacant: { roles: bureau, list: '/tasks?overdue=vacant' },
  silent: { roles: bureau, list: '/tasks?overdue=silent' },
  resultUnsigned: { roles: bureau, list: null },
  publicationLate: { roles: bureau, list: '/publications?of=late' },
  publicationSoon: { roles: bureau, list: '/publications?of=soon' },
  publicationDue: { roles: sections, list: '/publications?of=due' },
  publicationAsked: { roles: ['agencyHead'], list: '/publication-requests' },
  followupLate: { roles: bureau, list: '/followups?of=late' },
  followupPending: { roles: [...sections, 'inspector'], list: '/followups?of=pending' },
  followupRecheck: { roles: [...sections, 'inspector'], list: '/followups?of=recheck' },
  followupReceive: { roles: sections, list: '/followups?of=receive' },
  objections: { roles: bureau, list: null },
  contacts: { roles: bureau, list: null },
  ratingMatters: { roles: ['coordinator', 'witness'], list: null },
  ratingQuestions: { roles: ['agencyHead'], list: null },
  planProposals: { roles: ['legalOfficer'], list: null },
  planCollect: { roles: ['sectionOfficer'], list: null },
  planFile: { roles: ['legalOfficer', 'coordinator', 'justiceOfficer'], list: null },
  planPublish: { roles: ['legalOfficer'], list: null },
  planInvited: { roles: sections, list: null },
  planMerges: { roles: ['legalOfficer'], list: null },
  schemes: { roles: [...bureau, 'inspector', 'coordinator', 'justiceOfficer'], list: null },
  ruleBooks: { roles: bureau, list: null },
  imports: { roles: sections, list: null },
  differences: { roles: sections, list: '/reconciliation' },
  certificateExpired: { roles: bureau, list: '/inspectors/health?kind=expired' },
  certificate7: { roles: bureau, list: '/inspectors/health?kind=within7' },
  certificate30: { roles: bureau, list: '/inspectors/health?kind=within30' },
  certificate90: { roles: bureau, list: '/inspectors/health?kind=within90' },
  notDeclared: { roles: bureau, list: '/inspectors/health?kind=notDeclared' },
  recusals: { roles: bureau, list: null },
  personnelDifferences: { roles: ['legalOfficer'], list: '/personnel?tab=differences' },
  experts: { roles: sections, list: null },
  policies: { roles: ['legalOfficer'], list: null },
  calendarYear: { roles: ['administrator'], list: null },
  grants: { roles: ['securityAdministrator', 'auditAdministrator'], list: null },
  unusedAccounts: { roles: ['securityAdministrator'], list: '/accounts?state=unused' },
} as const satisfies Readonly<Record<string, Kind>>;

export type TodoKind = keyof typeof todoKinds;
export const todoKindNames = Object.keys(todoKinds) as readonly TodoKind[];

/** Kinds that wait for a person with these roles, in the order of the workbench. */
export function todoKindsOf(roles: readonly Role[]): readonly TodoKind[] {
  return todoKindNames.filter((kind) =>
    (todoKinds[kind].roles as readonly Role[]).some((role) => roles.includes(role)),
  );
}

/** Page that shows exactly the rows that a kind counts. */
export function listOfKind(kind: TodoKind): string {
  return todoKinds[kind].list ?? `/todo?kind=${kind}`;
}

/** Days ahead that count as "due soon" on first screens (临期). */
export const soonDays = 3;

/** Most quick entries that a person keeps (B2). */
export const mostQuickEntries = 8;

/** The one thing that a role does first: where its large button leads. The first role of the order that is held decides. */
export const nextActions = [
  { role: 'agencyHead', key: 'approve', to: '/approvals' },
  { role: 'legalOfficer', key: 'draw', to: '/draws/new' },
  { role: 'sectionOfficer', key: 'plan', to: '/plans' },
  { role: 'coordinator', key: 'board', to: '/board' },
  { role: 'justiceOfficer', key: 'plan', to: '/plans' },
  { role: 'inspector', key: 'visits', to: '/my-inspections' },
  { role: 'witness', key: 'witness', to: '/draws' },
  { role: 'auditor', key: 'exceptions', to: '/audit' },
  { role: 'administrator', key: 'accounts', to: '/accounts' },
  { role: 'securityAdministrator', key: 'grants', to: '/account-grants' },
  { role: 'auditAdministrator', key: 'ledger', to: '/ledger/checkpoints?verify=now' },
] as const satisfies readonly { readonly role: Role; readonly key: string; readonly to: string }[];

export type NextAction = (typeof nextActions)[number];

export function nextActionOf(roles: readonly Role[]): NextAction | null {
  return nextActions.find((action) => roles.includes(action.role)) ?? null;
}
