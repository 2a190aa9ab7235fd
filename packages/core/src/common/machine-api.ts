/** Routes of clients of other systems: named, of one agency, with a key that is shown once, ends on a day and is revocable. */
import { z } from 'zod';
import { only, route } from './api.ts';
import { machineScopes } from './machine.ts';
import { actionId, instant, nothing, plainDate, requiredLine, uuid } from './schemas.ts';

const machineClient = z.object({
  id: uuid,
  name: z.string(),
  agencyName: z.string(),
  contact: z.string(),
  /** First signs of the key. */
  hint: z.string(),
  scopes: z.array(z.enum(machineScopes)),
  expiresOn: plainDate,
  createdName: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  /** `waiting`: a second administrator has not confirmed it, so the key opens nothing. */
  state: z.enum(['waiting', 'active', 'expired', 'revoked']),
  /** Null until confirmed, and of keys that are older than the rule. */
  confirmedName: z.string().nullable(),
  /** Whoever made the key does not confirm it. */
  isOwn: z.boolean(),
});
export type MachineClient = z.output<typeof machineClient>;

export const machineRoutes = {
  list: route({
    id: 'machines.list',
    method: 'GET',
    path: '/api/machine-clients',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ rows: z.array(machineClient) }),
    policy: only('administrator', 'securityAdministrator', 'auditAdministrator', 'auditor'),
    audit: null,
    rate: 'read',
  }),
  /** The key is in this reply and nowhere else. */
  create: route({
    id: 'machines.create',
    method: 'POST',
    path: '/api/machine-clients',
    params: nothing,
    query: nothing,
    body: z.object({
      actionId,
      name: requiredLine(60),
      agencyId: uuid,
      contact: requiredLine(100),
      scopes: z.array(z.enum(machineScopes)).min(1).max(machineScopes.length),
      expiresOn: plainDate,
    }),
    transfer: 'json',
    response: z.object({ id: uuid, key: z.string() }),
    policy: only('administrator'),
    audit: 'machine.created',
    rate: 'write',
  }),
  /** By another administrator, or the security administrator. */
  confirm: route({
    id: 'machines.confirm',
    method: 'POST',
    path: '/api/machine-clients/:id/confirmations',
    params: z.object({ id: uuid }),
    query: nothing,
    body: z.object({ actionId }),
    transfer: 'json',
    response: z.object({ id: uuid }),
    policy: only('administrator', 'securityAdministrator'),
    audit: 'machine.confirmed',
    rate: 'write',
  }),
  revoke: route({
    id: 'machines.revoke',
    method: 'POST',
    path: '/api/machine-clients/:id/revocations',
    params: z.object({ id: uuid }),
    query: nothing,
    body: z.object({ actionId }),
    transfer: 'json',
    response: z.object({ id: uuid }),
    policy: only('administrator', 'securityAdministrator'),
    audit: 'machine.revoked',
    rate: 'write',
  }),
} as const;
