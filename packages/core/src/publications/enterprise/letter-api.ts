/** Routes of the office for enterprises: letters with one-time codes, the accounts they opened, requests for correction. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { enterpriseAccountStates } from '../../common/enterprise-api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { correctionChange, correctionStates } from './centre-api.ts';

const byId = z.object({ id: uuid });
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead');
const officers = only('legalOfficer', 'sectionOfficer');
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

/** A letter with a new code, shown once; open codes of this agency for the enterprise end. */
export const issueLetter = route({
  ...writing,
  id: 'enterpriseLetters.issue',
  path: '/api/enterprise-letters',
  params: nothing,
  body: z.object({
    actionId,
    /** Null: the object of the inspection. */
    objectId: uuid.nullable(),
    /** The inspection whose notice it goes with. */
    inspectionId: uuid.nullable(),
  }),
  response: z.object({ id: uuid, code: z.string(), expiresAt: instant }),
  policy: officers,
  audit: 'enterprise.code_issued',
});

/** The letter as a paper; only whoever still has its code can print it. */
export const printLetter = route({
  ...writing,
  id: 'enterpriseLetters.print',
  path: '/api/enterprise-letters/:id/paper',
  params: byId,
  body: z.object({ code: line(20) }),
  transfer: 'file',
  response: z.unknown(),
  policy: officers,
  audit: null,
});

/** The agency's notice of the inspection with the code on it; only whoever still has the code can print it. */
export const printNoticeCode = route({
  ...writing,
  id: 'enterpriseLetters.printNotice',
  path: '/api/enterprise-letters/:id/notice',
  params: byId,
  body: z.object({ code: line(20), format: z.enum(['pdf', 'docx']) }),
  transfer: 'file',
  response: z.unknown(),
  policy: officers,
  audit: null,
});

/** How a printed letter left the house: handed over, with the delivered notice, by post. */
export const letterWays = ['withNotice', 'inPerson', 'post'] as const;
export type LetterWay = (typeof letterWays)[number];

/** Records that the printed letter went out: proof of notice in the log of sending. Once; a wrong entry ends with a new letter. */
export const markLetterSent = route({
  ...writing,
  id: 'enterpriseLetters.markSent',
  path: '/api/enterprise-letters/:id/sending',
  params: byId,
  body: z.object({
    actionId,
    way: z.enum(letterWays),
    sentOn: plainDate,
    /** Who took it. */
    to: line(60),
    /** Of the carrier. */
    number: line(60),
  }),
  response: z.object({ id: uuid }),
  policy: officers,
  audit: 'enterprise.letter_sent',
});

export const letterStates = ['open', 'used', 'ended', 'expired'] as const;

export const listAccess = route({
  ...reading,
  id: 'enterpriseAccounts.list',
  path: '/api/objects/:id/enterprise-access',
  params: byId,
  query: nothing,
  response: z.object({
    /** Null: without a credit code nobody can sign in. */
    creditCode: z.string().nullable(),
    people: z.array(
      z.object({
        id: uuid,
        personName: z.string(),
        phoneTail: z.string(),
        state: z.enum(enterpriseAccountStates),
        stateReason: z.string(),
        lastSignInAt: instant.nullable(),
        version: z.number().int(),
      }),
    ),
    /** Accounts for which bureaus of other jurisdictions answer. */
    elsewhere: z.number().int(),
    letters: z.array(
      z.object({
        id: uuid,
        state: z.enum(letterStates),
        issuedName: z.string(),
        issuedAt: instant,
        expiresAt: instant,
        /** Null until somebody recorded how it left. */
        sent: z
          .object({
            way: z.enum(letterWays),
            on: plainDate,
            to: z.string(),
            number: z.string(),
            by: z.string(),
          })
          .nullable(),
        mayMark: z.boolean(),
      }),
    ),
  }),
  policy: readers,
});
export type EnterpriseAccess = z.output<typeof listAccess.response>;

/** Locks, opens again or withdraws an account. */
export const changeAccount = route({
  ...writing,
  id: 'enterpriseAccounts.change',
  path: '/api/enterprise-accounts/:id/state',
  params: byId,
  body: z.object({
    actionId,
    version: z.number().int().min(0),
    state: z.enum(enterpriseAccountStates),
    reason: requiredLine(200),
  }),
  response: z.object({ id: uuid, version: z.number().int() }),
  policy: only('legalOfficer'),
  audit: 'enterprise.account_changed',
});

const correctionRow = z.object({
  id: uuid,
  state: z.enum(correctionStates),
  version: z.number().int(),
  objectId: uuid,
  objectName: z.string(),
  creditCode: z.string(),
  changes: z.array(correctionChange),
  note: z.string(),
  answer: z.string(),
  createdAt: instant,
  decidedName: z.string(),
  decidedAt: instant.nullable(),
});
export type CorrectionRow = z.output<typeof correctionRow>;

/** 更正申请: what enterprises say is wrong about them in this agency's directory. */
export const listCorrections = route({
  ...reading,
  id: 'enterpriseCorrections.list',
  path: '/api/enterprise-corrections',
  params: nothing,
  query: pageQuery.extend({ of: z.enum(['open', 'done']).default('open') }),
  response: pageOf(correctionRow),
  policy: readers,
});

/** Accepting changes the directory in the same step. */
export const decideCorrection = route({
  ...writing,
  id: 'enterpriseCorrections.decide',
  path: '/api/enterprise-corrections/:id/decision',
  params: byId,
  body: z.object({
    actionId,
    version: z.number().int().min(0),
    accepted: z.boolean(),
    /** What the enterprise is told; needed for a refusal. */
    answer: paragraph(500),
  }),
  response: z.object({ id: uuid, state: z.enum(correctionStates) }),
  policy: officers,
  audit: 'correction.decided',
});
