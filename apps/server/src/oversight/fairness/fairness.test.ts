/** Tests of fairness statistics on a real draw: the figures are those of the sealed rows, and each reader sees their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FairnessDrawRow } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { sql } from 'kysely';
import { drawOf, drive, insertMines, ownTask } from '../../draws/draw-testing.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { passResult } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { keepFairness } from './summarise.ts';

const span = 'from=2026-01-01&to=2026-12-31';

// Tests look into replies of every shape.
// oxlint-disable-next-line typescript/no-explicit-any
async function read(app: TestApp, who: CastName, path: string): Promise<any> {
  const reply = await (await app.signIn(who)).get(`/api/oversight/fairness/${path}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body;
}

test('drawing by class, area and people of one draw: computed once from sealed rows, with its rows, own agency only', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(
      ownTask(app, {
        disclosure: { mode: 'open' },
        strata: [{ rule: 'draw', code: '01', name: '非煤矿山', rate: [15, 100], round: 'half' }],
      }),
    );
    const before = await read(app, 'anLan', `groups?axis=credit&${span}`);
    assert.deepEqual([before.draws, before.waiting, before.rows], [0, 1, []]);
    await keepFairness(app.platform);
    await keepFairness(app.platform);

    const groups = await read(app, 'anLan', `groups?axis=credit&${span}`);
    assert.deepEqual([groups.draws, groups.waiting, groups.sealed, groups.voided], [1, 0, 0, 0]);
    // 37 mines in turn A, B, C, D: ten, nine, nine, nine; six of them drawn.
    assert.deepEqual(
      groups.rows.map((row: { value: string; members: number }) => [row.value, row.members]),
      [
        ['A', 10],
        ['B', 9],
        ['C', 9],
        ['D', 9],
      ],
    );
    assert.equal(sum(groups.rows, 'seen'), 6);
    assert.ok(Math.abs(sum(groups.rows, 'expected') - 6) < 1e-9);
    const [a] = groups.rows;
    assert.ok(Math.abs(a.expected - (6 * 10) / 37) < 1e-9);
    assert.equal(a.method, 'exact');
    assert.equal(a.ask, false);

    const drawn = drawOf(await driver.lan.get(`/api/draws/${id}`)).objects ?? [];
    const rows = (await read(app, 'anLan', `group-draws?axis=credit&value=A&${span}`))
      .rows as FairnessDrawRow[];
    assert.equal(rows.length, 1);
    assert.deepEqual(rows[0]?.stratum, { name: '非煤矿山', members: 37, drawn: 6 });
    assert.equal(rows[0]?.ofGroup, 10);
    assert.equal(rows[0]?.drawId, id);
    assert.ok(Array.isArray(drawn));

    const areas = await read(app, 'auditor', `groups?axis=area&${span}`);
    assert.deepEqual(
      areas.rows.map((row: { value: string; members: number }) => [row.value, row.members]),
      [
        ['130181', 19],
        ['130182', 18],
      ],
    );
    const sizes = await read(app, 'coordinator', `groups?axis=size&${span}`);
    assert.deepEqual(
      sizes.rows.map((row: { value: string; members: number }) => [row.value, row.members]),
      [['', 37]],
    );

    const teams = await read(app, 'agencyHead', `teams?${span}`);
    assert.equal(teams.loads.length, 10);
    assert.equal(sum(teams.loads, 'seen'), 12);
    assert.ok(Math.abs(sum(teams.loads, 'expected') - 12) < 1e-9);
    assert.equal(teams.repetitions, 200);
    assert.equal(
      teams.loads.some((row: { ask: boolean }) => row.ask),
      false,
    );
    const names: string[] = teams.loads.map((row: { name: string }) => row.name);
    assert.deepEqual(
      names,
      names.toSorted((a, b) => (a < b ? -1 : 1)),
    );
    const [one] = teams.loads;
    const seats = await read(app, 'agencyHead', `team-draws?leafId=${one.leafId}&${span}`);
    assert.deepEqual(
      seats.rows.map((row: FairnessDrawRow) => [row.drawId, row.seen, row.expected]),
      [[id, one.seen, one.expected]],
    );

    // Another agency of the jurisdiction, and another jurisdiction: nothing.
    for (const who of ['otherAgency', 'chenXi'] as const) {
      assert.deepEqual((await read(app, who, `groups?axis=credit&${span}`)).rows, []);
      assert.deepEqual((await read(app, who, `teams?${span}`)).loads, []);
      assert.deepEqual((await read(app, who, `team-draws?leafId=${one.leafId}&${span}`)).rows, []);
      const chosen = `agencyId=${app.cast.anLan.agencyId}`;
      assert.deepEqual((await read(app, who, `group-draws?axis=credit&value=A&${span}&${chosen}`)).rows, []);
    }
    for (const who of ['boWen', 'sectionOfficer', 'administrator'] as const)
      assert.equal(
        (await (await app.signIn(who)).get(`/api/oversight/fairness/groups?axis=credit&${span}`)).status,
        403,
      );
  }));

function sum(rows: readonly Readonly<Record<string, number>>[], field: string): number {
  return rows.reduce((total, row) => total + (row[field] ?? 0), 0);
}

test('a draw whose names are not released, and a void one, are counted beside and not shown', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    await driver.drawn(ownTask(app));
    await keepFairness(app.platform);
    const groups = await read(app, 'auditor', `groups?axis=credit&${span}`);
    assert.deepEqual([groups.draws, groups.sealed, groups.rows], [0, 1, []]);
    assert.deepEqual((await read(app, 'auditor', `teams?${span}`)).loads, []);
    await inTransaction(app.platform.db, (tx) => sql`UPDATE draws SET state = 'voided'`.execute(tx));
    const voided = await read(app, 'auditor', `groups?axis=credit&${span}`);
    assert.deepEqual([voided.draws, voided.sealed, voided.voided, voided.rows], [0, 0, 1, []]);
  }));

test('ten visits of a pair without a finding where others find something: listed to ask about, for oversight only', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 22, stage: 'recorded' });
    for (const [i, id] of inspectionIds.entries())
      await passResult(app, { id, problems: i >= 12 && i % 5 !== 0 ? ['通道被占用'] : [] });
    const others = inspectionIds.slice(12);
    const ids = { a: app.platform.ids.next(), b: app.platform.ids.next(), c: app.platform.ids.next() };
    await inTransaction(app.platform.db, async (tx) => {
      await sql`UPDATE inspection_members SET inspector_id = CASE role WHEN 'lead' THEN ${ids.a}::uuid ELSE ${ids.b}::uuid END`.execute(
        tx,
      );
      await sql`UPDATE inspection_members SET inspector_id = ${ids.c} WHERE role <> 'lead'
        AND inspection_id = ANY(${[...others]}::uuid[])`.execute(tx);
    });
    const found = await read(app, 'auditor', `outcomes?${span}`);
    assert.deepEqual([found.visits, found.withFinding, found.pairs, found.compared], [22, 8, 2, 2]);
    assert.equal(found.rows.length, 1);
    const [row] = found.rows;
    assert.equal(row.visits, 12);
    // The others find something in 8 of 10 visits: (2/10) to the twelfth.
    assert.ok(Math.abs(row.tail - 0.2 ** 12) < 1e-15);
    const visits = await read(
      app,
      'agencyHead',
      `outcome-visits?memberA=${row.memberA}&memberB=${row.memberB}&limit=5&${span}`,
    );
    assert.equal(visits.rows.length, 5);
    const rest = await read(
      app,
      'agencyHead',
      `outcome-visits?memberA=${row.memberA}&memberB=${row.memberB}&limit=50&after=${visits.next}&${span}`,
    );
    const all = [...visits.rows, ...rest.rows];
    assert.deepEqual(
      [new Set(all.map((each) => each.inspectionId)).size, all.some((each) => each.hasFinding)],
      [12, false],
    );
    for (const who of ['anLan', 'sectionOfficer', 'boWen', 'justiceOfficer'] as const)
      for (const path of ['outcomes', `outcome-visits?memberA=${row.memberA}&memberB=${row.memberB}`]) {
        const reply = await (await app.signIn(who)).get(
          `/api/oversight/fairness/${path}${path.includes('?') ? '&' : '?'}${span}`,
        );
        assert.equal(reply.status, 403, `${who} ${path}`);
      }
  }));

test('an enterprise that three agencies entered in one month is listed with its visits and the cap', () =>
  withTestApp(async (app) => {
    const { objectIds } = await plantInspections(app, { count: 2 });
    const { jurisdictionId, agencyId, accountId } = app.cast.anLan;
    const at = app.platform.clock.now();
    const entry = (
      n: number,
      of: { object: number; day: string; agency: string; body: string; visit?: string },
    ) => {
      const id = app.platform.ids.next();
      return sql`INSERT INTO frequency_entries (jurisdiction_id, id, object_key, object_id, object_name, agency_id,
          body_name, body_qualified, entered_on, kind, visit_key, source, rule_book_version, counted, count_basis,
          count_at_time, recorded_by_agency, recorded_by, recorded_by_name, created_at)
        VALUES (${jurisdictionId}, ${id}, ${`uscc:${of.object}`}, ${objectIds[of.object]}, ${`茶亭${of.object + 1}号`},
          ${of.agency}, ${of.body}, true, ${of.day}, 'routine', ${of.visit ?? id}, 'manual', 0, true, 'counted', ${n},
          ${agencyId}, ${accountId}, '安岚', ${at})`;
    };
    const visit = app.platform.ids.next();
    const other = app.cast.otherAgency.agencyId;
    await inTransaction(app.platform.db, async (tx) => {
      await entry(1, { object: 0, day: '2026-03-02', agency: agencyId, body: '应急局', visit }).execute(tx);
      await entry(2, { object: 0, day: '2026-03-02', agency: other, body: '消防队', visit }).execute(tx);
      await entry(3, { object: 0, day: '2026-03-20', agency: other, body: '消防队' }).execute(tx);
      await entry(1, { object: 1, day: '2026-04-02', agency: agencyId, body: '应急局' }).execute(tx);
      await entry(1, { object: 1, day: '2025-04-02', agency: agencyId, body: '应急局' }).execute(tx);
    });
    const found = await read(app, 'coordinator', 'burden?year=2026');
    assert.deepEqual([found.enterprises, found.visits], [2, 3]);
    assert.equal(found.signs.severalInMonth, 1);
    assert.equal(found.signs.severalAgencies, 1);
    const [row] = found.rows.filter((each: { objectKey: string }) => each.objectKey === 'uscc:0');
    assert.deepEqual([row.visits, row.bodies, row.mostInMonth], [2, 2, 2]);
    const visits = await read(app, 'anLan', 'burden-visits?year=2026&objectKey=uscc:0');
    assert.deepEqual(
      visits.rows.map((each: { day: string; isJoint: boolean }) => [each.day, each.isJoint]),
      [
        ['2026-03-02', true],
        ['2026-03-02', true],
        ['2026-03-20', false],
      ],
    );
    assert.equal((await read(app, 'coordinator', 'burden?year=2026&sign=severalInMonth')).rows.length, 1);
    // Another jurisdiction sees nothing of it.
    assert.deepEqual((await read(app, 'chenXi', 'burden?year=2026')).rows, []);
    assert.deepEqual((await read(app, 'chenXi', 'burden-visits?year=2026&objectKey=uscc:0')).rows, []);
    assert.equal(
      (await (await app.signIn('boWen')).get('/api/oversight/fairness/burden?year=2026')).status,
      403,
    );
  }));
