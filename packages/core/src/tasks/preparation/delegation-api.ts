/** Routes of who decides in whose place: written delegations of the head, substitutes (AB 岗) of people who are away. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, line, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { absenceReasons, delegationScopes, standings } from './authority.ts';

const readers = only('agencyHead', 'legalOfficer', 'sectionOfficer', 'inspector');
const keepers = only('agencyHead', 'legalOfficer');
const byId = z.object({ id: uuid });
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;
const changed = z.object({ id: uuid });

export const delegationRow = z.object({
  id: uuid,
  fromName: z.string(),
  toName: z.string(),
  scope: z.enum(delegationScopes),
  fromDay: plainDate,
  toDay: plainDate,
  document: z.string(),
  documentNumber: z.string(),
  documentDay: plainDate,
  revokedOn: plainDate.nullable(),
  revokedReason: z.string(),
  standing: z.enum(standings),
  version: z.number().int(),
  createdByName: z.string(),
});
export type DelegationRow = z.output<typeof delegationRow>;

export const substituteRow = z.object({
  id: uuid,
  personName: z.string(),
  substituteName: z.string(),
  reason: z.enum(absenceReasons),
  fromDay: plainDate,
  toDay: plainDate,
  document: z.string(),
  endedOn: plainDate.nullable(),
  standing: z.enum(standings),
  version: z.number().int(),
  mayEnd: z.boolean(),
});
export type SubstituteRow = z.output<typeof substituteRow>;

/** The own agency's delegations and substitutes, newest first, and the people to choose from. */
export const listDelegations = route({
  id: 'delegations.list',
  method: 'GET',
  path: '/api/delegations',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({
    delegations: z.array(delegationRow),
    substitutes: z.array(substituteRow),
    people: z.array(z.object({ accountId: uuid, name: z.string(), isHead: z.boolean() })),
    /** May lay down delegations, and absences of other people. */
    mayKeep: z.boolean(),
  }),
  policy: readers,
  audit: null,
  rate: 'read',
});

export const createDelegation = route({
  ...writing,
  id: 'delegations.create',
  path: '/api/delegations',
  params: nothing,
  body: z.object({
    actionId,
    fromAccount: uuid,
    toAccount: uuid,
    scope: z.enum(delegationScopes),
    fromDay: plainDate,
    toDay: plainDate,
    document: requiredLine(200),
    documentNumber: line(100),
    documentDay: plainDate,
  }),
  response: changed,
  policy: keepers,
  audit: 'delegation.created',
});

export const revokeDelegation = route({
  ...writing,
  id: 'delegations.revoke',
  path: '/api/delegations/:id/revoke',
  params: byId,
  body: z.object({ actionId, version: z.number().int(), reason: requiredLine(300) }),
  response: changed,
  policy: keepers,
  audit: 'delegation.revoked',
});

/** One's own absence, or that of a colleague by those who keep the list. */
export const createSubstitute = route({
  ...writing,
  id: 'substitutes.create',
  path: '/api/work-substitutes',
  params: nothing,
  body: z.object({
    actionId,
    account: uuid,
    substitute: uuid,
    reason: z.enum(absenceReasons),
    fromDay: plainDate,
    toDay: plainDate,
    /** Document by which a head's substitute decides. */
    document: line(200),
  }),
  response: changed,
  policy: readers,
  audit: 'substitute.created',
});

/** Back before the last day. */
export const endSubstitute = route({
  ...writing,
  id: 'substitutes.end',
  path: '/api/work-substitutes/:id/end',
  params: byId,
  body: z.object({ actionId, version: z.number().int() }),
  response: changed,
  policy: readers,
  audit: 'substitute.ended',
});
