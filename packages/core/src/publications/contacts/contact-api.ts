/** Routes of complaints, tips and calls: the desk of the office (来电登记), and the public form with ticket and look-up. */
import { z } from 'zod';
import { anyone, only, route } from '../../common/api.ts';
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
import { dueBasis } from '../objections/objection.ts';
import { receiptCode, receiptNumber } from '../objections/public-objection-api.ts';
import { contactChannels, contactKinds, contactMoves, contactOutcomes, contactStates } from './contact.ts';

const officers = only('legalOfficer', 'sectionOfficer', 'agencyHead');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const version = z.number().int().min(0);
const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });

export const contactLists = ['open', 'late', 'mine', 'done', 'all'] as const;
export type ContactList = (typeof contactLists)[number];

const summary = z.object({
  id: uuid,
  number: z.string(),
  kind: z.enum(contactKinds),
  channel: z.enum(contactChannels),
  state: z.enum(contactStates),
  version,
  /** Null for who may not read what a tip says. */
  subject: z.string().nullable(),
  objectName: z.string(),
  receivedOn: plainDate,
  dueOn: plainDate,
  /** Working days until the due day; -1 when it is over; null when answered. */
  daysLeft: z.number().int().nullable(),
  handlerName: z.string().nullable(),
  outcome: z.enum(contactOutcomes).nullable(),
});
export type ContactRow = z.output<typeof summary>;

export const listContacts = route({
  ...reading,
  id: 'contacts.list',
  path: '/api/contacts',
  params: nothing,
  query: pageQuery.extend({ of: z.enum(contactLists).default('open'), text: line(100).optional() }),
  response: pageOf(summary),
  policy: officers,
});

const detail = summary.extend({
  outsideNumber: z.string(),
  /** Null for who may not read it: words of a tip tell who gave it. */
  content: z.string().nullable(),
  isAnonymous: z.boolean(),
  /** This person may open name and telephone; each opening stands in the ledger. */
  maySeePerson: z.boolean(),
  objectId: uuid.nullable(),
  dueBasis,
  finding: z.string(),
  reply: z.string(),
  repliedOn: plainDate.nullable(),
  /** The proven matter stands in the object's directory. */
  isRecorded: z.boolean(),
  /** Case inspections that name this ticket as their ground. */
  cases: z.array(z.object({ id: uuid, number: z.string(), title: z.string() })),
  enteredName: z.string(),
  handlers: z.array(z.object({ id: uuid, name: z.string() })),
  steps: z.array(z.object({ step: z.string(), personName: z.string(), note: z.string(), at: instant })),
  allowed: z.array(z.enum(contactMoves)),
});
export type ContactDetail = z.output<typeof detail>;

export const getContact = route({
  ...reading,
  id: 'contacts.get',
  path: '/api/contacts/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: officers,
});

const person = z.object({ name: line(100), phone: line(40), address: line(300) });
export type ContactPerson = z.output<typeof person>;

/** Opens name and telephone for the handler and the head; the ledger notes who did. */
export const readContactPerson = route({
  ...reading,
  id: 'contacts.person',
  path: '/api/contacts/:id/person',
  params: byId,
  query: nothing,
  response: person,
  policy: officers,
  audit: 'contact.person_read',
});

const said = {
  kind: z.enum(contactKinds),
  subject: requiredLine(100),
  content: filled(4000),
  objectName: line(200),
  name: line(100),
  phone: line(40),
  address: line(300),
} as const;
export const contactFields = z.object(said);
export type ContactFields = z.output<typeof contactFields>;

export const enterContact = route({
  ...writing,
  id: 'contacts.enter',
  path: '/api/contacts',
  params: nothing,
  body: contactFields.extend({
    actionId,
    channel: z.enum(contactChannels).exclude(['portal']),
    outsideNumber: line(100),
    objectId: uuid.nullable(),
    receivedOn: plainDate,
    /** The day that a work order names. */
    dueOn: plainDate.nullable(),
  }),
  response: z.object({ id: uuid, number: z.string(), code: z.string(), dueOn: plainDate }),
  policy: officers,
  audit: 'contact.received',
});

const move = z.discriminatedUnion('move', [
  z.object({ move: z.literal('assign'), handlerId: uuid, note: paragraph(1000) }),
  z.object({ move: z.literal('note'), note: filled(4000) }),
  z.object({
    move: z.literal('answer'),
    outcome: z.enum(contactOutcomes),
    /** What was found; for the office. */
    finding: filled(4000),
    /** What the person is told. */
    reply: filled(4000),
    /** Of the directory; a proven complaint is noted there. */
    objectId: uuid.nullable(),
  }),
]);
export type ContactMoveForm = z.output<typeof move>;

export const moveContact = route({
  ...writing,
  id: 'contacts.move',
  path: '/api/contacts/:id/moves',
  params: byId,
  body: z.object({ actionId, version, form: move }),
  response: z.object({ id: uuid, state: z.enum(contactStates), version }),
  policy: officers,
  audit: 'contact.moved',
});

export const sendContact = route({
  id: 'publicContacts.send',
  method: 'POST',
  path: '/api/public/contacts',
  params: nothing,
  query: nothing,
  body: contactFields.extend({ actionId, agencyId: uuid }),
  response: z.object({ number: z.string(), code: z.string(), dueOn: plainDate }),
  transfer: 'json',
  policy: anyone,
  audit: 'contact.received',
  rate: 'upload',
});

const publicContact = z.object({
  number: z.string(),
  kind: z.enum(contactKinds),
  subject: z.string(),
  state: z.enum(contactStates),
  agencyName: z.string(),
  agencyPhone: z.string(),
  receivedOn: plainDate,
  dueOn: plainDate,
  outcome: z.enum(contactOutcomes).nullable(),
  reply: z.string(),
  repliedOn: plainDate.nullable(),
});
export type PublicContact = z.output<typeof publicContact>;

export const lookUpContact = route({
  ...reading,
  rate: 'public',
  id: 'publicContacts.get',
  path: '/api/public/contacts/:number/:code',
  params: z.object({ number: receiptNumber, code: receiptCode }),
  query: nothing,
  response: publicContact,
  policy: anyone,
});
