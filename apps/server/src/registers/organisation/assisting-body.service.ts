/**
 * Use cases of assisting bodies: the representing agency enters a body, and its people from a letter with its scan. The
 * newest letter holds: who is not in it any more steps down and stays in the directory with the reason.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  AssistingBodyFields,
  AssistingBodyRow,
  AssistingPeople,
  AssistingPerson,
} from '@mingcha/core/registers/organisation/assisting-body.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertInspector, inspectorWithCertificate, saveInspector } from '../inspector.queries.ts';
import { keepFile } from '../library/kept-file.ts';
import * as queries from './assisting-body.queries.ts';

type Person = Awaited<ReturnType<typeof queries.peopleOfBodies>>[number];

export async function listAssistingBodies(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ rows: AssistingBodyRow[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const bodies = await queries.assistingBodies(tx, actor);
    const ids = bodies.map((body) => body.id);
    const letters = await queries.newestLetters(tx, actor.jurisdictionId, ids);
    const people = await queries.peopleOfBodies(tx, actor.jurisdictionId, ids);
    const rows = bodies.map((body) => {
      const letter = letters.find((one) => one.bodyId === body.id);
      const active = people.filter((one) => one.agency_id === body.id && one.status === 'active');
      return {
        ...body,
        people: active.map(personOf),
        letter: letter === undefined ? null : letterOf(letter),
      };
    });
    return ok({ rows });
  });
}

function personOf(row: Person): AssistingPerson {
  return {
    name: row.name,
    certificateNumber: row.certificate_number,
    certificateValidTo: row.certificate_valid_to ?? '',
    canLead: row.can_lead,
    specialities: row.specialities,
  };
}

function letterOf(letter: Awaited<ReturnType<typeof queries.newestLetters>>[number]) {
  const { id, number, day, fileName, enteredBy, enteredAt } = letter;
  return { id, number, day, fileName, enteredBy, enteredAt };
}

interface BodyWrite {
  readonly actionId: string;
  readonly id: string | null;
  readonly fields: AssistingBodyFields;
}

/** A new body (`id` null) or its change. Errors: `assisting.not_found`, `assisting.name_taken`. */
export async function keepAssistingBody(
  platform: Platform,
  actor: Actor,
  write: BodyWrite,
): Promise<Result<{ readonly id: string }>> {
  const { actionId, fields } = write;
  const routeId = write.id === null ? 'assistingBodies.create' : 'assistingBodies.change';
  return runAction(
    platform,
    { actor, actionId, routeId },
    async (tx): Promise<Result<{ readonly id: string }>> => {
      if (write.id !== null && (await queries.lockAssistingBody(tx, actor, write.id)) === undefined)
        return fail('assisting.not_found');
      const named = await queries.agencyNamed(tx, actor.jurisdictionId, fields.name);
      if (named !== undefined && named.id !== write.id)
        return fail('assisting.name_taken', { name: fields.name }, 'name');
      const id = write.id ?? platform.ids.next();
      await (write.id === null ? queries.insertAssistingBody : queries.saveAssistingBody)(tx, actor, {
        id,
        fields,
      });
      const type = write.id === null ? 'assistingBody.created' : 'assistingBody.changed';
      await record(tx, platform, {
        type,
        actor,
        subject: { kind: 'assistingBody', id },
        data: { name: fields.name },
      });
      return ok({ id });
    },
  );
}

interface PeopleWrite {
  readonly actionId: string;
  readonly id: string;
  readonly number: string;
  readonly day: string;
  readonly people: AssistingPeople;
  readonly upload: Upload | null;
}

/** Errors: `assisting.not_found`, `assisting.letter_day_invalid`, `assisting.certificate_taken`, those of `keepFile`. */
export async function enterAssistingPeople(platform: Platform, actor: Actor, write: PeopleWrite) {
  const { actionId, id, number, day, people } = write;
  const request = { actor, actionId, routeId: 'assistingBodies.people' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string } & Changes>> => {
    const body = await queries.lockAssistingBody(tx, actor, id);
    if (body === undefined) return fail('assisting.not_found');
    if (day > platform.clock.today()) return fail('assisting.letter_day_invalid', {}, 'day');
    const kept = await keepFile(tx, platform, { actor, upload: write.upload });
    if (!kept.ok) return kept;
    const changes = await replacePeople(tx, platform, { actor, bodyId: id, number, people });
    if (!changes.ok) return changes;
    const { jurisdictionId } = actor;
    const letter = { jurisdictionId, id: platform.ids.next(), bodyId: id, number, day, people };
    await queries.insertLetter(tx, { ...letter, fileId: kept.value.id, by: actor, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'assistingBody.people_entered',
      actor,
      subject: { kind: 'assistingBody', id },
      data: { body: body.name, letter: number, sha256: kept.value.sha256, ...changes.value },
    });
    return ok({ id, ...changes.value });
  });
}

interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

async function replacePeople(
  tx: Tx,
  platform: Platform,
  wanted: {
    readonly actor: Actor;
    readonly bodyId: string;
    readonly number: string;
    readonly people: AssistingPeople;
  },
): Promise<Result<Changes>> {
  const { actor, bodyId, number, people } = wanted;
  const at = platform.clock.now();
  const scope = { jurisdictionId: actor.jurisdictionId, agencyId: bodyId };
  const before = await queries.peopleOfBodies(tx, actor.jurisdictionId, [bodyId]);
  const held = new Map(before.map((one) => [one.certificate_number, one]));
  let added = 0;
  let changed = 0;
  for (const person of people) {
    const known = held.get(person.certificateNumber);
    if (known === undefined) {
      const other = await inspectorWithCertificate(tx, scope, person.certificateNumber);
      if (other !== undefined)
        return fail(
          'assisting.certificate_taken',
          { number: person.certificateNumber, name: other.name },
          'people',
        );
      await insertInspector(tx, scope, { id: platform.ids.next(), fields: fieldsOf(person), at });
      added += 1;
    } else {
      const columns = { ...columnsOf(person), ...onPost };
      if (isSame(known, columns)) continue;
      changed += 1;
      await saveInspector(tx, scope, { id: known.id, columns, version: known.version + 1, at });
    }
  }
  const named = new Set(people.map((one) => one.certificateNumber));
  const gone = before.filter((one) => one.status === 'active' && !named.has(one.certificate_number));
  for (const one of gone) {
    const columns = { status: 'inactive', status_reason: number, status_on: platform.clock.today() } as const;
    await saveInspector(tx, scope, { id: one.id, columns, version: one.version + 1, at });
  }
  return ok({ added, changed, ended: gone.length });
}

const onPost = { status: 'active', status_reason: '', status_on: null } as const;

/** A letter that says of a person what stands there already changes nothing. */
function isSame(known: object, columns: object): boolean {
  const held = known as Readonly<Record<string, unknown>>;
  return Object.entries(columns).every(([key, value]) => JSON.stringify(held[key]) === JSON.stringify(value));
}

function columnsOf(person: AssistingPerson) {
  return {
    name: person.name,
    certificate_valid_to: person.certificateValidTo,
    can_lead: person.canLead,
    specialities: [...person.specialities],
  };
}

/** A person of a body knows no areas of ours and no yearly cap. */
function fieldsOf(person: AssistingPerson): Parameters<typeof insertInspector>[2]['fields'] {
  return {
    name: person.name,
    certificateNumber: person.certificateNumber,
    certificateValidTo: person.certificateValidTo,
    specialities: [...person.specialities],
    areas: ['*'],
    canLead: person.canLead,
    post: '',
    yearlyCap: null,
    priorLoad: 0,
    sectionId: null,
    establishment: '',
    level: '',
    postSince: null,
    qualifications: [],
  };
}

/** Scan of the newest letter. Errors: `assisting.not_found`, `assisting.letter.not_found`. */
export async function assistanceLetter(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx): Promise<Result<FileReply>> => {
    const bodies = await queries.assistingBodies(tx, actor);
    if (!bodies.some((body) => body.id === id)) return fail('assisting.not_found');
    const [letter] = await queries.newestLetters(tx, actor.jurisdictionId, [id]);
    const file = letter === undefined ? undefined : await fileById(tx, actor.jurisdictionId, letter.fileId);
    if (file === undefined) return fail('assisting.letter.not_found');
    const { contentType, fileName, sha256 } = file;
    const body = await platform.files.get(sha256);
    return ok(fileReply({ contentType, fileName, disposition: 'inline', body }));
  });
}
