/** Paper numbers that a team takes along, so that what it prints at the door is numbered although it is offline. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { fieldPaperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { reserveNumbers } from '../../tasks/papers/number.service.ts';
import { visitNumbers } from './pack.queries.ts';

type Numbers = PackedVisit['numbers'];
type FieldKind = (typeof fieldPaperKinds)[number];

/** Stages in which a team may still issue papers at the door. */
const goes: readonly string[] = ['claimed', 'approved', 'noticed', 'visiting', 'recorded', 'returned'];

/**
 * Numbers of the person's own agency, by inspection: those reserved and not used. Each kind is reserved once per visit;
 * a notice only where it is handed over at the door.
 */
export async function teamNumbers(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly teams: readonly {
      readonly inspection_id: string;
      readonly agency_id: string;
      readonly stage: string;
      readonly noticed_at: string | null;
    }[];
    readonly rows: readonly { readonly id: string; readonly announced: boolean; readonly method: string }[];
  },
): Promise<ReadonlyMap<string, Numbers>> {
  const { agencyId } = of.actor;
  const held = await visitNumbers(tx, { agencyId, inspectionIds: of.rows.map((row) => row.id) });
  const byVisit = Map.groupBy(held, (row) => row.inspection_id ?? '');
  const numbers = new Map<string, Numbers>();
  for (const row of of.rows) {
    const known = byVisit.get(row.id) ?? [];
    const team = of.teams.find((each) => each.inspection_id === row.id && each.agency_id === agencyId);
    const isAtDoor = !row.announced && team?.noticed_at === null;
    const missing = fieldPaperKinds.filter(
      (kind) => (kind !== 'notice' || isAtDoor) && !known.some((each) => each.kind === kind),
    );
    const mayReserve = team !== undefined && goes.includes(team.stage) && row.method === 'onSite';
    const fresh =
      mayReserve && missing.length > 0
        ? await reserveNumbers(tx, platform, {
            inspectionId: row.id,
            agencyId,
            kinds: missing,
            by: of.actor,
          })
        : null;
    const reserved = known
      .filter((each) => each.state === 'reserved')
      .map((each) => ({ kind: each.kind as FieldKind, year: each.year, no: each.no, text: each.number }));
    const given = fresh?.ok === true ? fresh.value : [];
    const all = [...reserved, ...given.map((each) => ({ ...each, kind: each.kind as FieldKind }))];
    const rank = (kind: FieldKind): number => fieldPaperKinds.indexOf(kind);
    numbers.set(
      row.id,
      all.toSorted((a, b) => rank(a.kind) - rank(b.kind) || a.no - b.no),
    );
  }
  return numbers;
}
