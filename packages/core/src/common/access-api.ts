/** Signing in and out, one's own sessions and password, the accounts of one's agency, and who works where. */
import { z } from 'zod';
import { anyone, only, route, signedIn } from './api.ts';
import { passwordProfiles } from './password-rules.ts';
import { administratorRoles, grantableRoles, roles } from './roles.ts';
import { actionId, instant, line, nothing, pageOf, pageQuery, requiredLine, uuid } from './schemas.ts';

const byId = z.object({ id: uuid }).strict();
/** Never trimmed or normalised: what is typed is what is hashed. */
const password = z.string().min(1).max(256);
export const signInName = z
  .string()
  .max(64)
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .refine((text) => /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u.test(text), {
    message: 'access.sign_in_name_form',
  });

export const person = z.object({
  accountId: uuid,
  personName: z.string(),
  roles: z.array(z.enum(roles)),
  jurisdiction: z.object({ id: uuid, name: z.string(), divisionCode: z.string() }),
  agency: z.object({ id: uuid, name: z.string(), shortName: z.string() }),
  section: z.object({ id: uuid, name: z.string() }).nullable(),
  /** Of the agency that hosts the installation: may serve other jurisdictions; `jurisdiction` is the one served now. */
  host: z.boolean(),
  /** The one-time or outdated password must be changed before anything else. */
  mustChangePassword: z.boolean(),
  passwordProfile: z.enum(passwordProfiles),
});
export type Person = z.output<typeof person>;

export const sessionRow = z.object({
  id: uuid,
  createdAt: instant,
  seenAt: instant,
  source: z.string(),
  device: z.string(),
  /** The session that asks. */
  current: z.boolean(),
});

/** `waiting`: not yet confirmed by the security administrator. */
export const accountStatuses = ['waiting', 'active', 'disabled'] as const;
export type AccountStatus = (typeof accountStatuses)[number];
/** What waits for the second person: a new account, more roles, or a new password of one of the three administrators. */
export const grantKinds = ['account', 'roles', 'password'] as const;
export type GrantKind = (typeof grantKinds)[number];
export const grantStates = ['waiting', 'approved', 'refused'] as const;
export type GrantState = (typeof grantStates)[number];

export const grant = z.object({
  id: uuid,
  kind: z.enum(grantKinds),
  before: z.array(z.enum(roles)),
  after: z.array(z.enum(roles)),
  askedBy: z.string(),
  askedAt: instant,
  reason: z.string(),
});

export const accountRow = z.object({
  id: uuid,
  signInName: z.string(),
  personName: z.string(),
  status: z.enum(accountStatuses),
  agencyId: uuid,
  agencyName: z.string(),
  sectionId: uuid.nullable(),
  sectionName: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  createdAt: instant,
  /** Null when the account never signed in. */
  lastSignInAt: instant.nullable(),
  /** Waiting for the change of a one-time password. */
  mustChangePassword: z.boolean(),
  /** What a second person has still to decide. */
  pending: grant.nullable(),
});
export type AccountRow = z.output<typeof accountRow>;

/** An account that nobody has used for so many days is shown to the security administrator. */
export const unusedDays = 90;
const roleList = z
  .array(z.enum(grantableRoles))
  .max(grantableRoles.length)
  .refine((list) => new Set(list).size === list.length, { message: 'access.role_twice' });
/** Shown once. The account must change it at its first sign-in; it expires after 24 hours. */
const oneTimePassword = z.object({ id: uuid, oneTimePassword: z.string(), expiresAt: instant });

