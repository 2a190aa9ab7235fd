/**
 * What fills credit files: published results and what becomes of them (corrected, marked, withdrawn, ended, contained),
 * published penalties, and that a matter ended without penalty. A line says what the public record says and goes with it.
 */
import { entryWordings } from '@mingcha/core/credit/credit-form.ts';
import { businessDay } from '../platform/business-day.ts';
import type { Tx } from '../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedRecord } from '../publications/public-record.queries.ts';
import { publicationById } from '../publications/publication.queries.ts';
import { handledProblems, hasPenalty, putEntry, removeEntry } from './entry.queries.ts';

async function followRecord(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const publication = await publicationById(tx, event.subject.id);
  if (publication?.kind !== 'result' || publication.object_key === null) return;
  const source = {
    jurisdictionId: publication.jurisdiction_id,
    kind: 'result',
    sourceId: publication.id,
  } as const;
  const at = platform.clock.now();
  const found = await publishedRecord(tx, publication.id);
  // What was corrected before its release is not public yet.
  if (found === undefined) return;
  if (found.state !== 'published' || found.payload.kind !== 'result')
    return removeEntry(tx, source, { removal: publication.removal ?? 'lawful', at });
  const { payload } = found;
  // A unit whose name or code is kept from the public is kept from its shared file too.
  if (payload.withheld.includes('objectName') || payload.withheld.includes('objectCode')) return;
  await putEntry(tx, source, {
    id: platform.ids.next(),
    at,
    content: {
      objectKey: publication.object_key,
      publicationId: publication.id,
      agency: payload.agency,
      onDay: payload.inspectedOn,
      title: `${payload.originWording}　${payload.task.name}`,
      wording: payload.overall.wording,
      isProblem: payload.overall.isProblem,
      isObjected: found.isObjected,
      corrections: payload.corrections.length,
    },
  });
}

async function followHandling(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const ids = event.data['findingIds'];
  const findings = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  for (const problem of await handledProblems(tx, findings)) {
    if (problem.ended === 'penalised') await enterPenalty(tx, platform, problem);
    if (problem.ended === 'notPunished') await enterLeniency(tx, platform, problem);
  }
}

type Problem = Awaited<ReturnType<typeof handledProblems>>[number];
const agencyOf = (problem: Problem) => ({ id: problem.agency_id, name: problem.agency_name });
const common = { publicationId: null, isObjected: false, corrections: 0 };

async function enterPenalty(tx: Tx, platform: Platform, problem: Problem): Promise<void> {
  const { number, decided_on: onDay, decision, published_on: publishedOn } = problem;
  if (number === null || onDay === null || decision === null || publishedOn === null) return;
  const title = entryWordings.penalty(number);
  const of = { jurisdictionId: problem.jurisdiction_id, objectKey: problem.object_key };
  if (await hasPenalty(tx, { ...of, title, except: problem.finding_id })) return;
  const source = {
    jurisdictionId: of.jurisdictionId,
    kind: 'penalty',
    sourceId: problem.finding_id,
  } as const;
  await putEntry(tx, source, {
    id: platform.ids.next(),
    at: platform.clock.now(),
    content: {
      ...common,
      objectKey: of.objectKey,
      agency: agencyOf(problem),
      onDay,
      title,
      wording: decision.violation,
      isProblem: true,
    },
  });
}

/** A reference only: not public, never given to others. */
async function enterLeniency(tx: Tx, platform: Platform, problem: Problem): Promise<void> {
  if (problem.closed_at === null) return;
  const source = {
    jurisdictionId: problem.jurisdiction_id,
    kind: 'leniency',
    sourceId: problem.finding_id,
  } as const;
  await putEntry(tx, source, {
    id: platform.ids.next(),
    at: platform.clock.now(),
    content: {
      ...common,
      objectKey: problem.object_key,
      agency: agencyOf(problem),
      onDay: businessDay(platform, problem.closed_at),
      title: entryWordings.leniency,
      wording: '',
      isProblem: false,
    },
  });
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
