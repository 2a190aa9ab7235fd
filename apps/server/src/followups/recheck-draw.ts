/**
 * People of a re-inspection drawn anew, where the rule book asks for it (R241): from everybody fit who was not in the first
 * team. The list is fixed by an entry of the ledger that carries its digest; the hash of that entry is the seed, so that
 * nobody picks and anybody can repeat it. Nothing is written here but that entry.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { encodeUtf8, hex, plainSha256Provider } from '@mingcha/draw';
import { lockHead } from '../platform/ledger/ledger.queries.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Goer } from '../tasks/dispatch.queries.ts';
import type { InspectionCase } from '../tasks/inspection.queries.ts';
import { fitPeople, lotsOf } from '../tasks/lots.ts';
import type { Work } from './work.ts';

export interface DrawnTeam {
  /** The leader first where the rule book asks for one. */
  readonly people: readonly Goer[];
  readonly seed: string;
  readonly ledgerSeq: number;
  readonly tickets: readonly {
    readonly name: string;
    readonly certificateNumber: string;
    readonly ticket: string;
    readonly goes: boolean;
  }[];
}

/** Errors: `followup.recheck_nobody_fit` {count, needed}, `followup.recheck_leader_missing` {count}. */
export async function drawRecheckTeam(
  work: Work<'startRecheck'>,
  of: {
    readonly found: InspectionCase;
    readonly window: { readonly from: string; readonly to: string };
    readonly matching: Pick<RuleBook['matching'], 'teamSize' | 'leader'>;
  },
): Promise<Result<DrawnTeam>> {
  const { tx, platform, actor } = work;
  const { found, matching } = of;
  const fit = await fitPeople(tx, platform, {
    jurisdictionId: found.task.jurisdiction_id,
    agency: actor,
    objectId: found.inspection.object_id,
    window: of.window,
    without: new Set(found.members.flatMap((each) => each.inspector_id ?? [])),
  });
  const needed = matching.teamSize;
  if (fit.length < needed) return fail('followup.recheck_nobody_fit', { count: fit.length, needed });
  if (matching.leader && !fit.some((goer) => goer.canLead))
    return fail('followup.recheck_leader_missing', { count: fit.length });
  const ids = fit.map((goer) => goer.id).toSorted((a, b) => (a < b ? -1 : 1));
  await record(tx, platform, {
    type: 'followup.recheck_drawn',
    actor,
    subject: { kind: 'inspection', id: found.inspection.id },
    data: {
      eligible: fit.length,
      wantedCount: needed,
      populationDigest: hex(plainSha256Provider.hash(encodeUtf8(ids.join('\n')))),
    },
  });
  // The entry just written: nobody could know its hash before, and it names the list that is drawn from.
  const head = await lockHead(tx, actor.jurisdictionId);
  const seed = hex(head.hash);
  const lots = lotsOf(seed, fit);
  const people = firstOf(
    lots.map((lot) => lot.goer),
    { needed, leads: matching.leader },
  );
  const tickets = lots.map(({ goer, ticket }) => ({
    name: goer.name,
    certificateNumber: goer.certificateNumber,
    ticket,
    goes: people.includes(goer),
  }));
  return ok({ people, seed, ledgerSeq: Number(head.seq), tickets });
}

/** The smallest tickets; of a leader the smallest of those who may lead. */
function firstOf(
  inOrder: readonly Goer[],
  of: { readonly needed: number; readonly leads: boolean },
): readonly Goer[] {
  const leader = of.leads ? inOrder.find((goer) => goer.canLead) : undefined;
  if (leader === undefined) return inOrder.slice(0, of.needed);
  return [leader, ...inOrder.filter((goer) => goer !== leader)].slice(0, of.needed);
}
