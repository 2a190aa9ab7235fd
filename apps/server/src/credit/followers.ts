/**
 * What fills credit files: public records of results and penalties and what becomes of them (corrected, marked, withdrawn,
 * ended, contained), and that a matter ended without penalty. A line says what the public record says and goes with it, so
 * a penalty of a natural person, which has none, stands in no file.
 */
import { entryWordings } from '@mingcha/core/credit/credit-form.ts';
import type { PublicPayload } from '@mingcha/core/publications/public-record.ts';
import { businessDay } from '../platform/business-day.ts';
import type { Tx } from '../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedRecord } from '../publications/public-record.queries.ts';
import { publicationById } from '../publications/publication.queries.ts';
import { type EntryContent, forgivenProblems, putEntry, removeEntry } from './entry.queries.ts';

async function followRecord(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const publication = await publicationById(tx, event.subject.id);
  if (publication === undefined || publication.object_key === null) return;
  const { kind, object_key: objectKey } = publication;
  if (kind !== 'result' && kind !== 'penalty') return;
  const source = { jurisdictionId: publication.jurisdiction_id, kind, sourceId: publication.id } as const;
  const at = platform.clock.now();
  const found = await publishedRecord(tx, publication.id);
  // What was corrected before its release is not public yet.
  if (found === undefined) return;
  const line = found.state === 'published' ? lineOf(found.payload) : 'gone';
  if (line === 'gone') return removeEntry(tx, source, { removal: publication.removal ?? 'lawful', at });
  if (line === null) return;
  const content = {
    ...line,
    objectKey,
    publicationId: publication.id,
    agency: { id: publication.team_agency_id, name: publication.agency_name },
    isObjected: found.isObjected,
  };
  await putEntry(tx, source, { id: platform.ids.next(), at, content });
}

type Line = Pick<EntryContent, 'onDay' | 'title' | 'wording' | 'isProblem' | 'corrections'>;

/** The line of a public record; null where it stays out of the file, `gone` where nothing of it is public. */
function lineOf(payload: PublicPayload): Line | null | 'gone' {
  if (payload.kind === 'penalty') {
    const { number, violation, decidedOn } = payload;
    const title = entryWordings.penalty(number);
    return { onDay: decidedOn, title, wording: violation, isProblem: true, corrections: 0 };
  }
  if (payload.kind !== 'result') return 'gone';
  // A unit whose name or code is kept from the public is kept from its shared file too.
  if (payload.withheld.includes('objectName') || payload.withheld.includes('objectCode')) return null;
  return {
    onDay: payload.inspectedOn,
    title: `${payload.originWording}　${payload.task.name}`,
    wording: payload.overall.wording,
    isProblem: payload.overall.isProblem,
    corrections: payload.corrections.length,
  };
}

/** That a matter ended without penalty: a reference only, not public, never given to others. */
async function followHandling(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const ids = event.data['findingIds'];
  const findings = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  for (const problem of await forgivenProblems(tx, findings)) {
    const { jurisdiction_id: jurisdictionId, finding_id: sourceId, closed_at: closedAt } = problem;
    if (closedAt === null) continue;
    const content = {
      objectKey: problem.object_key,
      publicationId: null,
      agency: { id: problem.agency_id, name: problem.agency_name },
      onDay: businessDay(platform, closedAt),
      title: entryWordings.leniency,
      wording: '',
      isProblem: false,
      isObjected: false,
      corrections: 0,
    };
    const of = { id: platform.ids.next(), at: platform.clock.now(), content };
    await putEntry(tx, { jurisdictionId, kind: 'leniency', sourceId }, of);
  }
}

export const creditFollowers: readonly Follower[] = [
  {
    name: 'credit.records',
    types: [
      'publication.published',
      'publication.corrected',
      'publication.updated',
      'publication.marked',
      'publication.withdrawn',
      'publication.ended',
      'publication.contained',
    ],
    handle: followRecord,
  },
  { name: 'credit.handling', types: ['followup.moved'], handle: followHandling },
];
