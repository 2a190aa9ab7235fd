/**
 * The intake of a portal of its own: a receipt at once, the content sealed to the office. Nothing can be opened again on the
 * portal; what the office answers comes back sealed to the receipt's holder.
 */
import { createHmac } from 'node:crypto';
import { type AppError, fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { contactDue } from '@mingcha/core/publications/contacts/contact.ts';
import { lookUpContact, type PublicContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import { intakeQuotas, objectionDue } from '@mingcha/core/publications/objections/objection.ts';
import {
  lookUpObjection,
  type PublicObjection,
} from '@mingcha/core/publications/objections/public-objection-api.ts';
import {
  answerContent,
  answerDocument,
  answerKeyOf,
  type IntakeContent,
  type IntakeKind,
  type IntakeTerms,
} from '@mingcha/core/publications/packages/intake.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { calendarOf } from '@mingcha/core/registers/rules/calendar.ts';
import type { z } from 'zod';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { holdIntake } from '../objections/intake.queries.ts';
import { objectionTargets } from '../objections/public.service.ts';
import { digest, lookUpCode, sourceDigest } from '../objections/receipt.ts';
import type { PortalIntake } from '../portal/forms.routes.ts';
import * as facts from '../portal/public-facts.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { carriedFacts } from './documents.routes.ts';
import { openWith, receiptKeys, sealToOffice, sealWith } from './intake-keys.ts';
import { intakeTerms } from './intake-terms.ts';
import { documentByKey, portalPlace } from './portal.queries.ts';
import * as queries from './portal-intake.queries.ts';

/** Told apart from numbers that the office gives: those have 1 and 2 here, and six digits after it. */
const kindDigit = { objection: '3', contact: '4' } as const;

export function portalIntake(platform: Platform): PortalIntake {
  const ask = carriedFacts(platform);
  return {
    objectionTargets: (asked) => objectionTargets(platform, asked),
    lookUpObjection: (asked) =>
      lookUp(platform, { ...asked, schema: lookUpObjection.response, none: 'objection.receipt.not_found' }),
    lookUpContact: (asked) =>
      lookUp(platform, { ...asked, schema: lookUpContact.response, none: 'contact.receipt.not_found' }),
    sendContact: (input) => sendContact(platform, ask, input),
    fileObjection: (input) => fileObjection(platform, ask, input),
  };
}

type Ask = facts.FactReader;
const noTerms: IntakeTerms = { years: [], deadlines: [], ruleVersion: 0 };

async function sendContact(
  platform: Platform,
  ask: Ask,
  input: Parameters<PortalIntake['sendContact']>[0],
): ReturnType<PortalIntake['sendContact']> {
  const { ip, actionId, ...request } = input;
  const agencies = (await ask(facts.agencyList)) ?? [];
  const agency = agencies.find(({ id }) => id === input.agencyId);
  if (agency === undefined) return fail('contact.agency_unknown_invalid', {}, 'agencyId');
  const terms = (await ask(intakeTerms, agency.id)) ?? noTerms;
  const receivedOn = platform.clock.today();
  const { dueOn } = contactDue(
    receivedOn,
    { kind: input.kind, named: null, ...terms },
    calendarOf(terms.years),
  );
  const taken = await keep(platform, {
    kind: 'contact',
    ip,
    actionId,
    request: { ...request, actionId },
    targetId: agency.id,
    most: {
      perTarget: intakeQuotas.perAgencyDay,
      refusal: 'contact.quota_agency',
      source: 'contact.quota_source',
    },
    view: (number): PublicContact => ({
      number,
      kind: input.kind,
      subject: input.subject,
      state: 'received',
      agencyName: agency.name,
      agencyPhone: agency.complaintPhone,
      receivedOn,
      dueOn,
      outcome: null,
      reply: '',
      repliedOn: null,
    }),
  });
  return taken.ok ? ok({ ...taken.value, dueOn }) : taken;
}

async function fileObjection(
  platform: Platform,
  ask: Ask,
  input: Parameters<PortalIntake['fileObjection']>[0],
): ReturnType<PortalIntake['fileObjection']> {
  const { ip, actionId, ...request } = input;
  const { publicationId } = input;
  const record =
    publicationId === null
      ? undefined
      : await inTransaction(platform.db, (tx) => publishedRecord(tx, publicationId));
  const isAimed = record?.kind === 'result' && record.state === 'published';
  // A paper's code is known to the office alone; it says so when the code turns out to be none.
  if (!isAimed && (publicationId !== null || input.paperCode === ''))
    return fail('objection.target_not_found');
  const terms = (record === undefined ? null : await ask(intakeTerms, record.payload.agency.id)) ?? noTerms;
  const receivedOn = platform.clock.today();
  const { dueOn } = objectionDue(receivedOn, terms, calendarOf(terms.years));
  const taken = await keep(platform, {
    kind: 'objection',
    ip,
    actionId,
    request: { ...request, actionId },
    targetId: publicationId,
    most: {
      perTarget: intakeQuotas.openPerRecord,
      refusal: 'objection.quota_record',
      source: 'objection.quota_source',
    },
    view: (number) => objectionView(record, { number, receivedOn, dueOn, at: platform.clock.now() }),
  });
  return taken.ok ? ok({ ...taken.value, dueOn, isVerified: false }) : taken;
}

function objectionView(
  record: PublicRecord | undefined,
  of: { readonly number: string; readonly receivedOn: string; readonly dueOn: string; readonly at: string },
): PublicObjection {
  const payload = record?.payload.kind === 'result' ? record.payload : null;
  return {
    number: of.number,
    state: 'received',
    agencyName: payload?.agency.name ?? '',
    agencyPhone: '',
    objectName: payload?.object.name ?? '',
    taskName: payload?.task.name ?? '',
    receivedOn: of.receivedOn,
    dueOn: of.dueOn,
    isVerified: false,
    outcome: null,
    rejection: '',
    reasons: '',
    replyText: '',
    repliedOn: null,
    appliedOn: null,
    files: 0,
    filesLeft: 0,
    steps: [{ step: 'received', at: of.at }],
  };
}

interface Keeping {
  readonly kind: IntakeKind;
  readonly ip: string;
  readonly actionId: string;
  readonly request: unknown;
  readonly targetId: string | null;
  readonly most: { readonly perTarget: number; readonly refusal: string; readonly source: string };
  /** What the receipt's holder sees until the office has answered. */
  readonly view: (number: string) => unknown;
}
interface GivenReceipt {
  readonly number: string;
  readonly code: string;
}

/** Keeps an item once. Errors: `package.intake_closed`, `action.id_reused`, the quotas of the kind. */
async function keep(platform: Platform, of: Keeping): Promise<Result<GivenReceipt>> {
  const actionDigest = digest(`action ${of.actionId}`);
  const receiptKey = Buffer.from(digest(`receipt ${of.actionId}`), 'hex');
  const requestDigest = createHmac('sha256', of.actionId)
    .update(JSON.stringify([of.kind, of.request]))
    .digest('hex');
  const given = receiptOf(platform, of.kind);
  const keys = await receiptKeys(given.number, given.code);
  return inTransaction(platform.db, async (tx): Promise<Result<GivenReceipt>> => {
    await holdIntake(tx, `portal intake ${of.targetId ?? ''}`);
    const earlier = await queries.intakeByAction(tx, actionDigest);
    if (earlier !== undefined) {
      const plain = earlier.request_digest === requestDigest ? openWith(receiptKey, earlier.receipt) : null;
      return plain === null ? fail('action.id_reused') : ok(JSON.parse(plain.toString()) as GivenReceipt);
    }
    const place = await portalPlace(tx);
    if (place === undefined) return fail('package.intake_closed');
    const today = platform.clock.today();
    const sourceHash = sourceDigest(platform, of.ip);
    const refused = await quotaRefusal(
      queries.intakeCounts(tx, { today, sourceHash, targetId: of.targetId }),
      of,
    );
    if (refused !== null) return { ok: false, error: refused };
    const id = platform.ids.next();
    const takenAt = platform.clock.now();
    const content: IntakeContent = {
      id,
      kind: of.kind,
      number: given.number,
      lookUp: keys.lookUp,
      answerKey: keys.answerKey.toString('base64'),
      takenOn: today,
      takenAt,
      request: of.request,
    };
    await queries.insertIntake(tx, {
      id,
      kind: of.kind,
      number: given.number,
      look_up: keys.lookUp,
      action_digest: actionDigest,
      request_digest: requestDigest,
      receipt: sealWith(platform.random, receiptKey, bytesOf(given)),
      view: sealWith(platform.random, keys.answerKey, bytesOf(of.view(given.number))),
      sealed: sealToOffice(platform.random, place.intake_key, bytesOf(content)),
      source_hash: sourceHash,
      target_id: of.targetId,
      taken_on: today,
      taken_at: takenAt,
    });
    return ok(given);
  });
}

async function quotaRefusal(
  counting: ReturnType<typeof queries.intakeCounts>,
  { most, targetId }: Keeping,
): Promise<AppError | null> {
  const { fromSource, aboutTarget } = await counting;
  if (fromSource >= intakeQuotas.perSourceDay)
    return { code: most.source, data: { count: intakeQuotas.perSourceDay } };
  return targetId !== null && aboutTarget >= most.perTarget ? { code: most.refusal } : null;
}

/** Eight digits by chance: who holds one receipt learns nothing about how many there are. */
function receiptOf(platform: Platform, kind: IntakeKind): GivenReceipt {
  const year = platform.clock.today().slice(0, 4);
  const chance = Buffer.from(platform.random.bytes(6)).readUIntBE(0, 6) % 100_000_000;
  return {
    number: `${year}${kindDigit[kind]}${String(chance).padStart(8, '0')}`,
    code: lookUpCode(platform),
  };
}

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** What the holder of a receipt sees: the office's answer, or that it is on its way. */
async function lookUp<S extends z.ZodType>(
  platform: Platform,
  of: { readonly number: string; readonly code: string; readonly schema: S; readonly none: string },
): Promise<Result<z.output<S>>> {
  const keys = await receiptKeys(of.number, of.code);
  const { answer, waiting } = await inTransaction(platform.db, async (tx) => ({
    answer: await documentByKey(tx, answerKeyOf(keys.lookUp)),
    waiting: await queries.intakeByLookUp(tx, keys.lookUp),
  }));
  if (answer !== undefined) {
    const { sealed } = answerDocument.parse(answer.body);
    const plain = openWith(keys.answerKey, Buffer.from(sealed, 'base64'));
    const content = plain === null ? null : answerContent.parse(JSON.parse(plain.toString()));
    if (content?.ok === false) return fail(content.code);
    const value = of.schema.safeParse(content?.value);
    return value.success ? ok(value.data) : fail(of.none);
  }
  const plain = waiting === undefined ? null : openWith(keys.answerKey, waiting.view);
  const value = plain === null ? null : of.schema.safeParse(JSON.parse(plain.toString()));
  return value?.success === true ? ok(value.data) : fail(of.none);
}
