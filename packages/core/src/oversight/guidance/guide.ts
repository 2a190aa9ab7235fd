/**
 * The first day of each role as a checklist: what to do, on which page, in which order. Steps that leave a record are
 * ticked by that record; the others by the person. It is kept per person and can be put away.
 */
import type { Role } from '../../common/roles.ts';

interface Step {
  readonly roles: readonly Role[] | 'all';
  readonly to: string;
  /** The tick comes from a record and cannot be set by hand. */
  readonly byRecord: boolean;
}

const steps = {
  notices: { roles: 'all', to: '/me/notice-settings', byRecord: false },
  practice: { roles: 'all', to: '/help#practice', byRecord: false },
  ruleBook: { roles: ['legalOfficer'], to: '/rule-books', byRecord: true },
  objects: { roles: ['legalOfficer', 'sectionOfficer'], to: '/objects', byRecord: true },
  inspectors: { roles: ['legalOfficer'], to: '/inspectors', byRecord: true },
  itemList: { roles: ['legalOfficer', 'sectionOfficer'], to: '/item-lists', byRecord: true },
  sheet: { roles: ['sectionOfficer'], to: '/sheets', byRecord: true },
  proposal: { roles: ['sectionOfficer'], to: '/plans', byRecord: true },
  plan: { roles: ['legalOfficer'], to: '/plans', byRecord: true },
  draw: { roles: ['legalOfficer'], to: '/draws/new', byRecord: true },
  dispatch: { roles: ['legalOfficer'], to: '/tasks', byRecord: true },
  review: { roles: ['sectionOfficer'], to: '/inspections', byRecord: true },
  publish: { roles: ['legalOfficer'], to: '/publications', byRecord: true },
  delegation: { roles: ['agencyHead'], to: '/delegations', byRecord: true },
  approve: { roles: ['agencyHead'], to: '/approvals', byRecord: true },
  board: { roles: ['agencyHead', 'coordinator'], to: '/board', byRecord: false },
  responsibility: { roles: ['agencyHead', 'auditor'], to: '/responsibilities', byRecord: false },
  certificate: { roles: ['inspector'], to: '/my-inspections', byRecord: true },
  declaration: { roles: ['inspector'], to: '/declarations', byRecord: true },
  device: { roles: ['inspector'], to: '/field-devices', byRecord: true },
  claim: { roles: ['inspector'], to: '/my-inspections', byRecord: true },
  filePlan: { roles: ['coordinator', 'justiceOfficer'], to: '/plans', byRecord: true },
  personnel: { roles: ['justiceOfficer'], to: '/personnel', byRecord: true },
  scheme: { roles: ['coordinator'], to: '/schemes', byRecord: false },
  watchDraw: { roles: ['witness'], to: '/draws', byRecord: false },
  checkpoints: {
    roles: ['auditor', 'auditAdministrator', 'witness'],
    to: '/ledger/checkpoints',
    byRecord: false,
  },
  ledger: { roles: ['auditor', 'auditAdministrator'], to: '/ledger', byRecord: false },
  agencies: { roles: ['administrator'], to: '/agencies', byRecord: true },
  accounts: { roles: ['administrator'], to: '/accounts', byRecord: true },
  calendar: { roles: ['administrator'], to: '/calendar', byRecord: true },
  channels: { roles: ['administrator'], to: '/notice-channels', byRecord: false },
  grant: { roles: ['securityAdministrator'], to: '/account-grants', byRecord: true },
  signIns: { roles: ['securityAdministrator'], to: '/refused-sign-ins', byRecord: false },
} as const satisfies Readonly<Record<string, Step>>;

export type GuideStep = keyof typeof steps;
export const guideSteps = Object.keys(steps) as [GuideStep, ...GuideStep[]];

export interface GuideLine {
  readonly key: GuideStep;
  readonly to: string;
  readonly byRecord: boolean;
}

/** The checklist of a person with these roles. */
export function guideOf(roles: readonly Role[]): readonly GuideLine[] {
  return guideSteps
    .filter((key) => {
      const of: readonly Role[] | 'all' = steps[key].roles;
      return of === 'all' || of.some((role) => roles.includes(role));
    })
    .map((key) => ({ key, to: steps[key].to, byRecord: steps[key].byRecord }));
}

/** Steps that a person may tick: those that leave no record. */
export function mayTick(step: GuideStep): boolean {
  return !steps[step].byRecord;
}
