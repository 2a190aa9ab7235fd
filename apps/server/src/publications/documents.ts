/**
 * Lists, rule books, plans and draws enter the public records when their own way has published them, so that feeds and
 * channels carry them like results. Nothing is reviewed again here; a successor ends the record before it.
 */
import { assert } from '@mingcha/core/common/result.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { PublicPayload } from '@mingcha/core/publications/public-record.ts';
import type { PublicationKind } from '@mingcha/core/publications/publication.ts';
import { businessDay } from '../platform/business-day.ts';
import type { Tx } from '../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import type { Platform } from '../platform/platform.ts';
import { addVersion, publishNow, removePublished, replacePublished } from './engine.ts';
import {
  insertPublication,
  publicationById,
  publicationOfSubject,
  publishedOfAgency,
} from './publication.queries.ts';
import { type DocumentKind, type SourceDocument, sourceDocument, sourceDraw } from './source.queries.ts';

/** Where each kind has its page on the portal. */
const pages: Readonly<Record<DocumentKind, string>> = {
  itemList: 'items',
  leniencyList: 'leniency',
  ruleBook: 'rules',
  plan: 'plans',
};

const inForce: readonly string[] = ['published', 'closed'];

async function followDocument(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const kind = event.subject.kind as DocumentKind;
  const document = await sourceDocument(tx, kind, event.subject.id);
  if (document === undefined) return;
  await endReplaced(tx, platform, { kind, document });
  if (document.state !== 'published') return;
  await publishOnce(tx, platform, {
    kind,
    subjectId: document.id,
    jurisdictionId: document.jurisdictionId,
    agency: { id: document.agencyId, name: document.agencyName },
    title: document.title,
    number: '',
    payload: {
      kind: 'document',
      documentKind: kind,
      agency: { id: document.agencyId, name: document.agencyName },
      title: document.title,
      version: document.version,
      publishedOn: document.publishedOn ?? platform.clock.today(),
      path: `${pages[kind]}/${document.id}`,
    },
  });
}

/** Records of the same agency and kind whose document is no longer in force. */
async function endReplaced(
  tx: Tx,
  platform: Platform,
  of: { readonly kind: DocumentKind; readonly document: SourceDocument },
): Promise<void> {
  const { kind, document } = of;
  for (const row of await publishedOfAgency(tx, { ...document, kind })) {
    const source = await sourceDocument(tx, kind, row.subject_id);
    if (source !== undefined && inForce.includes(source.state)) continue;
    const reason = source?.state === 'superseded' ? 'superseded' : 'lawful';
    const move = reason === 'superseded' ? 'end' : 'withdraw';
    const gone = await removePublished(tx, platform, { row, move, reason, note: '', doer: null });
    assert(gone.ok, 'a published record can end');
  }
}

async function followDraw(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const draw = await sourceDraw(tx, event.subject.id);
  // A draw that was never sealed was never public.
  if (draw === undefined || draw.sealed_at === null) return;
  const isVoid = event.type === 'draw.voided';
  const agency = { id: draw.agency_id, name: draw.agency_name };
  const number = drawNumber({ series: draw.series, no: draw.no ?? 0, attempt: draw.attempt });
  const payload = {
    kind: 'draw',
    agency,
    number,
    title: draw.title_zh,
    drawnOn: draw.drawn_at === null ? null : businessDay(platform, draw.drawn_at),
    voided: isVoid ? { reason: wordOf(event.data['reason']), on: businessDay(platform, event.at) } : null,
    path: `draws/${draw.id}`,
  } as const;
  if (isVoid) await sayVoided(tx, platform, { draw, payload });
  await publishOnce(tx, platform, {
    kind: isVoid ? 'drawVoid' : 'draw',
    subjectId: draw.id,
    jurisdictionId: draw.jurisdiction_id,
    agency,
    title: draw.title_zh,
    number,
    payload,
  });
}

/** The record that a release made earlier says from now on that its draw is void. */
async function sayVoided(
  tx: Tx,
  platform: Platform,
  of: {
    readonly draw: { readonly id: string; readonly jurisdiction_id: string };
    readonly payload: PublicPayload;
  },
): Promise<void> {
  const { draw, payload } = of;
  const key = { jurisdictionId: draw.jurisdiction_id, kind: 'draw', subjectId: draw.id } as const;
  const row = await publicationOfSubject(tx, key);
  if (row?.state !== 'published' || row.version > 1) return;
  const replaced = await replacePublished(tx, platform, {
    row,
    payload,
    why: 'drawVoided',
    ground: '',
    doer: null,
  });
  assert(replaced.ok, 'a published record can say more');
}

/** Codes only: the words of a reason stand on the draw's own page. */
const wordOf = (value: unknown): string =>
  typeof value === 'string' && /^[A-Za-z]{1,40}$/.test(value) ? value : 'other';

interface Thing {
  readonly kind: PublicationKind;
  readonly subjectId: string;
  readonly jurisdictionId: string;
  /** Of the agency, where it is another one. */
  readonly agencyJurisdictionId?: string;
  readonly agency: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly number: string;
  readonly payload: PublicPayload;
  /** The unit that it is about, and the last day of its term. */
  readonly about?: {
    readonly objectKey: string;
    readonly objectName: string;
    readonly endsOn: string | null;
  };
}

/**
 * Publishes a thing whose own way ended in its publication; once, however often its event is seen. Gives the id of its
 * publication.
 */
export async function publishOnce(tx: Tx, platform: Platform, thing: Thing): Promise<string> {
  const { kind, subjectId, jurisdictionId, agency, about } = thing;
  const before = await publicationOfSubject(tx, { jurisdictionId, kind, subjectId });
  if (before !== undefined) return before.id;
  const at = platform.clock.now();
  const id = platform.ids.next();
  await insertPublication(tx, {
    jurisdiction_id: jurisdictionId,
    id,
    kind,
    subject_id: subjectId,
    team_agency_id: agency.id,
    agency_id: agency.id,
    agency_jurisdiction_id: thing.agencyJurisdictionId ?? jurisdictionId,
    agency_name: agency.name,
    section_id: null,
    inspection_id: null,
    task_id: null,
    task_number: thing.number,
    title: thing.title,
    object_key: about?.objectKey ?? null,
    object_name: about?.objectName ?? '',
    state: 'reviewed',
    version: 1,
    result_on: null,
    due_on: null,
    embargo_until: null,
    ends_on: about?.endsOn ?? null,
    prepared_at: at,
    updated_at: at,
  });
  const row = await publicationById(tx, id, 'lock');
  if (row === undefined) throw new Error('a publication that was inserted is gone');
  await addVersion(tx, platform, {
    row,
    version: 1,
    payload: thing.payload,
    why: 'prepared',
    ground: '',
    doer: null,
  });
  const made = await publishNow(tx, platform, { row, doer: null });
  assert(made.ok, `a published document is public: ${made.ok ? '' : made.error.code}`);
  return id;
}

export const documentFollowers: readonly Follower[] = [
  {
    name: 'publications.documents',
    types: ['itemList.step_taken', 'leniencyList.step_taken', 'ruleBook.step_taken', 'plan.step_taken'],
    handle: followDocument,
  },
  { name: 'publications.draws', types: ['draw.released', 'draw.voided'], handle: followDraw },
];
