/** What tests of the visit, of results and follow-ups share: a dispatched task with inspections, written directly. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { TestApp } from '../platform/testing-app.ts';
import { insertInspections, insertTask } from './inspection.queries.ts';

/** Stable key of the published item that the planted task checks. */
export const plantedItem = '00000000-0000-4000-8000-0000000000b1';

export interface PlantOptions {
  readonly count?: number;
  readonly stage?: TeamStage;
  /** The brigade takes part with a team of its own. */
  readonly joint?: boolean;
  /** A team of another jurisdiction's agency too, led by this person. */
  readonly elsewhere?: Actor;
  readonly announced?: boolean;
  readonly method?: 'onSite' | 'documents';
}

export interface Planted {
  readonly taskId: string;
  readonly inspectionIds: readonly string[];
  readonly objectIds: readonly string[];
}

/**
 * A dispatched special task of the bureau: `boWen` leads with a colleague who has no account, and in a joint task
 * `otherInspector` leads the brigade's team. Later stages than `claimed` are planted as if each move had been made.
 */
export async function plantInspections(test: TestApp, options: PlantOptions = {}): Promise<Planted> {
  const { platform, cast } = test;
  const { count = 1, stage = 'claimed', joint = false, announced = false, method = 'onSite' } = options;
  const { jurisdictionId, agencyId } = cast.anLan;
  const at = platform.clock.now();
  const taskId = platform.ids.next();
  const inspectionIds = Array.from({ length: count }, () => platform.ids.next());
  const objectIds = Array.from({ length: count }, () => platform.ids.next());
  // Every further planting in the same application has codes of its own, a thousand of them too; 256 objects at most each.
  const mark = taskId.slice(-6).toUpperCase();
  const uscc = (i: number): string => `91130181M${mark}${i.toString(16).toUpperCase().padStart(2, '0')}X`;
  const facts = factsOf(stage, at);
  const teams = [
    cast.anLan,
    ...(joint ? [cast.otherAgency] : []),
    ...(options.elsewhere === undefined ? [] : [options.elsewhere]),
  ];
  await inTransaction(platform.db, async (tx) => {
    for (const [i, id] of objectIds.entries()) {
      await tx
        .insertInto('objects')
        .values({
          jurisdiction_id: jurisdictionId,
          id,
          agency_id: agencyId,
          section_id: null,
          kind: 'enterprise',
          name: `茶亭${i + 1}号采石场`,
          uscc: uscc(i),
          registration_number: null,
          local_code: null,
          address: `茶亭路${i + 1}号`,
          division_code: '130181',
          industry: '1019',
          credit_class: 'B',
          credit_class_on: null,
          registered_on: null,
          status_on: null,
          import_id: null,
          created_at: at,
          updated_at: at,
        })
        .execute();
    }
    await insertTask(tx, {
      jurisdiction_id: jurisdictionId,
      id: taskId,
      agency_id: agencyId,
      section_id: null,
      number: `茶亭抽查〔2026〕${taskId.slice(-8)}号`,
      year: 2026,
      title: '茶亭区应急管理局2026年非煤矿山专项检查',
      title_en: 'Special inspection of mines, 2026',
      origin: 'special',
      draw_id: null,
      plan_entry_key: null,
      basis: JSON.stringify({
        document: '关于开展专项检查的通知',
        number: '',
        day: '2026-01-05',
        approver: '首长',
        reason: '',
      }),
      item_keys: [plantedItem],
      method,
      announced,
      window_from: '2026-01-01',
      window_to: '2026-12-31',
      rule_book_id: null,
      rule_book_version: 0,
      state: 'dispatched',
      dispatch_due: null,
      dispatched_at: at,
      dispatched_by: cast.anLan.accountId,
      dispatched_name: cast.anLan.personName,
      reveal_at: null,
      created_by: cast.anLan.accountId,
      created_name: cast.anLan.personName,
      created_at: at,
      updated_at: at,
    });
    await insertInspections(tx, {
      inspections: inspectionIds.map((id, i) => ({
        jurisdiction_id: jurisdictionId,
        id,
        task_id: taskId,
        position: i + 1,
        object_id: objectIds[i] ?? '',
        object_key: `uscc:${uscc(i)}`,
        object: JSON.stringify({
          name: `茶亭${i + 1}号采石场`,
          uscc: uscc(i),
          localCode: null,
          kind: 'enterprise',
          address: `茶亭路${i + 1}号`,
          area: '130181',
          legalRep: '石磊',
          contact: '石磊',
          phone: '13800000000',
        }),
        c: null,
        replaces: null,
        recheck_of: null,
        outcome: null,
        outcome_at: null,
        scheduled_for: null,
        created_at: at,
        updated_at: at,
      })),
      teams: inspectionIds.flatMap((id) =>
        teams.map((agency) => ({
          jurisdiction_id: jurisdictionId,
          inspection_id: id,
          agency_id: agency.agencyId,
          agency_jurisdiction_id: agency.jurisdictionId,
          agency_name: nameOf(test, agency),
          initiator: agency === cast.anLan,
          item_keys: agency === cast.anLan ? [plantedItem] : [],
          stage,
          ...facts,
          visit_no: null,
          updated_at: at,
        })),
      ),
      members: inspectionIds.flatMap((id) =>
        teams.flatMap((agency) => membersOf(test, { inspectionId: id, agency, stage, at })),
      ),
    });
  });
  return { taskId, inspectionIds, objectIds };
}

function nameOf({ cast }: TestApp, agency: Actor): string {
  if (agency === cast.anLan) return '茶亭区应急管理局';
  return agency === cast.otherAgency ? '茶亭区消防救援大队' : '云岭市应急管理局';
}

function membersOf(
  test: TestApp,
  team: {
    readonly inspectionId: string;
    readonly agency: Actor;
    readonly stage: TeamStage;
    readonly at: string;
  },
) {
  const { platform, cast } = test;
  const { inspectionId, agency, stage, at } = team;
  const leads = new Map([
    [cast.anLan, cast.boWen],
    [cast.otherAgency, cast.otherInspector],
  ]);
  const lead = leads.get(agency) ?? agency;
  return [lead, null].map((person, k) => ({
    jurisdiction_id: cast.anLan.jurisdictionId,
    id: platform.ids.next(),
    inspection_id: inspectionId,
    agency_id: agency.agencyId,
    inspector_id: platform.ids.next(),
    account_id: person?.accountId ?? null,
    name: person?.personName ?? '同行',
    certificate_number: `ZF90${k}`,
    role: k === 0 ? 'lead' : 'member',
    state: stage === 'assigned' ? 'assigned' : 'claimed',
    c: null,
    seat_group: 0,
    seat: k,
    replaced_by: null,
    claimed_at: stage === 'assigned' ? null : at,
    updated_at: at,
  }));
}

const order: readonly TeamStage[] = [
  'assigned',
  'claimed',
  'approved',
  'noticed',
  'visiting',
  'recorded',
  'submitted',
  'passed',
];

/** The instants of all facts up to a stage. */
function factsOf(stage: TeamStage, at: string) {
  const reached = (wanted: TeamStage): string | null =>
    order.indexOf(stage) >= order.indexOf(wanted) ? at : null;
  return {
    claimed_at: reached('claimed'),
    approved_at: reached('approved'),
    noticed_at: reached('noticed'),
    entered_at: reached('visiting'),
    recorded_at: reached('recorded'),
    submitted_at: reached('submitted'),
    passed_at: reached('passed'),
  };
}
