/**
 * Complaints, tips and calls: taking them in (by staff, by the public), handing over, answering. A proven one is noted at
 * its object, where the draw's weights read it. Who spoke is sealed and never part of lists, events or notices.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type ContactChannel,
  type ContactMove,
  type ContactState,
  contactDue,
  nextContactState,
  provenOutcomes,
} from '@mingcha/core/publications/contacts/contact.ts';
import type { ContactFields, ContactMoveForm } from '@mingcha/core/publications/contacts/contact-api.ts';
import { contactNotices } from '@mingcha/core/publications/contacts/contact-notices.ts';
import { intakeQuotas } from '@mingcha/core/publications/objections/objection.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockObject, objectById } from '../../registers/object.queries.ts';
import { insertIncident } from '../../registers/objects/incident.queries.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { holdIntake, officersOf, sentToday } from '../objections/intake.queries.ts';
import { makeReceipt, sealJson, sourceDigest } from '../objections/receipt.ts';
import {
  addContactStep,
  agencyAnywhere,
  type ContactChange,
  insertContact,
  ownContact,
  receivedOnline,
  type StoredContact,
  saveContact,
} from './contact.queries.ts';

interface Taken {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
}

interface Taking {
  readonly place: { readonly jurisdictionId: string; readonly agencyId: string };
  readonly fields: ContactFields;
  readonly channel: ContactChannel;
  readonly outsideNumber: string;
  readonly objectId: string | null;
  readonly receivedOn: string;
  readonly namedDue: string | null;
  readonly sourceHash: string | null;
  /** Null: from the portal. */
  readonly by: Actor | null;
}

/** Errors: `contact.day_future_invalid`, `contact.due_early_invalid`, `contact.object_unknown_invalid`. */
export async function enterContact(
  platform: Platform,
  actor: Actor,
  input: ContactFields & {
    readonly actionId: string;
    readonly channel: ContactChannel;
    readonly outsideNumber: string;
    readonly objectId: string | null;
    readonly receivedOn: string;
    readonly dueOn: string | null;
  },
): Promise<Result<Taken>> {
  const { actionId, objectId, receivedOn } = input;
  return runAction(platform, { actor, actionId, routeId: 'contacts.enter' }, async (tx) => {
    if (receivedOn > platform.clock.today()) return fail('contact.day_future_invalid', {}, 'receivedOn');
    if (input.dueOn !== null && input.dueOn < receivedOn)
      return fail('contact.due_early_invalid', {}, 'dueOn');
    const object = objectId === null ? undefined : await objectById(tx, actor, objectId);
    if (objectId !== null && object === undefined)
      return fail('contact.object_unknown_invalid', {}, 'objectId');
    return ok(
      await takeContact(tx, platform, {
        place: actor,
        fields: object === undefined ? input : { ...input, objectName: object.name },
        channel: input.channel,
        outsideNumber: input.outsideNumber,
        objectId,
        receivedOn,
        namedDue: input.dueOn,
        sourceHash: null,
        by: actor,
      }),
    );
  });
}

/** From the portal. Errors: `contact.agency_unknown_invalid`, `contact.quota_source`, `contact.quota_agency`. */
export async function sendContact(
  platform: Platform,
  input: ContactFields & { readonly actionId: string; readonly agencyId: string; readonly ip: string },
): Promise<Result<Omit<Taken, 'id'>>> {
  const agency = await inTransaction(platform.db, (tx) => agencyAnywhere(tx, input.agencyId));
  if (agency === undefined) return fail('contact.agency_unknown_invalid', {}, 'agencyId');
  const place = { jurisdictionId: agency.jurisdiction_id, agencyId: agency.id };
  const action = {
    actor: { ...place, accountId: null },
    actionId: input.actionId,
    routeId: 'publicContacts.send',
  };
  const taken = await runAction(platform, action, async (tx): Promise<Result<Taken>> => {
    const today = platform.clock.today();
    const sourceHash = sourceDigest(platform, input.ip);
    await holdIntake(tx, `intake ${agency.id}`);
    if ((await sentToday(tx, { sourceHash, today })) >= intakeQuotas.perSourceDay)
      return fail('contact.quota_source', { count: intakeQuotas.perSourceDay });
    if ((await receivedOnline(tx, { agencyId: agency.id, today })) >= intakeQuotas.perAgencyDay)
      return fail('contact.quota_agency');
    return ok(
      await takeContact(tx, platform, {
        place,
        fields: input,
        channel: 'portal',
        outsideNumber: '',
        objectId: null,
        receivedOn: today,
        namedDue: null,
        sourceHash,
        by: null,
      }),
    );
  });
  if (!taken.ok) return taken;
  const { id: _id, ...shown } = taken.value;
  return ok(shown);
}

