/**
 * Sign-in of enterprises: activation by the code of a letter, session, password, the people of one enterprise, and their
 * inbox. All addresses stand under `/api/enterprise`, where alone the cookie of an enterprise is sent.
 */
import { z } from 'zod';
import { anyone, enterpriseOnly, route } from './api.ts';
import { noticeRow, unreadCount } from './notice-api.ts';
import {
  addressCode,
  addressCodeSent,
  addressCodeTyped,
  addressWay,
  noticePreferences,
  noticePreferencesView,
} from './notice-channel-api.ts';
import { passwordProfiles } from './password-rules.ts';
import { actionId, instant, line, nothing, pageOf, pageQuery, requiredLine, uuid } from './schemas.ts';
import { lettersTyped } from './typed-letters.ts';

/** Never trimmed or normalised: what is typed is what is hashed. */
const password = z.string().min(1).max(256);
const creditCode = z
  .string()
  .max(40)
  .transform(lettersTyped)
  .refine((text) => /^[0-9A-Z]{18}$/.test(text), { message: 'enterprise.credit_code_invalid' });
/** Digits of a telephone number, as typed. */
const phone = z
  .string()
  .max(30)
  .transform((text) => text.normalize('NFKC').replaceAll(/[\s()+-]/g, ''))
  .refine((text) => /^\d{7,15}$/.test(text), { message: 'enterprise.phone_invalid' });
export const enterpriseCodeLength = 12;
const oneTimeCode = z
  .string()
  .max(40)
  .transform(lettersTyped)
  .refine((text) => /^[2-9A-HJKMNP-TV-Z]{12}$/.test(text), { message: 'enterprise.code_form_invalid' });

/** So many people of one enterprise may have an account. */
export const mostEnterprisePeople = 20;

const enterprisePerson = z.object({
  creditCode: z.string(),
  enterpriseName: z.string(),
  personName: z.string(),
  /** The password is outdated and must be changed before anything else. */
  mustChangePassword: z.boolean(),
  passwordProfile: z.enum(passwordProfiles),
});
export type EnterprisePerson = z.output<typeof enterprisePerson>;

/** `withdrawn`: by the office or by a colleague; the telephone number may be activated again by a new code. */
export const enterpriseAccountStates = ['active', 'locked', 'withdrawn'] as const;
export type EnterpriseAccountState = (typeof enterpriseAccountStates)[number];

const entering = {
  method: 'POST',
  params: nothing,
  query: nothing,
  transfer: 'json',
  policy: anyone,
  rate: 'signIn',
} as const;
const reading = {
  method: 'GET',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  policy: enterpriseOnly,
  audit: null,
  rate: 'read',
} as const;
const writing = {
  params: nothing,
  query: nothing,
  transfer: 'json',
  policy: enterpriseOnly,
  rate: 'write',
} as const;

