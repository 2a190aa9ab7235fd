/**
 * What one administrator asks and another decides (三员分立): new accounts, roles, passwords of administrators; and
 * what the security administrator watches and ends: locks, sessions, refused sign-ins.
 */
import { z } from 'zod';
import { accountRow, grant, grantStates } from './access-api.ts';
import { only, route } from './api.ts';
import { passwordProfiles } from './password-rules.ts';
import { administratorRoles } from './roles.ts';
import { actionId, instant, line, nothing, pageOf, pageQuery, requiredLine, uuid } from './schemas.ts';

const byId = z.object({ id: uuid }).strict();

export const grantRow = grant.extend({
  state: z.enum(grantStates),
  account: z.object({
    id: uuid,
    personName: z.string(),
    signInName: z.string(),
    agencyName: z.string(),
    sectionName: z.string().nullable(),
  }),
  /** The signed-in person may decide it: not the one who asked, nor the one whom it concerns. */
  decidable: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
});
export type GrantRow = z.output<typeof grantRow>;

const refusedSignIn = z.object({
  seq: z.number().int(),
  at: instant,
  accountId: uuid,
  personName: z.string(),
  signInName: z.string(),
  /** Address from which it was tried. */
  source: z.string(),
});
export type RefusedSignIn = z.output<typeof refusedSignIn>;

const policyView = z.object({
  profile: z.enum(passwordProfiles),
  /** By the security administrator; otherwise it is that of the installation's settings. */
  chosen: z.boolean(),
  /** The operator gave a list of breached passwords. */
  breachedList: z.boolean(),
});

export const grantRoutes = {
  passwordPolicy: route({
    id: 'passwordPolicy.show',
    method: 'GET',
    path: '/api/password-policy',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: policyView,
    policy: only(...administratorRoles, 'auditor'),
    audit: null,
    rate: 'read',
  }),
  setPasswordPolicy: route({
    id: 'passwordPolicy.set',
    method: 'PUT',
    path: '/api/password-policy',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, profile: z.enum(passwordProfiles), reason: requiredLine(200) }).strict(),
    transfer: 'json',
    response: policyView,
    policy: only('securityAdministrator'),
    audit: 'password.policy_set',
    rate: 'write',
  }),
  listGrants: route({
    id: 'grants.list',
    method: 'GET',
    path: '/api/account-grants',
    params: nothing,
    query: pageQuery.extend({ state: z.enum(['waiting', 'decided']).default('waiting') }).strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(grantRow),
    policy: only(...administratorRoles, 'auditor'),
    audit: null,
    rate: 'read',
  }),
  /**
   * Somebody else than who asked decides: the security administrator; the audit administrator where the security
   * administrator's own password is concerned.
   */
  decideGrant: route({
    id: 'grants.decide',
    method: 'POST',
    path: '/api/account-grants/:id/decision',
    params: byId,
    query: nothing,
    body: z
      .object({ actionId, decision: z.enum(['approved', 'refused']), reason: line(200).default('') })
      .strict()
      .refine((body) => body.decision === 'approved' || body.reason !== '', {
        message: 'text.required',
        path: ['reason'],
      }),
    transfer: 'json',
    response: z.object({ id: uuid, state: z.enum(grantStates) }),
    policy: only('securityAdministrator', 'auditAdministrator'),
    audit: 'account.grant_decided',
    rate: 'write',
  }),
  /** Lets somebody who mistyped too often try again at once. */
  unlock: route({
    id: 'accounts.unlock',
    method: 'POST',
    path: '/api/accounts/:id/unlock',
    params: byId,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: accountRow,
    policy: only('securityAdministrator'),
    audit: 'account.unlocked',
    rate: 'write',
  }),
  endSessionsOf: route({
    id: 'accounts.end_sessions',
    method: 'DELETE',
    path: '/api/accounts/:id/sessions',
    params: byId,
    query: nothing,
    body: z.object({ actionId, reason: requiredLine(200) }).strict(),
    transfer: 'json',
    response: accountRow,
    policy: only('securityAdministrator'),
    audit: 'account.sessions_ended',
    rate: 'write',
  }),
  /** Refused sign-ins of known accounts, latest first. */
  refusedSignIns: route({
    id: 'accounts.refused_sign_ins',
    method: 'GET',
    path: '/api/refused-sign-ins',
    params: nothing,
    query: pageQuery.strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(refusedSignIn),
    policy: only('securityAdministrator', 'auditAdministrator', 'auditor'),
    audit: null,
    rate: 'read',
  }),
};
