/** Reading schemes, confirming receipt, and the paper. A scheme of another agency is seen by those it is addressed to. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { policyState } from '@mingcha/core/registers/library/policy-document.ts';
import {
  type SchemeContent,
  type SchemeDetail,
  type SchemeRow,
  schemeContent,
} from '@mingcha/core/registers/organisation/scheme.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { renderOfficialDocx } from '../../platform/documents/official-docx.ts';
import { renderOfficialPdf } from '../../platform/documents/official-pdf.ts';
import { renderedReply } from '../../platform/documents/paper-reply.ts';
import { flowView } from '../../platform/flow/flow.service.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { policiesByIds } from '../library/policy-document.queries.ts';
import * as queries from './scheme.queries.ts';
import { schemePaper } from './scheme-paper.ts';

type Receipts = Awaited<ReturnType<typeof queries.receiptRows>>;
type Addressee = SchemeContent['addressees'][number];

export async function listSchemes(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const stored = await queries.schemeRows(tx, actor);
    const receipts = await queries.receiptRows(
      tx,
      actor.jurisdictionId,
      stored.map((one) => one.id),
    );
    const rows = stored.filter((one) => maySee(one, actor)).map((one) => rowOf(one, actor, receipts));
    return ok({ rows });
  });
}

/** Errors: `scheme.not_found`. */
export async function showScheme(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<SchemeDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await readable(tx, actor, id);
    if (stored === undefined) return fail('scheme.not_found');
    const receipts = await queries.receiptRows(tx, actor.jurisdictionId, [id]);
    const content = contentOf(stored);
    const flow = await flowView(tx, actor, {
      id,
      state: stored.state,
      publishedOn: stored.published_on,
    });
    const isOwn = stored.agency_id === actor.agencyId;
    return ok({
      ...rowOf(stored, actor, receipts),
      content,
      version: stored.version,
      flow: isOwn ? flow : { ...flow, steps: [], allowed: [] },
      receipts: content.addressees.map((one) => {
        const receipt = receipts.find((row) => row.addresseeId === one.id);
        return {
          addresseeId: one.id,
          name: one.name,
          personName: receipt?.personName ?? null,
          at: receipt?.at ?? null,
        };
      }),
      lapsedBases: await lapsedBases(tx, actor, { content, today: platform.clock.today() }),
    });
  });
}

/** Errors: `scheme.not_found`, `scheme.not_published`, `scheme.not_addressee_forbidden`, `scheme.already_confirmed`. */
export async function confirmScheme(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string; addressee: string }>> {
  const { actionId, id } = input;
  return runAction(platform, { actor, actionId, routeId: 'schemes.confirm' }, async (tx) => {
    const stored = await readable(tx, actor, id);
    if (stored === undefined) return fail('scheme.not_found');
    if (stored.state !== 'published') return fail('scheme.not_published');
    const addressee = contentOf(stored).addressees.find((one) => speaksFor(one, actor));
    if (addressee === undefined) return fail('scheme.not_addressee_forbidden');
    const receipts = await queries.receiptRows(tx, actor.jurisdictionId, [id]);
    const earlier = receipts.find((one) => one.addresseeId === addressee.id);
    if (earlier !== undefined)
      return fail('scheme.already_confirmed', { name: addressee.name, person: earlier.personName });
    await queries.insertReceipt(tx, actor.jurisdictionId, {
      schemeId: id,
      addresseeId: addressee.id,
      accountId: actor.accountId,
      personName: actor.personName,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'scheme.received',
      actor,
      subject: { kind: 'scheme', id },
      data: { addressee: addressee.name },
    });
    return ok({ id, addressee: addressee.name });
  });
}

/** Errors: `scheme.not_found`. */
export async function printScheme(
  platform: Platform,
  actor: Actor,
  input: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const { id, format } = input;
  const stored = await inTransaction(platform.db, (tx) => readable(tx, actor, id));
  if (stored === undefined) return fail('scheme.not_found');
  const paper = schemePaper({
    title: stored.title,
    agencyName: stored.agencyName,
    documentNumber: stored.document_number,
    signedOn: stored.signed_on,
    isIssued: stored.published_on !== null,
    content: contentOf(stored),
  });
  const body = format === 'pdf' ? await renderOfficialPdf(paper) : await renderOfficialDocx(paper);
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: 'scheme.printed',
      actor,
      subject: { kind: 'scheme', id },
      data: { format },
    }),
  );
  return ok(renderedReply(body, format, stored.title));
}

async function readable(tx: Tx, actor: Actor, id: string) {
  const stored = await queries.schemeById(tx, actor.jurisdictionId, id);
  return stored !== undefined && maySee(stored, actor) ? stored : undefined;
}

function contentOf(stored: Pick<queries.StoredScheme, 'content'>): SchemeContent {
  return schemeContent.parse(stored.content);
}

function maySee(stored: queries.StoredScheme, actor: Actor): boolean {
  if (stored.agency_id === actor.agencyId) return true;
  if (stored.published_on === null) return false;
  return contentOf(stored).addressees.some((one) => one.kind === 'agency' && one.id === actor.agencyId);
}

/** A person confirms for the own section, or for the own agency where that is addressed. */
function speaksFor(addressee: Addressee, actor: Actor): boolean {
  return addressee.id === (addressee.kind === 'section' ? actor.sectionId : actor.agencyId);
}

function rowOf(stored: queries.StoredScheme, actor: Actor, receipts: Receipts): SchemeRow {
  const { addressees } = contentOf(stored);
  const confirmed = new Set(
    receipts.filter((one) => one.schemeId === stored.id).map((one) => one.addresseeId),
  );
  const mine = addressees.find((one) => speaksFor(one, actor));
  return {
    id: stored.id,
    year: stored.year,
    title: stored.title,
    agencyName: stored.agencyName,
    own: stored.agency_id === actor.agencyId,
    state: stored.state,
    documentNumber: stored.document_number,
    signedOn: stored.signed_on,
    publishedOn: stored.published_on,
    confirmed: addressees.filter((one) => confirmed.has(one.id)).length,
    addressed: addressees.length,
    awaitsMe: stored.state === 'published' && mine !== undefined && !confirmed.has(mine.id),
  };
}

async function lapsedBases(
  tx: Tx,
  actor: Actor,
  given: { readonly content: SchemeContent; readonly today: string },
): Promise<string[]> {
  const ids = given.content.bases.flatMap((one) => (one.policyId === null ? [] : [one.policyId]));
  const lapsed = (await policiesByIds(tx, actor.jurisdictionId, ids)).filter(
    (one) => policyState({ validUntil: one.valid_until, endedOn: one.ended_on }, given.today) === 'lapsed',
  );
  return given.content.bases
    .filter((one) => lapsed.some((row) => row.id === one.policyId))
    .map((one) => one.citation);
}
