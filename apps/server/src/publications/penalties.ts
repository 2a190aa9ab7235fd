/**
 * A penalty that its office made public (双公示) becomes a public record of its own, so that the portal, feeds and the
 * credit platforms carry it, and ends with its term. A natural person's has none. What holds personal data is kept back
 * and the named person hears of it; nothing here changes the decision.
 */
import type { PenaltyDecision, partyKinds } from '@mingcha/core/followups/penalty.ts';
import { penaltyTitle } from '@mingcha/core/followups/penalty-form.ts';
import { type PublicPenalty, publicPenalty } from '@mingcha/core/publications/public-record.ts';
import { mayHoldIdentity } from '@mingcha/core/publications/publication-hints.ts';
import { publicationNotices } from '@mingcha/core/publications/publication-notices.ts';
import { type InspectedObject, inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import type { Tx } from '../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import { notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { publishOnce } from './documents.ts';
import { publicationPeople } from './due.queries.ts';
import { hasPenaltyRecord, type PublishedPenaltyRow, publishedPenalties } from './penalty.queries.ts';

async function followPenalties(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const ids = event.data['findingIds'];
  const findings = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [event.subject.id];
  for (const row of await publishedPenalties(tx, findings)) await publishPenalty(tx, platform, row);
}

async function publishPenalty(tx: Tx, platform: Platform, row: PublishedPenaltyRow): Promise<void> {
  const { decision, object_key: objectKey } = row;
  const object = inspectedObject.parse(row.object);
  const payload = payloadOf(row, object);
  if (payload === null) return;
  const { number } = decision;
  const key = { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id, objectKey, number };
  if (await hasPenaltyRecord(tx, key)) return;
  const checked = publicPenalty.safeParse(payload);
  // Nobody reviews it: a mistyped identity number is kept back as well.
  if (!checked.success || mayHoldIdentity(JSON.stringify(payload))) return tellOfKept(tx, platform, row);
  await publishOnce(tx, platform, {
    kind: 'penalty',
    subjectId: row.finding_id,
    jurisdictionId: row.jurisdiction_id,
    ...(row.agency_jurisdiction_id === null ? {} : { agencyJurisdictionId: row.agency_jurisdiction_id }),
    agency: payload.agency,
    title: payload.title,
    number,
    payload: checked.data,
    about: { objectKey, objectName: object.name, endsOn: decision.publicUntil },
  });
}

/** Null for a natural person. */
function payloadOf(row: PublishedPenaltyRow, object: InspectedObject): PublicPenalty | null {
  const { decision } = row;
  const party = partyOf(decision);
  if (party === null) return null;
  const { number, violation, facts, basis, kinds, content, licence } = decision;
  return {
    kind: 'penalty',
    agency: { id: row.agency_id, name: row.agency_name },
    agencyCode: row.agency_code ?? '',
    number,
    title: penaltyTitle(number),
    object: { name: object.name, code: object.uscc, party },
    violation,
    facts,
    basis,
    kinds: [...kinds],
    content,
    fineFen: decision.fineFen,
    confiscatedFen: decision.confiscatedFen,
    licence,
    decidedOn: decision.decidedOn,
    validTo: decision.validTo,
    publicUntil: decision.publicUntil,
  };
}

type Party = Exclude<(typeof partyKinds)[number], 'person'>;
const partyOf = ({ partyKind }: PenaltyDecision): Party | null => (partyKind === 'person' ? null : partyKind);

async function tellOfKept(tx: Tx, platform: Platform, row: PublishedPenaltyRow): Promise<void> {
  const jurisdictionId = row.agency_jurisdiction_id ?? row.jurisdiction_id;
  const today = platform.clock.today();
  const { named } = await publicationPeople(tx, { jurisdictionId, agencyId: row.agency_id, today });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: named,
    kind: publicationNotices.penaltyKept,
    data: { number: row.decision.number },
    link: '/followups',
    dedupeKey: `publication.penaltyKept ${row.finding_id}`,
  });
}

export const penaltyFollower: Follower = {
  name: 'publications.penalties',
  types: ['followup.moved'],
  handle: followPenalties,
};
