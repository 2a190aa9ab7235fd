/**
 * Letters of the office with which an enterprise opens its account, and the accounts of an object's enterprise. The code is
 * given once to whoever issues the letter; the paper is printed with it while the page is open, and nobody can print it later.
 */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import { lettersShown, lettersTyped } from '@mingcha/core/common/typed-letters.ts';
import type { EnterpriseAccess, LetterWay } from '@mingcha/core/publications/enterprise/letter-api.ts';
import { letterForm as form } from '@mingcha/core/publications/enterprise/letter-form.ts';
import { runAction } from '../../platform/action.ts';
import {
  codeById,
  lettersOfObject,
  peopleOf,
  type StoredEnterpriseCode,
  saveLetterSent,
} from '../../platform/auth/enterprise/enterprise.queries.ts';
import { shownPerson } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import { type IssuedCode, isCode, issueLetterCode } from '../../platform/auth/enterprise/one-time-code.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { objectById } from '../../registers/object.queries.ts';
import { ownNotice } from '../../tasks/preparation/notice-reading.service.ts';
import { seenCase } from '../../tasks/preparation/own-case.ts';
import { isOwnInspection } from './centre.queries.ts';

/** Errors: `enterprise.object.not_found`, `enterprise.code_missing`, `enterprise.inspection.not_found`. */
export async function issueLetter(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly objectId: string | null;
    readonly inspectionId: string | null;
  },
): Promise<Result<IssuedCode>> {
  const action = { actor, actionId: input.actionId, routeId: 'enterpriseLetters.issue' };
  return runAction(platform, action, async (tx) => {
    const objectId = input.objectId ?? (await inspectedObjectId(tx, actor, input.inspectionId));
    const object = objectId === null ? undefined : await objectById(tx, actor, objectId);
    if (object === undefined) return fail('enterprise.object.not_found');
    const creditCode = object.uscc;
    if (creditCode === null) return fail('enterprise.code_missing');
    const { inspectionId } = input;
    if (inspectionId !== null && !(await isOwnInspection(tx, { id: inspectionId, creditCode })))
      return fail('enterprise.inspection.not_found');
    const issued = await issueLetterCode(tx, platform, {
      actor,
      object: { id: object.id, name: object.name, uscc: creditCode },
      inspectionId,
    });
    await record(tx, platform, {
      type: 'enterprise.code_issued',
      actor,
      subject: { kind: 'enterpriseCode', id: issued.id },
      data: { creditCode, objectId: object.id, inspectionId },
    });
    return ok(issued);
  });
}

async function inspectedObjectId(tx: Tx, actor: Actor, inspectionId: string | null): Promise<string | null> {
  const seen = inspectionId === null ? null : await seenCase(tx, actor, inspectionId);
  return seen?.ok === true ? seen.value.found.inspection.object_id : null;
}

/** Errors: `enterprise.letter.not_found`, the same for a wrong and for a used code. */
export async function printLetter(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly code: string },
): Promise<Result<FileReply>> {
  const code = lettersTyped(asked.code);
  const found = await inTransaction(platform.db, async (tx): Promise<Result<Paper>> => {
    const row = await openLetter(tx, actor, { id: asked.id, code });
    if (row === null) return fail('enterprise.letter.not_found');
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const { publicUrl } = platform.config;
    return ok(
      letterPaper({
        row,
        code,
        agency: { name: agency?.name ?? '', phone: agency?.phone ?? '' },
        address: publicUrl === null ? null : `${publicUrl}/enterprise`,
        today: platform.clock.today(),
        lastDay: businessDay(platform, row.expires_at),
      }),
    );
  });
  if (!found.ok) return found;
  return ok(await paperReply(found.value, 'pdf', form.title));
}

/** The own agency's letter that nobody has used, where the code is known. */
async function openLetter(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly code: string },
): Promise<StoredEnterpriseCode | null> {
  const row = await codeById(tx, { jurisdictionId: actor.jurisdictionId, id: of.id });
  const isOpen = row?.agency_id === actor.agencyId && row.ended_at === null;
  return row !== undefined && isOpen && isCode(row, of.code) ? row : null;
}

/**
 * The agency's notice as it was issued, with the code in a box at its end. The frozen paper itself has no code: what is
 * kept can be printed again and again, a code only by whoever has it.
 * Errors: `enterprise.letter.not_found`, those of `ownNotice`.
 */
export async function printNoticeCode(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly code: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const code = lettersTyped(asked.code);
  const found = await inTransaction(platform.db, async (tx): Promise<Result<Paper>> => {
    const row = await openLetter(tx, actor, { id: asked.id, code });
    const inspectionId = row?.inspection_id ?? null;
    if (row === null || inspectionId === null) return fail('enterprise.letter.not_found');
    const notice = await ownNotice(tx, platform, { actor, inspectionId });
    if (!notice.ok) return notice;
    const card = noticeCard(platform, { code, lastDay: businessDay(platform, row.expires_at) });
    return ok({ ...notice.value, blocks: [...notice.value.blocks, card] });
  });
  if (!found.ok) return found;
  const { title, number } = found.value;
  return ok(await paperReply(found.value, asked.format, `${title} ${number}`));
}

function noticeCard(
  platform: Platform,
  of: { readonly code: string; readonly lastDay: string },
): Paper['blocks'][number] {
  const { publicUrl } = platform.config;
  const address = publicUrl === null ? '' : format(form.address, { address: `${publicUrl}/enterprise` });
  return {
    kind: 'card',
    title: form.noticeCardTitle,
    lines: [
      format(form.code, { code: lettersShown(of.code) }),
      format(form.expires, { day: dayOf(of.lastDay) }),
      format(form.noticeHow, { address }),
      form.noticeCare,
    ],
  };
}

