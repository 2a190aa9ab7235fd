/**
 * What an agency sees of another one of its county on purpose (Z-03), and who sees which personal data (Z-04): reviewed lists.
 * A route that begins to show more fails the tests until somebody has written here that it should, and why.
 */
import type { Role } from '@mingcha/core/common/roles.ts';

export interface Shared {
  readonly roles: readonly Role[];
  readonly why: string;
  readonly routes: readonly string[];
}

const everybody: readonly Role[] = [
  'administrator',
  'securityAdministrator',
  'auditAdministrator',
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
];
/** Whoever works for an agency. */
export const business: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'];

/** Reads by the id of something that another agency of the county has. */
export const sharedReads: readonly Shared[] = [
  {
    roles: ['auditor'],
    why: 'audits the whole county, read-only; what is looked at is on record',
    routes: [
      'accountability.get',
      'accountability.paper',
      'audit.draw',
      'channels.download',
      'channels.record',
      'draws.bundle',
      'draws.get',
      'draws.preview',
      'draws.record',
      'draws.recordPaper',
      'draws.signedRecord',
      'draws.ticketStrip',
      'listings.get',
      'objections.get',
      'publications.get',
      'reports.paper',
      'reports.show',
      'supervision.paper',
      'supervision.show',
      'tasks.filing',
      'tasks.get',
      'tasks.inspections',
      'tasks.views',
    ],
  },
  {
    roles: ['witness'],
    why: 'witnesses draws of any agency of the county',
    routes: [
      'draws.bundle',
      'draws.get',
      'draws.preview',
      'draws.record',
      'draws.recordPaper',
      'draws.signedRecord',
      'draws.ticketStrip',
    ],
  },
  {
    roles: ['coordinator'],
    why: 'files plans and tasks of all agencies and answers for accountability across them; changes none of their records',
    routes: ['accountability.get', 'accountability.paper', 'tasks.filing'],
  },
  {
    roles: ['justiceOfficer'],
    why: 'compares certificates of all agencies',
    routes: ['personnelFeeds.get'],
  },
  {
    roles: [...business, 'witness', 'auditor', 'coordinator'],
    why: 'a published sheet is a form that agencies take over from each other',
    routes: ['sheetVersions.paper'],
  },
  { roles: everybody, why: 'the law is everybody’s', routes: ['statutes.show'] },
];

/** Writes by the id of something of another agency that get past the question whose it is. */
export const sharedWrites: readonly Omit<Shared, 'roles'>[] = [
  {
    why: 'the library of laws and policy documents is the county’s: whoever finds that one has ended says so, on record',
    routes: ['policyDocuments.end', 'statutes.end', 'statutes.save'],
  },
];

export interface PersonalData {
  /** Table, column and, within a document, member. */
  readonly value: string;
  readonly sealed: boolean;
  /** Reads of the bureau's own people that show it unmasked; everybody else sees nothing of it, or its last digits. */
  readonly seenBy: readonly Shared[];
}

const applicant = 'who objects stays with who decides: the page asks for it by a step of its own, on record';
const informant = 'who tips off is shown to handler and head only, on a page of its own (0040)';
const calls = 'whoever prepares or leads the visit calls the object’s contact beforehand';

/** Telephones, addresses and names of natural persons outside the office, and what inspectors gave of their own. */
export const personalData: readonly PersonalData[] = [
  { value: 'inspectors.phone_sealed', sealed: true, seenBy: [] },
  { value: 'enterprise_accounts.phone', sealed: true, seenBy: [] },
  ...['name', 'phone', 'address'].map((member) => ({
    value: `objection_applicants.sealed.${member}`,
    sealed: true,
    seenBy: [{ roles: [] as const, why: applicant, routes: [] }],
  })),
  ...['name', 'phone', 'address'].map((member) => ({
    value: `contact_persons.sealed.${member}`,
    sealed: true,
    seenBy: [{ roles: ['agencyHead'] as const, why: informant, routes: ['contacts.person'] }],
  })),
  ...['name', 'phone'].map((member) => ({
    value: `lecture_signups.contact.${member}`,
    sealed: true,
    seenBy: [],
  })),
  { value: 'rectification_reports.phone_sealed', sealed: true, seenBy: [] },
  { value: 'deliveries.reached_at_sealed', sealed: true, seenBy: [] },
  {
    value: 'inspections.object.contact',
    sealed: false,
    seenBy: [
      {
        roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
        why: calls,
        routes: ['tasks.inspections', 'tripSheets.get', 'notices.ofInspection', 'inspections.get'],
      },
      { roles: ['auditor'], why: 'audits the whole county, read-only', routes: ['tasks.inspections'] },
    ],
  },
];