/** Saves one inside an action of the caller and appends `contact.received`. */
export async function takeContact(tx: Tx, platform: Platform, of: Taking): Promise<Taken> {
  const { place, fields, by } = of;
  const { jurisdictionId, agencyId } = place;
  const receipt = await makeReceipt(tx, platform, { jurisdictionId, kind: 'contact' });
  const book = await ruleBookInForce(tx, { jurisdictionId, agencyId });
  const due = contactDue(
    of.receivedOn,
    {
      kind: fields.kind,
      named: of.namedDue,
      deadlines: book.rules.deadlines,
      ruleVersion: book.version,
    },
    await workCalendar(tx, jurisdictionId),
  );
  const id = platform.ids.next();
  const at = platform.clock.now();
  const { name, phone, address } = fields;
  const isAnonymous = name + phone + address === '';
  await insertContact(
    tx,
    {
      jurisdiction_id: jurisdictionId,
      id,
      number: receipt.number,
      code_hash: receipt.codeHash,
      agency_id: agencyId,
      kind: fields.kind,
      channel: of.channel,
      outside_number: of.outsideNumber,
      subject: fields.subject,
      content: fields.content,
      object_id: of.objectId,
      object_name: fields.objectName,
      is_anonymous: isAnonymous,
      source_hash: of.sourceHash,
      received_on: of.receivedOn,
      received_at: at,
      due_on: due.dueOn,
      due_basis: JSON.stringify(due.basis),
      state: 'received',
      reply: '',
      finding: '',
      entered_by: by?.accountId ?? null,
      entered_name: by?.personName ?? '',
      updated_at: at,
    },
    isAnonymous ? null : sealJson(platform, { name, phone, address }),
  );
  await noteReceived(tx, platform, { taking: of, id, number: receipt.number, dueOn: due.dueOn });
  return { id, number: receipt.number, code: receipt.code, dueOn: due.dueOn };
}

async function noteReceived(
  tx: Tx,
  platform: Platform,
  of: { readonly taking: Taking; readonly id: string; readonly number: string; readonly dueOn: string },
): Promise<void> {
  const { taking, id, number, dueOn } = of;
  const { by } = taking;
  const { jurisdictionId, agencyId } = taking.place;
  await addContactStep(
    tx,
    { jurisdiction_id: jurisdictionId, id },
    {
      step: 'received',
      account_id: by?.accountId ?? null,
      person_name: by?.personName ?? '',
      note: '',
      at: platform.clock.now(),
    },
  );
  const people = await officersOf(tx, { jurisdictionId, agencyId, roles: ['legalOfficer'] });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: people.map((each) => each.id),
    kind: contactNotices.received,
    data: { due: dueOn },
    link: `/contacts/${id}`,
    dueOn,
    dedupeKey: `contact received ${id}`,
  });
  await record(tx, platform, {
    type: 'contact.received',
    actor: by ?? { jurisdictionId, accountId: null, agencyId },
    subject: { kind: 'contact', id },
    data: { number, contactKind: taking.fields.kind, contactChannel: taking.channel, dueOn },
  });
}

/** Whether this person may make this move now. Errors: `contact.wrong_state`, `contact.forbidden`, `contact.handler_forbidden`. */
export function checkedContactMove(
  row: StoredContact,
  move: ContactMove,
  actor: Actor,
): Result<ContactState> {
  const next = nextContactState(row.state as ContactState, move);
  if (!next.ok) return next;
  if (move === 'assign')
    return hasRole(actor, 'legalOfficer', 'agencyHead') ? next : fail('contact.forbidden');
  return row.handler_id === actor.accountId ? next : fail('contact.handler_forbidden');
}

