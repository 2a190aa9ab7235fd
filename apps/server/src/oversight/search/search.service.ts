/** Global search over what the person's own lists show, kind by kind: a kind whose list is closed to a role is not searched. */
import type { Policy } from '@mingcha/core/common/api.ts';
import { ok } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { listDraws } from '@mingcha/core/draws/draw-api.ts';
import { listInspections } from '@mingcha/core/inspections/results/inspection-api.ts';
import {
  type FoundRow,
  type SearchKind,
  searchRows,
  shortestSearch,
} from '@mingcha/core/oversight/search/search-api.ts';
import { listPublications } from '@mingcha/core/publications/publication-api.ts';
import { listInspectors } from '@mingcha/core/registers/inspector-api.ts';
import { listObjects } from '@mingcha/core/registers/object-api.ts';
import { papersOfInspection } from '@mingcha/core/tasks/papers/paper-api.ts';
import { listTasks } from '@mingcha/core/tasks/task-api.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { objectPage } from '../../registers/object-list.queries.ts';
import { taskPage } from '../../tasks/task.queries.ts';
import { readerOf } from '../../tasks/task-view.ts';
import {
  foundDraws,
  foundInspections,
  foundPapers,
  foundPeople,
  foundPublications,
} from './search.queries.ts';

interface Asked {
  readonly text: string;
  readonly limit: number;
}
interface Place {
  readonly actor: Actor;
  readonly today: string;
}

interface Source {
  readonly kind: SearchKind;
  /** Of the list that shows the same rows. */
  readonly policy: Policy;
  readonly find: (tx: Tx, place: Place, asked: Asked) => Promise<readonly FoundRow[]>;
}

const sources: readonly Source[] = [
  {
    kind: 'objects',
    policy: listObjects.policy,
    find: async (tx, { actor }, { text, limit }) =>
      (await objectPage(tx, actor, { filter: { text }, page: { after: undefined, limit: limit - 1 } })).map(
        (row) => ({
          id: row.id,
          title: row.name,
          note: row.uscc ?? row.registration_number ?? row.local_code ?? '',
          path: `/objects/${row.id}`,
        }),
      ),
  },
  {
    kind: 'tasks',
    policy: listTasks.policy,
    find: async (tx, { actor, today }, { text, limit }) =>
      (await taskPage(tx, readerOf(actor), { filter: { text }, today, after: null, limit: limit - 1 })).map(
        (row) => ({
          id: row.id,
          title: row.title,
          note: row.number,
          path: `/tasks/${row.id}`,
        }),
      ),
  },
  {
    kind: 'draws',
    policy: listDraws.policy,
    find: async (tx, { actor }, asked) =>
      (await foundDraws(tx, actor, asked)).map((row) => ({ ...row, path: `/draws/${row.id}` })),
  },
  {
    kind: 'inspections',
    policy: listInspections.policy,
    find: async (tx, { actor }, asked) =>
      (await foundInspections(tx, actor, asked)).map((row) => ({ ...row, path: `/inspections/${row.id}` })),
  },
  {
    kind: 'people',
    policy: listInspectors.policy,
    find: async (tx, { actor }, asked) =>
      (await foundPeople(tx, actor, asked)).map((row) => ({ ...row, path: `/inspectors?open=${row.id}` })),
  },
  {
    kind: 'papers',
    policy: papersOfInspection.policy,
    find: async (tx, { actor }, asked) =>
      (await foundPapers(tx, actor, asked)).map(({ id, title, note, inspectionId, taskId }) => ({
        id,
        title,
        note,
        path: inspectionId === null ? `/tasks/${taskId ?? ''}` : `/inspections/${inspectionId}?tab=papers`,
      })),
  },
  {
    kind: 'publications',
    policy: listPublications.policy,
    find: async (tx, { actor }, asked) =>
      (await foundPublications(tx, actor, asked)).map((row) => ({ ...row, path: `/publications/${row.id}` })),
  },
];

function allows(policy: Policy, actor: Actor): boolean {
  return policy.kind === 'signedIn' || (policy.kind === 'roles' && hasRole(actor, ...policy.roles));
}

/** Groups in the order of the kinds; kinds without a hit are left out. Texts of one character find nothing. */
export async function searchEverything(platform: Platform, actor: Actor, text: string) {
  const asked = { text, limit: searchRows + 1 };
  const place = { actor, today: platform.clock.today() };
  if ([...text.replaceAll(' ', '')].length < shortestSearch) return ok({ groups: [] });
  return inTransaction(platform.db, async (tx) => {
    const groups = [];
    for (const { kind, policy, find } of sources) {
      if (!allows(policy, actor)) continue;
      const rows = await find(tx, place, asked);
      if (rows.length > 0)
        groups.push({ kind, rows: rows.slice(0, searchRows), more: rows.length > searchRows });
    }
    return ok({ groups });
  });
}