export const accessRoutes = {
  signIn: route({
    id: 'session.start',
    method: 'POST',
    path: '/api/session',
    params: nothing,
    query: nothing,
    body: z.object({ signInName: z.string().min(1).max(64), password }).strict(),
    transfer: 'json',
    response: person,
    policy: anyone,
    audit: 'session.started',
    rate: 'signIn',
  }),
  /** Who is signed in; null for nobody. */
  whoAmI: route({
    id: 'session.show',
    method: 'GET',
    path: '/api/session',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ person: person.nullable() }),
    policy: anyone,
    audit: null,
    rate: 'read',
  }),
  signOut: route({
    id: 'session.end',
    method: 'DELETE',
    path: '/api/session',
    params: nothing,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: nothing,
    policy: signedIn,
    audit: 'session.ended',
    rate: 'write',
  }),
  listSessions: route({
    id: 'sessions.list',
    method: 'GET',
    path: '/api/sessions',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ rows: z.array(sessionRow) }),
    policy: signedIn,
    audit: null,
    rate: 'read',
  }),
  endSession: route({
    id: 'sessions.end',
    method: 'DELETE',
    path: '/api/sessions/:id',
    params: byId,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: nothing,
    policy: signedIn,
    audit: 'session.ended',
    rate: 'write',
  }),
  changePassword: route({
    id: 'password.change',
    method: 'POST',
    path: '/api/password',
    params: nothing,
    query: nothing,
    body: z.object({ current: password, next: password }).strict(),
    transfer: 'json',
    response: person,
    policy: signedIn,
    audit: 'password.changed',
    rate: 'signIn',
  }),
  listAgencies: route({
    id: 'agencies.list',
    method: 'GET',
    path: '/api/agencies',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({
      rows: z.array(
        z.object({
          id: uuid,
          parentId: uuid.nullable(),
          name: z.string(),
          shortName: z.string(),
          level: z.string(),
          kind: z.string(),
          divisionCode: z.string(),
          phone: z.string(),
          complaintPhone: z.string(),
          email: z.string(),
          sections: z.array(z.object({ id: uuid, name: z.string() })),
        }),
      ),
    }),
    policy: signedIn,
    audit: null,
    rate: 'read',
  }),
  listAccounts: route({
    id: 'accounts.list',
    method: 'GET',
    path: '/api/accounts',
    params: nothing,
    query: pageQuery
      .extend({
        name: line(40).optional(),
        state: z.enum(['waiting', 'active', 'disabled', 'unused']).optional(),
      })
      .strict(),
    body: nothing,
    transfer: 'json',
    response: pageOf(accountRow),
    policy: only(...administratorRoles, 'auditor'),
    audit: null,
    rate: 'read',
  }),
  createAccount: route({
    id: 'accounts.create',
    method: 'POST',
    path: '/api/accounts',
    params: nothing,
    query: nothing,
    body: z
      .object({
        actionId,
        signInName,
        personName: requiredLine(40),
        agencyId: uuid,
        sectionId: uuid.nullable(),
        roles: roleList,
      })
      .strict(),
    transfer: 'json',
    response: oneTimePassword,
    policy: only('administrator'),
    audit: 'account.created',
    rate: 'write',
  }),
  /** Fewer roles are set at once; more wait for the security administrator. */
  setRoles: route({
    id: 'accounts.set_roles',
    method: 'PUT',
    path: '/api/accounts/:id/roles',
    params: byId,
    query: nothing,
    body: z.object({ actionId, roles: roleList, reason: line(200).default('') }).strict(),
    transfer: 'json',
    response: accountRow,
    policy: only('administrator'),
    audit: 'account.roles_asked',
    rate: 'write',
  }),
  setStatus: route({
    id: 'accounts.set_status',
    method: 'PUT',
    path: '/api/accounts/:id/status',
    params: byId,
    query: nothing,
    body: z.object({ actionId, status: z.enum(['active', 'disabled']), reason: requiredLine(200) }).strict(),
    transfer: 'json',
    response: accountRow,
    policy: only('administrator', 'securityAdministrator'),
    audit: 'account.status_set',
    rate: 'write',
  }),
  /** `waiting`: that of an administrator takes effect when a second one approves. */
  resetPassword: route({
    id: 'accounts.reset_password',
    method: 'POST',
    path: '/api/accounts/:id/password',
    params: byId,
    query: nothing,
    body: z.object({ actionId, reason: requiredLine(200) }).strict(),
    transfer: 'json',
    response: oneTimePassword.extend({ waiting: z.boolean() }),
    policy: only('administrator', 'securityAdministrator'),
    audit: 'account.password_reset',
    rate: 'write',
  }),
};
