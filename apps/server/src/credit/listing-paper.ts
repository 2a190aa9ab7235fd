/** The notice and the decision of a listing as official papers: what the record says in the wording of the form. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ListingGround } from '@mingcha/core/credit/listing.ts';
import { listingPaperWords as words } from '@mingcha/core/credit/listing-form.ts';
import type { Measure } from '@mingcha/core/credit/measure.ts';
import { deliveryWords } from '@mingcha/core/tasks/papers/paper-words-form.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { renderOfficialDocx } from '../platform/documents/official-docx.ts';
import type { OfficialLine, OfficialPaper } from '../platform/documents/official-paper.ts';
import { renderOfficialPdf } from '../platform/documents/official-pdf.ts';
import { renderedReply } from '../platform/documents/paper-reply.ts';
import { fileById } from '../platform/files/files.queries.ts';
import { fileReply } from '../platform/http/binder.ts';
import type { FileReply } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import { agencyName, listingById, repairsOf, type StoredListing } from './listing.queries.ts';

type Kind = 'notice' | 'decision' | 'noticeReceipt' | 'decisionReceipt';

/** Errors: `listing.not_found`, `listing.no_decision`, `listing.no_notice`. */
export async function downloadListingPaper(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly paper: Kind; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const made = await inTransaction(platform.db, async (tx): Promise<Result<OfficialPaper>> => {
    const row = await listingById(tx, actor, { id: asked.id });
    if (row === undefined) return fail('listing.not_found');
    if (asked.paper.startsWith('decision') && (row.decided_on === null || row.state === 'notListed'))
      return fail('listing.no_decision');
    if (asked.paper === 'noticeReceipt' && row.notice_on === null) return fail('listing.no_notice');
    const agency = await agencyName(tx, { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id });
    return ok(paperOf(row, { kind: asked.paper, agency }));
  });
  if (!made.ok) return made;
  const paper = made.value;
  const body = asked.format === 'pdf' ? await renderOfficialPdf(paper) : await renderOfficialDocx(paper);
  return ok(renderedReply(body, asked.format, paper.parts[0]?.title ?? ''));
}

/** 送达回证: with the delivery that was noted, to be signed; before the delivery, to be filled in by hand. */
function receiptOf(
  row: StoredListing,
  of: { readonly isNotice: boolean; readonly agency: string },
): OfficialPaper {
  const { isNotice, agency } = of;
  const on = isNotice ? row.notice_on : row.served_on;
  const way = isNotice ? row.notice_way : row.served_way;
  const lines = words.receipt({
    objectName: row.object_name,
    paper: isNotice ? words.noticeTitle : words.decisionTitle,
    number: isNotice ? row.notice_number : row.decision_number,
    way: way === null ? '' : deliveryWords[way as keyof typeof deliveryWords],
    on: on ?? '',
    to: isNotice ? row.notice_to : row.served_to,
  });
  return {
    head: words.head(agency),
    issuer: agency,
    number: '',
    mark: '',
    parts: [
      {
        title: words.receiptTitle,
        addressees: '',
        lines: lines.map((text): OfficialLine => ({ kind: 'text', text })),
        signature: { name: agency, day: on === null ? words.dayPending : words.day(on) },
      },
    ],
  };
}

export function paperOf(
  row: StoredListing,
  of: { readonly kind: Kind; readonly agency: string },
): OfficialPaper {
  const { kind, agency } = of;
  if (kind === 'noticeReceipt' || kind === 'decisionReceipt')
    return receiptOf(row, { isNotice: kind === 'noticeReceipt', agency });
  const isNotice = kind === 'notice';
  const facts = {
    objectName: row.object_name,
    objectCode: row.object_code,
    ground: row.ground as ListingGround,
    facts: row.facts,
    basis: row.basis,
    measures: row.measures as readonly Measure[],
  };
  const number = isNotice ? row.notice_number : row.decision_number;
  const on = isNotice ? row.notice_on : row.decided_on;
  const isServed = (isNotice ? row.notice_on : row.served_on) !== null;
  const measures = facts.measures.length === 0 ? [words.noMeasure] : facts.measures.map(words.measure);
  const after = isNotice
    ? [words.rights(row.answer_due)]
    : [
        words.heard({ answeredOn: row.answered_on, hearingHeldOn: row.hearing_held_on }),
        words.repair,
        words.remedies,
      ];
  const basis = isNotice ? words.noticeBasis(facts) : words.decisionBasis(facts);
  const lines = [...words.facts(facts), basis, ...measures, ...after];
  return {
    head: words.head(agency),
    issuer: agency,
    number: number === '' ? words.numberPending : number,
    mark: isServed ? '' : words.draft,
    parts: [
      {
        title: isNotice ? words.noticeTitle : words.decisionTitle,
        addressees: words.addressee(facts),
        lines: lines.map((text): OfficialLine => ({ kind: 'text', text })),
        signature: { name: agency, day: on === null ? words.dayPending : words.day(on) },
      },
    ],
  };
}

/** The proof of a request for repair. Errors: `listing.not_found`. */
export async function downloadRepairFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly repairId: string },
): Promise<Result<FileReply>> {
  const file = await inTransaction(platform.db, async (tx) => {
    const row = await listingById(tx, actor, { id: asked.id });
    if (row === undefined) return undefined;
    const repair = (await repairsOf(tx, row)).find((each) => each.id === asked.repairId);
    return repair === undefined ? undefined : fileById(tx, row.jurisdiction_id, repair.file_id);
  });
  if (file === undefined) return fail('listing.not_found');
  return ok(
    fileReply({
      contentType: file.contentType,
      fileName: file.fileName,
      disposition: 'inline',
      body: await platform.files.get(file.sha256),
    }),
  );
}