/** Errors: `contact.not_found`, `contact.changed_meanwhile`, those of `checkedContactMove`; `contact.handler_unknown_invalid`, `contact.object_unknown_invalid`. */
export async function moveContact(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: ContactMoveForm;
  },
): Promise<Result<{ id: string; state: ContactState; version: number }>> {
  const { actionId, form } = input;
  return runAction(platform, { actor, actionId, routeId: 'contacts.move' }, async (tx) => {
    const row = await ownContact(tx, actor, { id: input.id, lock: true });
    if (row === undefined) return fail('contact.not_found');
    if (row.row_version !== input.version) return fail('contact.changed_meanwhile');
    const state = checkedContactMove(row, form.move, actor);
    if (!state.ok) return state;
    const work = { tx, platform, actor, row };
    const change = await columnsOf(work, form);
    if (!change.ok) return change;
    const at = platform.clock.now();
    await saveContact(tx, row, { ...change.value, state: state.value, at });
    const words = form.move === 'answer' ? form.finding : form.note;
    const note = form.move === 'assign' ? [change.value.handler_name ?? '', words].join(' ').trim() : words;
    await addContactStep(tx, row, {
      step: form.move,
      account_id: actor.accountId,
      person_name: actor.personName,
      note,
      at,
    });
    await record(tx, platform, {
      type: 'contact.moved',
      actor,
      subject: { kind: 'contact', id: row.id },
      data: {
        number: row.number,
        contactMove: form.move,
        ...(form.move === 'answer' ? { contactOutcome: form.outcome } : {}),
      },
    });
    return ok({ id: row.id, state: state.value, version: row.row_version + 1 });
  });
}

interface Work {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly row: StoredContact;
}
type Columns = Omit<ContactChange, 'state' | 'at'>;

async function columnsOf(work: Work, form: ContactMoveForm): Promise<Result<Columns>> {
  if (form.move === 'note') return ok({});
  if (form.move === 'answer') return answered(work, form);
  const { tx, platform, actor, row } = work;
  const { jurisdictionId, agencyId } = actor;
  const roles = ['legalOfficer', 'sectionOfficer', 'agencyHead'];
  const all = await officersOf(tx, { jurisdictionId, agencyId, roles });
  const handler = all.find((each) => each.id === form.handlerId);
  if (handler === undefined) return fail('contact.handler_unknown_invalid', {}, 'handlerId');
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: [handler.id],
    kind: contactNotices.assigned,
    data: { due: row.due_on },
    link: `/contacts/${row.id}`,
    dueOn: row.due_on,
    dedupeKey: `contact assigned ${row.id} ${row.row_version}`,
  });
  return ok({ handler_id: handler.id, handler_name: handler.name });
}

/** A proven complaint about an object of the directory stands there from now on, with its number as source. */
async function answered(
  work: Work,
  form: Extract<ContactMoveForm, { move: 'answer' }>,
): Promise<Result<Columns>> {
  const { tx, platform, actor, row } = work;
  const { outcome, finding, reply, objectId } = form;
  const object = objectId === null ? undefined : await lockObject(tx, actor, objectId);
  if (objectId !== null && object === undefined)
    return fail('contact.object_unknown_invalid', {}, 'objectId');
  const told = { outcome, finding, reply, replied_on: platform.clock.today() };
  if (object === undefined) return ok(told);
  const named = { ...told, object_id: object.id, object_name: object.name };
  const isProven = provenOutcomes.includes(outcome) && (row.kind === 'complaint' || row.kind === 'tip');
  if (!isProven) return ok(named);
  const id = platform.ids.next();
  const fields = {
    kind: 'complaint' as const,
    onDay: row.received_on,
    verified: true,
    source: [row.outside_number, row.number].filter((one) => one !== '').join(' / '),
    // The directory is read by many: words of a tip never stand there.
    note: row.kind === 'tip' ? '' : row.subject,
  };
  const at = platform.clock.now();
  await insertIncident(tx, actor, { id, objectId: object.id, fields, by: actor.accountId, at });
  await record(tx, platform, {
    type: 'objectIncident.recorded',
    actor,
    subject: { kind: 'object', id: object.id },
    data: { incidentKind: fields.kind, onDay: fields.onDay, verified: true },
  });
  return ok({ ...named, incident_id: id });
}
