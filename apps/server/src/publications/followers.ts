/**
 * What publications follow: results that passed, follow-ups that moved, documents and draws that were published. The
 * rows are found by the subject's id, since an event lies in the actor's jurisdiction.
 */
import { assert } from '@mingcha/core/common/result.ts';
import type { Tx } from '../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import { documentFollowers } from './documents.ts';
import { enterpriseFollower } from './enterprise/tell.ts';
import { penaltyFollower } from './penalties.ts';
import { prepareResult } from './prepare.ts';
import { inspectionsOfFindings } from './source.queries.ts';

/** Prepares what passed. Teams that passed before are looked at again, which changes nothing. */
async function followReview(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  if (event.data['reviewDecision'] !== 'pass') return;
  await prepareInspection(tx, platform, event.subject.id);
}

async function prepareInspection(tx: Tx, platform: Platform, inspectionId: string): Promise<void> {
  const found = await inspectionCase(tx, inspectionId);
  if (found === undefined) return;
  for (const team of found.teams.filter((each) => each.stage === 'passed')) {
    const made = await prepareResult(tx, platform, { found, team, doer: null, ground: '' });
    assert(made.ok, `a result is prepared: ${made.ok ? '' : made.error.code}`);
  }
}

/** The follow-up's wording and state on the record move with it. */
async function followHandling(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const ids = event.data['findingIds'];
  const findings = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [event.subject.id];
  for (const id of await inspectionsOfFindings(tx, findings)) await prepareInspection(tx, platform, id);
}

const results: Follower = {
  name: 'publications.results',
  types: ['result.reviewed'],
  handle: followReview,
};

const handling: Follower = {
  name: 'publications.followups',
  types: ['followup.moved', 'followup.recheck_drawn'],
  handle: followHandling,
};

export const publicationFollowers: readonly Follower[] = [
  results,
  handling,
  penaltyFollower,
  enterpriseFollower,
  ...documentFollowers,
];
