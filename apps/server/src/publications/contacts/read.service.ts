/** Reads of complaints, tips and calls; the one read of who spoke, which the ledger notes; the look-up with a receipt. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import {
  type ContactChannel,
  type ContactKind,
  type ContactOutcome,
  type ContactState,
  contactMoves,
} from '@mingcha/core/publications/contacts/contact.ts';
import type {
  ContactDetail,
  ContactList,
  ContactPerson,
  ContactRow,
  PublicContact,
} from '@mingcha/core/publications/contacts/contact-api.ts';
import { workingDaysLeft } from '@mingcha/core/publications/publication.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { officersOf } from '../objections/intake.queries.ts';
import { digest, openJson } from '../objections/receipt.ts';
import {
  agencyAnywhere,
  casesOf,
  contactByReceipt,
  contactPage,
  contactSteps,
  ownContact,
  personOf,
  type StoredContact,
} from './contact.queries.ts';
import { checkedContactMove } from './contact.service.ts';

interface Reading {
  readonly actor: Actor;
  readonly today: string;
  readonly calendar: WorkCalendar;
}

function rowOf(row: StoredContact, { actor, today, calendar }: Reading): ContactRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as ContactKind,
    channel: row.channel as ContactChannel,
    state: row.state as ContactState,
    version: row.row_version,
    subject: maySeeContent(row, actor) ? row.subject : null,
    objectName: row.object_name,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    daysLeft: row.state === 'answered' ? null : workingDaysLeft(row.due_on, today, calendar),
    handlerName: row.handler_name,
    outcome: row.outcome as ContactOutcome | null,
  };
}

export async function listContacts(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly of: ContactList;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const rows = await contactPage(tx, actor, { ...asked, today });
    const page = pageOfRows(rows, asked.limit, (row) => [row.due_on, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, { actor, today, calendar })), next: page.next });
  });
}

/** The handler and the head: nobody else reads who spoke. */
const maySeePerson = (row: StoredContact, actor: Actor): boolean =>
  !row.is_anonymous && (row.handler_id === actor.accountId || hasRole(actor, 'agencyHead'));

/** The words of a tip tell who gave it: besides handler and head only who hands it over reads them, until it is handed over. */
function maySeeContent(row: StoredContact, actor: Actor): boolean {
  if (row.kind !== 'tip' || row.handler_id === actor.accountId || hasRole(actor, 'agencyHead')) return true;
  return row.handler_id === null && hasRole(actor, 'legalOfficer');
}

/** Errors: `contact.not_found`. */
export async function getContact(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ContactDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await ownContact(tx, actor, { id, lock: false });
    if (row === undefined) return fail('contact.not_found');
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const { jurisdictionId, agencyId } = actor;
    const roles = ['legalOfficer', 'sectionOfficer', 'agencyHead'];
    const isOpen = maySeeContent(row, actor);
    return ok({
      ...rowOf(row, { actor, today: platform.clock.today(), calendar }),
      outsideNumber: row.outside_number,
      content: isOpen ? row.content : null,
      isAnonymous: row.is_anonymous,
      maySeePerson: maySeePerson(row, actor),
      objectId: row.object_id,
      dueBasis: row.due_basis,
      finding: isOpen ? row.finding : '',
      reply: isOpen ? row.reply : '',
      repliedOn: row.replied_on,
      isRecorded: row.incident_id !== null,
      cases: (await casesOf(tx, row)).map(({ id: key, number, title }) => ({ id: key, number, title })),
      enteredName: row.entered_name,
      handlers: (await officersOf(tx, { jurisdictionId, agencyId, roles })).map(({ id: key, name }) => ({
        id: key,
        name,
      })),
      steps: (await contactSteps(tx, row)).map((each) => ({
        step: each.step,
        personName: each.person_name,
        note: isOpen ? each.note : '',
        at: each.at,
      })),
      allowed: contactMoves.filter((move) => checkedContactMove(row, move, actor).ok),
    });
  });
}

/** Errors: `contact.not_found`, `contact.person_forbidden`. */
export async function readContactPerson(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ContactPerson>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await ownContact(tx, actor, { id, lock: false });
    if (row === undefined) return fail('contact.not_found');
    if (!maySeePerson(row, actor)) return fail('contact.person_forbidden');
    const sealed = await personOf(tx, row);
    if (sealed === undefined) return fail('contact.not_found');
    await record(tx, platform, {
      type: 'contact.person_read',
      actor,
      subject: { kind: 'contact', id: row.id },
      data: { number: row.number },
    });
    return ok(openJson<ContactPerson>(platform, sealed));
  });
}

/** Errors: `contact.receipt.not_found`, the same for a wrong number and a wrong code. */
export async function lookUpContact(
  platform: Platform,
  asked: { readonly number: string; readonly code: string },
): Promise<Result<PublicContact>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await contactByReceipt(tx, { number: asked.number, codeHash: digest(asked.code) });
    const view = row === undefined ? null : await senderView(tx, row);
    return view === null ? fail('contact.receipt.not_found') : ok(view);
  });
}

/** What whoever sent it sees of it; null where the agency is gone. */
export async function senderView(tx: Tx, row: StoredContact): Promise<PublicContact | null> {
  const agency = await agencyAnywhere(tx, row.agency_id);
  if (agency === undefined) return null;
  return {
    number: row.number,
    kind: row.kind as ContactKind,
    subject: row.subject,
    state: row.state as ContactState,
    agencyName: agency.name,
    agencyPhone: agency.complaint_phone,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    outcome: row.outcome as ContactOutcome | null,
    reply: row.reply,
    repliedOn: row.replied_on,
  };
}
