/** What the preparation of a visit gives the phone: the notice, the inspection code, the trip sheet. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { tripText } from '@mingcha/core/tasks/trip-text.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { visitCode } from '../../tasks/preparation/visit-code.service.ts';
import { standingNotices, tripSheets } from './pack.queries.ts';
import type { VisitIds } from './visit-state.queries.ts';

export interface PreparedVisit {
  readonly notice: PackedVisit['notice'];
  readonly code: PackedVisit['code'];
  readonly tripSheet: PackedVisit['tripSheet'];
}

/** Stages in which the enterprise may still want to see the code. */
const shows: readonly string[] = ['claimed', 'approved', 'noticed', 'visiting'];

/** By inspection. `teams`: with their stages. */
export async function preparedVisits(
  tx: Tx,
  platform: Platform,
  of: {
    readonly ids: VisitIds;
    readonly actor: Actor;
    readonly teams: readonly {
      readonly inspection_id: string;
      readonly agency_id: string;
      readonly stage: string;
    }[];
  },
): Promise<ReadonlyMap<string, PreparedVisit>> {
  const { ids, actor, teams } = of;
  const notices = Map.groupBy(await standingNotices(tx, ids), (row) => row.inspection_id);
  const trips = new Map((await tripSheets(tx, ids)).map((row) => [row.inspection_id, row.fields]));
  const prepared = new Map<string, PreparedVisit>();
  for (const id of ids.inspectionIds) {
    const standing = notices.get(id) ?? [];
    const notice = standing.find((row) => row.agency_id === actor.agencyId) ?? standing[0];
    const isShown = teams.some((team) => team.inspection_id === id && shows.includes(team.stage));
    const found = isShown ? await inspectionCase(tx, id) : undefined;
    const code = found === undefined ? null : await visitCode(tx, platform, found);
    prepared.set(id, {
      notice:
        notice === undefined
          ? null
          : {
              number: notice.number,
              deliveredAt: notice.delivered_at,
              visitNo: notice.content.visitNo?.no ?? null,
            },
      code: code === null ? null : { url: code.url, summary: code.summary },
      tripSheet: tripOf(trips.get(id)),
    });
  }
  return prepared;
}

const tripFields = [
  'contact',
  'phone',
  'address',
  'siteRules',
  'meetingPoint',
  'meetsAt',
  'vehicle',
  'driver',
  'brings',
  'note',
] as const;

/** What is filled in, in the order of the sheet and in its words, as it is printed. */
function tripOf(fields: unknown): PackedVisit['tripSheet'] {
  if (typeof fields !== 'object' || fields === null) return [];
  const filled: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(fields));
  return tripFields.flatMap((name) => {
    const label = tripText.zh[`field.${name}`];
    const text = textOf(filled[name]);
    return text === '' ? [] : [{ label, value: text }];
  });
}

function textOf(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : '';
  return value
    .map((each: { readonly who?: string; readonly what?: string }) =>
      `${each.who ?? ''} ${each.what ?? ''}`.trim(),
    )
    .join('\n');
}
