/**
 * Raising an accountability event inside a write or a chore of the caller: once per fact, with what the records say and the
 * entry of the ledger that shows it. It names a person only where the caller knows exactly one. It concludes nothing.
 */
import {
  type AccountabilityFacts,
  type AccountabilityKind,
  accountabilityFacts,
} from '@mingcha/core/oversight/accountability/accountability.ts';
import { accountabilityNotices } from '@mingcha/core/oversight/accountability/accountability-notices.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  addEventStep,
  addEvidence,
  eventOfFact,
  handlersOf,
  insertAccountabilityEvent,
  ledgerEntry,
  nextOversightNumber,
  peopleOfAgency,
} from './accountability.queries.ts';

/** What the records show. */
export interface RaisedFact {
  readonly jurisdictionId: string;
  /** Whose matter it is. */
  readonly agencyId: string;
  readonly kind: AccountabilityKind;
  /** Names the fact: the same key raises one event, however often this is called. */
  readonly factKey: string;
  readonly facts: AccountabilityFacts;
  readonly happenedOn: string;
  /** Page of the office on which the matter stands. */
  readonly path: string;
  /** The one person whom the records name; null when they name nobody or several. */
  readonly personId: string | null;
  /** Entries of this jurisdiction's ledger that show it. */
  readonly ledgerSeqs?: readonly number[];
}

/** The id of the new event; null when the fact has raised one before. */
export async function openEvent(tx: Tx, platform: Platform, fact: RaisedFact): Promise<string | null> {
  const { jurisdictionId, agencyId } = fact;
  if ((await eventOfFact(tx, fact)) !== undefined) return null;
  const id = platform.ids.next();
  const at = platform.clock.now();
  const person = (await peopleOfAgency(tx, fact)).find((each) => each.id === fact.personId);
  const number = await eventNumber(tx, platform, jurisdictionId);
  const made = await insertAccountabilityEvent(tx, {
    jurisdiction_id: jurisdictionId,
    id,
    number,
    agency_id: agencyId,
    kind: fact.kind,
    fact_key: fact.factKey,
    facts: JSON.stringify(accountabilityFacts.parse(fact.facts)),
    account: '',
    path: fact.path,
    happened_on: fact.happenedOn,
    person_id: person?.id ?? null,
    person_name: person?.name ?? '',
    person_section_id: person?.sectionId ?? null,
    raised_by: null,
    state: 'opened',
    created_at: at,
    updated_at: at,
  });
  if (!made) return null;
  const key = { jurisdiction_id: jurisdictionId, id };
  await addEventStep(tx, key, { step: 'raised', account_id: null, person_name: '', note: '', at });
  for (const seq of fact.ledgerSeqs ?? [])
    await proveByLedger(tx, platform, { key, seq, by: null, note: '' });
  await tellHandlers(tx, platform, {
    jurisdictionId,
    agencyId,
    id,
    kind: fact.kind,
    except: person?.id ?? null,
  });
  await record(tx, platform, {
    type: 'accountability.raised',
    actor: { jurisdictionId, accountId: null, agencyId },
    subject: { kind: 'accountabilityEvent', id },
    data: { number, accountabilityKind: fact.kind },
  });
  return id;
}

export async function eventNumber(tx: Tx, platform: Platform, jurisdictionId: string): Promise<string> {
  const year = Number(platform.clock.today().slice(0, 4));
  const running = await nextOversightNumber(tx, { jurisdictionId, kind: 'accountability', year });
  return `${year}-${String(running).padStart(4, '0')}`;
}

/** Handlers learn of a new event, never the person it names. */
export async function tellHandlers(
  tx: Tx,
  platform: Platform,
  of: {
    readonly jurisdictionId: string;
    readonly agencyId: string;
    readonly id: string;
    readonly kind: AccountabilityKind;
    readonly except: string | null;
  },
): Promise<void> {
  const handlers = await handlersOf(tx, of);
  await notifyAll(tx, platform, {
    jurisdictionId: of.jurisdictionId,
    accountIds: handlers.filter((each) => each !== of.except),
    kind: accountabilityNotices.raised,
    data: {},
    link: `/accountability/${of.id}`,
    dedupeKey: `accountability raised ${of.id}`,
  });
}

/** Adds an entry of the ledger as evidence; null when the ledger has none of this number. */
export async function proveByLedger(
  tx: Tx,
  platform: Platform,
  of: {
    readonly key: { readonly jurisdiction_id: string; readonly id: string };
    readonly seq: number;
    readonly by: { readonly accountId: string; readonly personName: string } | null;
    readonly note: string;
  },
): Promise<number | null> {
  const { key, by } = of;
  const entry = await ledgerEntry(tx, { jurisdictionId: key.jurisdiction_id, seq: of.seq });
  if (entry === undefined) return null;
  return addEvidence(tx, key, {
    kind: 'ledger',
    title: entry.type,
    path: '',
    file_id: null,
    ledger_seq: of.seq,
    ledger_hash: entry.hash,
    note: of.note,
    account_id: by?.accountId ?? null,
    person_name: by?.personName ?? '',
    at: platform.clock.now(),
  });
}