export const enterpriseRoutes = {
  /** With the code of a letter: opens an account, or gives the account of this telephone number a new password. */
  activate: route({
    ...entering,
    id: 'enterprise.activate',
    path: '/api/enterprise/activation',
    body: z.object({ creditCode, code: oneTimeCode, personName: requiredLine(60), phone, password }).strict(),
    response: enterprisePerson,
    audit: 'enterprise.activated',
  }),
  signIn: route({
    ...entering,
    id: 'enterprise.signIn',
    path: '/api/enterprise/session',
    body: z.object({ creditCode, phone, password }).strict(),
    response: enterprisePerson,
    audit: 'enterprise.session_started',
  }),
  /** Who is signed in; null for nobody. */
  whoAmI: route({
    ...reading,
    id: 'enterprise.whoAmI',
    path: '/api/enterprise/session',
    response: z.object({ person: enterprisePerson.nullable() }),
    policy: anyone,
  }),
  signOut: route({
    ...writing,
    id: 'enterprise.signOut',
    method: 'DELETE',
    path: '/api/enterprise/session',
    body: z.object({ actionId }).strict(),
    response: nothing,
    audit: 'enterprise.session_ended',
  }),
  changePassword: route({
    ...writing,
    id: 'enterprise.changePassword',
    method: 'POST',
    path: '/api/enterprise/password',
    body: z.object({ current: password, next: password }).strict(),
    response: enterprisePerson,
    audit: 'enterprise.password_changed',
    rate: 'signIn',
  }),
  people: route({
    ...reading,
    id: 'enterprise.people',
    path: '/api/enterprise/people',
    response: z.object({
      rows: z.array(
        z.object({
          id: uuid,
          personName: z.string(),
          /** Its last four digits. */
          phoneTail: z.string(),
          state: z.enum(enterpriseAccountStates),
          lastSignInAt: instant.nullable(),
          /** The person that asks. */
          isOwn: z.boolean(),
        }),
      ),
    }),
  }),
  /** A code for a colleague, shown once. */
  invite: route({
    ...writing,
    id: 'enterprise.invite',
    method: 'POST',
    path: '/api/enterprise/people',
    body: z.object({ actionId }).strict(),
    response: z.object({ code: z.string(), expiresAt: instant }),
    audit: 'enterprise.code_issued',
  }),
  /** Ends a colleague's account. */
  removePerson: route({
    ...writing,
    id: 'enterprise.removePerson',
    method: 'DELETE',
    path: '/api/enterprise/people/:id',
    params: z.object({ id: uuid }).strict(),
    body: z.object({ actionId, reason: line(200) }).strict(),
    response: nothing,
    audit: 'enterprise.account_changed',
  }),
  notices: route({
    ...reading,
    id: 'enterprise.notices',
    path: '/api/enterprise/notices',
    query: pageQuery.extend({ state: z.enum(['unread', 'all']).default('all') }).strict(),
    response: pageOf(noticeRow),
  }),
  countNotices: route({
    ...reading,
    id: 'enterprise.countNotices',
    path: '/api/enterprise/notices/count',
    response: unreadCount,
  }),
  /** A mark of one's own, the same however often it is set. */
  markNotices: route({
    ...writing,
    id: 'enterprise.markNotices',
    method: 'POST',
    path: '/api/enterprise/notices/mark',
    body: z
      .object({
        /** Null marks all. */
        ids: z.array(uuid).min(1).max(200).nullable(),
        read: z.boolean(),
      })
      .strict(),
    response: unreadCount,
    audit: null,
  }),
  /** E-mail address and mobile number of the enterprise for notices, shared by its people. */
  preferences: route({
    ...reading,
    id: 'enterprisePreferences.show',
    path: '/api/enterprise/notice-preferences',
    response: noticePreferencesView,
  }),
  setPreferences: route({
    ...writing,
    id: 'enterprisePreferences.set',
    method: 'PUT',
    path: '/api/enterprise/notice-preferences',
    body: noticePreferences.extend({ actionId, version: z.number().int().min(0) }).strict(),
    response: noticePreferencesView,
    audit: 'noticePreferences.set',
  }),
  /** Sends a code to the saved address, so that it can be confirmed. */
  sendAddressCode: route({
    ...writing,
    id: 'enterpriseAddresses.sendCode',
    method: 'POST',
    path: '/api/enterprise/notice-preferences/codes',
    body: z.object({ actionId, way: addressWay }).strict(),
    response: addressCodeSent,
    audit: 'noticeAddress.code_sent',
  }),
  /** A wrong code is an answer, so that its try counts. */
  confirmAddress: route({
    ...writing,
    id: 'enterpriseAddresses.confirm',
    method: 'POST',
    path: '/api/enterprise/notice-preferences/confirmations',
    body: z.object({ actionId, way: addressWay, code: addressCode }).strict(),
    response: addressCodeTyped,
    audit: 'noticeAddress.code_typed',
  }),
};
