/**
 * The intake back in the office: opens each item, makes the same ticket of it as a request at the office's own pages would, once
 * and only once, whatever is carried twice. What cannot be taken is answered with its reason, so that its sender learns it.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { sendContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import { fileObjection } from '@mingcha/core/publications/objections/public-objection-api.ts';
import {
  type IntakeContent,
  type IntakeLine,
  intakeContent,
  intakeLine,
} from '@mingcha/core/publications/packages/intake.ts';
import { type Acting, runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { inPart } from '../../platform/request-context.ts';
import { agencyAnywhere } from '../contacts/contact.queries.ts';
import { takeContact } from '../contacts/contact.service.ts';
import { takeObjection, targetOf } from '../objections/intake.service.ts';
import { digest } from '../objections/receipt.ts';
import { insertItem, knownItem } from './intake.queries.ts';
import { type IntakeKey, intakeKeyOf, openAtOffice } from './intake-keys.ts';

export interface IntakeCount {
  readonly taken: number;
  readonly known: number;
  /** Cannot be taken; their senders are answered. */
  readonly refused: number;
  /** Lines that are no items, or were sealed to another office. */
  readonly unreadable: number;
}

/** Takes in a file of items. Errors: `package.intake_unreadable_invalid` when no line of it is an item. */
export async function importIntakeFile(platform: Platform, path: string): Promise<Result<IntakeCount>> {
  const count = { taken: 0, known: 0, refused: 0, unreadable: 0 };
  const key = await intakeKeyOf(platform);
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of lines) if (text !== '') count[await takeLine(platform, key, text)] += 1;
  const isNone = count.unreadable > 0 && count.taken + count.known + count.refused === 0;
  return isNone ? fail('package.intake_unreadable_invalid', {}, 'file') : ok(count);
}

async function takeLine(platform: Platform, key: IntakeKey, text: string): Promise<keyof IntakeCount> {
  const line = intakeLine.safeParse(parsed(text));
  if (!line.success) return 'unreadable';
  if ((await inTransaction(platform.db, (tx) => knownItem(tx, line.data.id))) !== undefined) return 'known';
  const content = contentOf(key, line.data);
  if (content === null) return 'unreadable';
  const taken =
    content.kind === 'contact' ? await contactOf(platform, content) : await objectionOf(platform, content);
  if (taken.ok) return taken.value;
  const { code } = taken.error;
  const isNew = await inTransaction(platform.db, (tx) =>
    insertItem(tx, { ...columnsOf(platform, content), subject_id: null, refusal: code }),
  );
  return isNew ? 'refused' : 'known';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was sealed under this very id and kind. */
function contentOf(key: IntakeKey, line: IntakeLine): IntakeContent | null {
  const plain = openAtOffice(key, Buffer.from(line.sealed, 'base64'));
  const content = intakeContent.safeParse(plain === null ? undefined : parsed(plain.toString('utf8')));
  if (!content.success || content.data.id !== line.id || content.data.kind !== line.kind) return null;
  return content.data;
}

function columnsOf(platform: Platform, content: IntakeContent) {
  return {
    id: content.id,
    kind: content.kind,
    look_up: content.lookUp,
    answer_key: Buffer.from(platform.secrets.seal(Buffer.from(content.answerKey, 'base64'))),
    taken_at: content.takenAt,
    received_at: platform.clock.now(),
  };
}

/** One item as an action of its own: the ticket and the note that it was taken stand or fall together. */
async function once(
  platform: Platform,
  of: { readonly content: IntakeContent; readonly actor: Acting; readonly audit: string },
  take: (tx: Tx) => Promise<Result<{ readonly id: string }>>,
): Promise<Result<'taken' | 'known'>> {
  const { content, actor, audit } = of;
  const { value, replayed } = await inPart({ audit, asked: { item: content.id } }, () =>
    runAction(
      platform,
      { actor, actionId: content.id, routeId: 'packages.intake' },
      async (tx): Promise<Result<string>> => {
        const taken = await take(tx);
        if (!taken.ok) return taken;
        await insertItem(tx, { ...columnsOf(platform, content), subject_id: taken.value.id, refusal: null });
        return ok(taken.value.id);
      },
    ),
  );
  if (!value.ok) return value;
  return ok(replayed ? 'known' : 'taken');
}

/** The day of receipt is the portal's, but never one to come. */
function receivedOn(platform: Platform, content: IntakeContent): string {
  const today = platform.clock.today();
  return content.takenOn > today ? today : content.takenOn;
}

async function contactOf(platform: Platform, content: IntakeContent): Promise<Result<'taken' | 'known'>> {
  const request = sendContact.body.safeParse(content.request);
  if (!request.success) return fail('request.malformed');
  const { agencyId, actionId: _id, ...fields } = request.data;
  const agency = await inTransaction(platform.db, (tx) => agencyAnywhere(tx, agencyId));
  if (agency === undefined) return fail('contact.agency_unknown_invalid');
  const place = { jurisdictionId: agency.jurisdiction_id, agencyId: agency.id };
  const actor = { ...place, accountId: null };
  return once(platform, { content, actor, audit: 'contact.received' }, async (tx) =>
    ok(
      await takeContact(tx, platform, {
        place,
        fields,
        channel: 'portal',
        outsideNumber: content.number,
        objectId: null,
        receivedOn: receivedOn(platform, content),
        namedDue: null,
        sourceHash: null,
        by: null,
      }),
    ),
  );
}

async function objectionOf(platform: Platform, content: IntakeContent): Promise<Result<'taken' | 'known'>> {
  const request = fileObjection.body.safeParse(content.request);
  if (!request.success) return fail('request.malformed');
  const { actionId: _id, publicationId: _publication, paperCode, ...fields } = request.data;
  const known = await inTransaction(platform.db, (tx) => targetOf(tx, request.data));
  if (!known.ok) return known;
  const { target, isOfPaper } = known.value;
  const actor = {
    jurisdictionId: target.agency_jurisdiction_id,
    accountId: null,
    agencyId: target.agency_id,
  };
  return once(platform, { content, actor, audit: 'objection.received' }, (tx) =>
    takeObjection(tx, platform, {
      publicationId: target.id,
      fields,
      way: {
        source: 'portal',
        paperCode: isOfPaper ? paperCode : null,
        // The portal counted by source; from here on each item is one of its own.
        sourceHash: digest(`portal ${content.id}`),
        receivedOn: receivedOn(platform, content),
      },
    }),
  );
}
