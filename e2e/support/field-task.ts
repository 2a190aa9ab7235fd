/** A task that no draw gave, opened over the desk's own routes, so that a phone has visits of its own to work on. */
import assert from 'node:assert/strict';
import { done, type Person } from './person.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface FieldWish {
  readonly title: string;
  readonly objects: number;
  readonly people: readonly string[];
  /** How many objects of the register are passed over. */
  readonly from?: number;
}

/** Opens and sends out a special inspection of so many objects, the first of `people` leads; gives its id. */
async function openFieldTask(legal: Person, wish: FieldWish): Promise<string> {
  const itemKeys = await itemsWithSheet(legal);
  const objects = done(await legal.get(`/api/objects?limit=${(wish.from ?? 0) + wish.objects}`)) as {
    rows: Named[];
  };
  const inspectorIds: string[] = [];
  for (const name of wish.people) {
    const found = done(await legal.get(`/api/inspectors?limit=2&text=${encodeURIComponent(name)}`)) as {
      rows: Named[];
    };
    inspectorIds.push(found.rows[0]?.id ?? '');
  }
  const today = new Date().toISOString().slice(0, 10);
  const opened = done(
    await legal.post('/api/case-tasks', {
      origin: 'special',
      title: wish.title,
      basis: {
        document: '专项检查通知',
        number: '〔2026〕9号',
        day: today,
        approver: '局长',
        reason: '专项检查',
      },
      method: 'onSite',
      announced: true,
      window: { from: today, to: `${Number(today.slice(0, 4)) + 1}-01-31` },
      itemKeys,
      objectIds: objects.rows.slice(wish.from ?? 0).map((object) => object.id),
      inspectorIds,
      claimDue: `${Number(today.slice(0, 4)) + 1}-01-31`,
    }),
  ) as { id: string };
  return opened.id;
}

/** Opens a task; the inspector, who is one of its people, claims every visit of it. Gives the visits' ids. */
export async function claimedVisits(
  { legal, inspector }: { readonly legal: Person; readonly inspector: Person },
  wish: FieldWish,
): Promise<readonly string[]> {
  const taskId = await openFieldTask(legal, wish);
  const mine = done(await inspector.get('/api/my-inspections')) as { rows: { id: string; taskId: string }[] };
  const inspectionIds = mine.rows.filter((row) => row.taskId === taskId).map((row) => row.id);
  assert.equal(inspectionIds.length, wish.objects);
  done(await inspector.post('/api/my-inspections/claim', { inspectionIds }));
  return inspectionIds;
}

/** The item of the demo's own tasks that has a check sheet. */
async function itemsWithSheet(legal: Person): Promise<readonly string[]> {
  const { rows } = done(await legal.get('/api/tasks?limit=50')) as { rows: Named[] };
  for (const { id } of rows) {
    const { items } = done(await legal.get(`/api/tasks/${id}`)) as { items: { key: string; name: string }[] };
    const found = items.find(({ name }) => name.includes('危险化学品'));
    if (found !== undefined) return [found.key];
  }
  throw new Error('the demo has no task with a check sheet');
}