function letterPaper(of: {
  readonly row: StoredEnterpriseCode;
  readonly code: string;
  readonly agency: { readonly name: string; readonly phone: string };
  /** Null where no public address is configured. */
  readonly address: string | null;
  readonly today: string;
  readonly lastDay: string;
}): Paper {
  const { row, agency } = of;
  const field = (label: string, value: string) => ({ label, value: value === '' ? '—' : value });
  const heading = (text: string) => ({ kind: 'heading' as const, text });
  const text = (sentence: string) => ({ kind: 'text' as const, text: sentence });
  return {
    language: 'zh-CN',
    authority: agency.name,
    title: form.title,
    number: '',
    foot: form.foot,
    blocks: [
      {
        kind: 'fields',
        rows: [
          [field(form.enterprise, row.enterprise_name)],
          [field(form.creditCode, row.credit_code)],
          [field(form.agency, agency.name), field(form.phone, agency.phone)],
        ],
      },
      heading(form.codeTitle),
      text(format(form.code, { code: lettersShown(of.code) })),
      text(format(form.expires, { day: dayOf(of.lastDay) })),
      heading(form.howTitle),
      text(form.how1 + (of.address === null ? '' : format(form.address, { address: of.address }))),
      text(form.how2),
      text(form.how3),
      heading(form.whatTitle),
      text(form.what),
      heading(form.careTitle),
      text(form.care),
      {
        kind: 'signatures',
        intro: form.deliver,
        lines: [form.sign],
        date: format(form.date, { day: dayOf(of.today) }),
      },
    ],
  };
}

/** `2026年11月19日`, as papers write days. */
function dayOf(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return format(form.day, { year, month: Number(month), date: Number(date) });
}

/** Who of the object's enterprise has an account, and which letters went out. Errors: `enterprise.object.not_found`. */
export async function listAccess(
  platform: Platform,
  actor: Actor,
  objectId: string,
): Promise<Result<EnterpriseAccess>> {
  return inTransaction(platform.db, async (tx) => {
    const object = await objectById(tx, actor, objectId);
    if (object === undefined) return fail('enterprise.object.not_found');
    const { jurisdictionId } = actor;
    const everybody = object.uscc === null ? [] : await peopleOf(tx, object.uscc);
    const own = everybody.filter((row) => row.jurisdiction_id === jurisdictionId);
    const letters = await lettersOfObject(tx, { jurisdictionId, objectId });
    const now = platform.clock.now();
    const mayIssue = hasRole(actor, 'legalOfficer', 'sectionOfficer');
    return ok({
      creditCode: object.uscc,
      people: own.map((row) => {
        const { id, personName, phoneTail, state, lastSignInAt } = shownPerson(platform, row);
        const { state_reason: stateReason, version } = row;
        return { id, personName, phoneTail, state, lastSignInAt, stateReason, version };
      }),
      elsewhere: everybody.length - own.length,
      letters: letters.map((row) => ({
        id: row.id,
        state: letterState(row, now),
        issuedName: row.issued_name,
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        sent: sentOf(row),
        mayMark: row.sent_at === null && row.agency_id === actor.agencyId && mayIssue,
      })),
    });
  });
}

function sentOf(row: StoredEnterpriseCode): EnterpriseAccess['letters'][number]['sent'] {
  if (row.sent_way === null || row.sent_on === null) return null;
  const way = row.sent_way as LetterWay;
  return { way, on: row.sent_on, to: row.sent_to, number: row.sent_number, by: row.sent_name };
}

/**
 * Records how the printed letter left the house; it then stands in the log of sending.
 * Errors: `enterprise.letter.not_found`, `enterprise.letter_day_invalid`, `enterprise.letter_to_invalid`,
 * `enterprise.letter_number_invalid`, `enterprise.letter_sent_already`.
 */
export async function markLetterSent(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly way: LetterWay;
    readonly sentOn: string;
    readonly to: string;
    readonly number: string;
  },
): Promise<Result<{ id: string }>> {
  const action = { actor, actionId: input.actionId, routeId: 'enterpriseLetters.markSent' };
  return runAction(platform, action, async (tx): Promise<Result<{ id: string }>> => {
    const { jurisdictionId } = actor;
    const { id, way, sentOn, to, number } = input;
    const row = await codeById(tx, { jurisdictionId, id });
    if (row === undefined || row.agency_id !== actor.agencyId) return fail('enterprise.letter.not_found');
    const issuedOn = businessDay(platform, row.issued_at);
    if (sentOn < issuedOn || sentOn > platform.clock.today())
      return fail('enterprise.letter_day_invalid', { from: issuedOn }, 'sentOn');
    if (way === 'inPerson' && to === '') return fail('enterprise.letter_to_invalid', undefined, 'to');
    if (way === 'post' && number === '') return fail('enterprise.letter_number_invalid', undefined, 'number');
    const sent = { way, on: sentOn, to, number, name: actor.personName, at: platform.clock.now() };
    if (!(await saveLetterSent(tx, { jurisdictionId, id }, sent)))
      return fail('enterprise.letter_sent_already');
    await record(tx, platform, {
      type: 'enterprise.letter_sent',
      actor,
      subject: { kind: 'enterpriseCode', id },
      data: { creditCode: row.credit_code, letterWay: way, sentOn },
    });
    return ok({ id });
  });
}

function letterState(row: StoredEnterpriseCode, now: string): EnterpriseAccess['letters'][number]['state'] {
  if (row.ended_at !== null) return row.account_id === null ? 'ended' : 'used';
  return row.expires_at <= now ? 'expired' : 'open';
}
