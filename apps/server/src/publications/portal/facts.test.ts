/** Agencies, statistics, tables and feeds of the portal. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { plantPassed, publicationFor } from '../publication-testing.ts';
import { plantPublished } from './portal-testing.ts';

async function textOf(test: TestApp, url: string): Promise<string> {
  const reply = await test.anonymous.get(url);
  assert.equal(reply.status, 200, url);
  return reply.raw.toString();
}

test('P-04 a result that is late appears on the portal by itself as a count of agency and task, without the unit', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: ['配电箱未上锁'] });
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    assert.match(await textOf(app, '/p/statistics'), /目前没有逾期未公示的结果/);
    app.platform.clock.set(`${row.due_on}T04:00:00.000Z`);
    assert.match(await textOf(app, '/p/statistics'), /目前没有逾期未公示的结果/);
    app.platform.clock.set(`${addDays(row.due_on ?? '', 1)}T04:00:00.000Z`);
    const page = await textOf(app, '/p/statistics');
    const csv = await textOf(app, '/p/data/overdue.csv');
    assert.ok(page.includes(row.task_number) && csv.includes(row.task_number));
    assert.equal((page + csv).includes(row.object_name), false);
    const api = await app.anonymous.get('/api/public/overdue-results');
    assert.equal(api.body.total, inspectionIds.length);
  }));

test('P-04 a task that carries the name of a unit shows its number alone among what is late', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app);
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    await app.database.owner
      .updateTable('inspection_tasks')
      .set({ title: `关于${row.object_name}的核查` })
      .where('id', '=', row.task_id ?? '')
      .execute();
    app.platform.clock.set(`${addDays(row.due_on ?? '', 2)}T04:00:00.000Z`);
    const page = await textOf(app, '/p/statistics');
    const api = await app.anonymous.get('/api/public/overdue-results');
    assert.ok(page.includes(row.task_number));
    assert.equal((page + api.raw.toString()).includes(row.object_name), false);
  }));

test('R203 what is exempt or suspended stands in a column of its own and does not lower the rate', () =>
  withTestApp(async (app) => {
    const rows = await plantPublished(app, { count: 4 });
    type Figures = { rows: Record<string, unknown>[] };
    const figures = async () => (JSON.parse(await textOf(app, '/p/data/statistics.json')) as Figures).rows[0];
    const before = await figures();
    assert.deepEqual([before?.['published'], before?.['rate'], before?.['exempt']], [4, 100, 0]);
    const set = (n: number, state: string) =>
      app.database.owner
        .updateTable('publications')
        .set({ state })
        .where('id', '=', rows[n]?.id ?? '')
        .execute();
    await set(0, 'exempt');
    await set(1, 'suspended');
    await set(2, 'prepared');
    app.platform.clock.set(new Date(Date.parse(app.platform.clock.now()) + 120_000).toISOString());
    const after = await figures();
    assert.deepEqual(
      [after?.['published'], after?.['exempt'], after?.['suspended'], after?.['waiting'], after?.['rate']],
      [1, 1, 1, 1, 50],
    );
  }));

test('R205 statistics are shown by month, quarter and year, by region, agency and item, with their definitions and files', () =>
  withTestApp(async (app) => {
    await plantPublished(app, { count: 3, problems: ['配电箱未上锁'] });
    const months = await textOf(app, '/p/statistics');
    assert.match(months, /2026年11月<\/th>/);
    assert.match(months, /公示日期不晚于应公示日期的件数/);
    const quarters = await textOf(app, '/p/statistics?period=quarter&group=region');
    assert.match(quarters, /2026年第4季度<\/th>\s*<td data-name="地区">/);
    assert.ok(quarters.includes('href="/p/data/periods.csv?period=quarter&amp;group=region"'), quarters);
    type File = { columns: { key: string }[]; rows: Record<string, unknown>[] };
    const file = async (query: string) =>
      JSON.parse(await textOf(app, `/p/data/periods.json?${query}`)) as File;
    const [year] = (await file('period=year&group=agency')).rows;
    assert.deepEqual([year?.['period'], year?.['published'], year?.['checked']], ['2026', 3, 3]);
    const items = await file('period=year&group=item');
    assert.deepEqual(
      items.columns.map(({ key }) => key),
      ['period', 'item', 'wording', 'itemCount'],
    );
    const counted = items.rows.reduce((sum, row) => sum + Number(row['itemCount']), 0);
    assert.ok(counted >= 3, JSON.stringify(items.rows));
    assert.match(await textOf(app, '/p/statistics?group=item'), /该抽查事项得出该结果的次数/);
    assert.equal((await app.anonymous.get('/p/statistics?period=week&group=x')).status, 200);
  }));

test('R206 what had to go by law is counted as taken down and stands nowhere by name', () =>
  withTestApp(async (app) => {
    const secret = '甲三号指挥工程口部';
    const [row] = await plantPublished(app, { count: 2, problems: [secret] });
    assert.ok(row !== undefined);
    await textOf(app, '/p/statistics');
    const officer = await app.signIn('anLan');
    const contained = await officer.post(`/api/publications/${row.id}/containments`, {
      actionId: app.actionId(),
      ground: 'stateSecret',
      secretTexts: secret,
      note: '',
    });
    assert.equal(contained.status, 200, JSON.stringify(contained.body));
    app.platform.clock.set(new Date(Date.parse(app.platform.clock.now()) + 120_000).toISOString());
    const page = await textOf(app, '/p/statistics');
    assert.match(page, /data-name="已撤下">1</);
    assert.equal(page.includes(row.object_name), false);
    const code = row.object_key?.replace('uscc:', '') ?? '';
    assert.equal((await app.anonymous.get(`/p/units/${code}`)).status, 404);
  }));

test('R205 each table is taken away as CSV and JSON with the checksum of its bytes and its licence', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app, { problems: ['=HYPERLINK("x")'] });
    for (const table of ['results', 'statistics', 'periods', 'overdue', 'agencies']) {
      for (const form of ['csv', 'json']) {
        const file = await app.anonymous.get(`/p/data/${table}.${form}`);
        const sum = createHash('sha256').update(file.raw).digest('hex');
        assert.equal(file.headers['x-checksum-sha256'], sum, table);
        assert.equal(await textOf(app, `/p/data/${table}.${form}.sha256`), `${sum}  ${table}.${form}\n`);
        assert.match(String(file.headers['link']), /rel="license"/);
        if (form === 'json') assert.match(file.raw.toString(), /"licence":"[^"]{20,}/);
      }
    }
    const csv = await textOf(app, '/p/data/results.csv');
    assert.ok(csv.startsWith('\ufeff') && csv.includes(`/p/records/${row?.id}`));
    assert.match(csv, /"'=HYPERLINK/);
    assert.equal((await app.anonymous.get('/p/data/accounts.csv')).status, 404);
  }));

test('R205 feeds name what was published and follow each change; the map has whole addresses or none', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app);
    assert.ok(row !== undefined);
    const atom = await textOf(app, '/p/feed.atom');
    assert.ok(atom.includes(`urn:uuid:${row.id}`) && atom.includes('<updated>'));
    const feed = (await app.anonymous.get('/p/feed.json')).raw.toString();
    const { items } = JSON.parse(feed) as { items: { id: string; date_published: string }[] };
    assert.ok(items.some(({ id }) => id === `urn:uuid:${row.id}`));
    const map = await textOf(app, '/p/sitemap.xml');
    assert.equal(map.includes('<loc>'), false);
  }));

test('an agency’s page states whom to call, its duties with their legal basis and the procedure as one chart', () =>
  withTestApp(async (app) => {
    const page = await textOf(app, `/p/agencies/${app.cast.anLan.agencyId}`);
    assert.match(page, /监督电话/);
    assert.match(page, /检查职责和法律依据/);
    assert.equal((page.match(/<ol class="record-flow">.*?<\/ol>/s)?.[0].match(/<li>/g) ?? []).length, 8);
    assert.ok((await textOf(app, '/p/agencies')).includes(`/p/agencies/${app.cast.anLan.agencyId}`));
    assert.equal((await app.anonymous.get('/p/agencies/nobody')).status, 404);
  }));

/** What no public reply may hold: identity numbers, mobile numbers, positions. */
const forbidden: readonly RegExp[] = [
  /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/,
  /(?<![\dA-Za-z-])1[3-9]\d{9}(?![\dA-Za-z-])/,
  /(?<![\d.])(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{4,}/,
];

/** Names of the cast that are ordinary words of any page. */
const ordinary: ReadonlySet<string> = new Set(['管理', '安全', '统筹', '司法', '审管']);

test('P-01 no public page, table or feed of a filled database names a person or holds a telephone, identity number or position', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app, { problems: ['配电箱未上锁'] });
    assert.ok(row !== undefined);
    const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, row.id));
    assert.ok(record?.payload.kind === 'result');
    const { object } = record.payload;
    const unit =
      object.code === null ? `/p/units?name=${encodeURIComponent(object.name)}` : `/p/units/${object.code}`;
    const urls = [
      `/p/search?q=${encodeURIComponent(object.name)}`,
      unit,
      '/p/records',
      `/p/records/${row.id}`,
      '/p/statistics',
      '/p/agencies',
      `/p/agencies/${app.cast.anLan.agencyId}`,
      '/p/data',
      '/p/feed.atom',
      '/p/feed.json',
      '/p/sitemap.xml',
      ...['results', 'statistics', 'periods', 'overdue', 'agencies'].flatMap((table) => [
        `/p/data/${table}.csv`,
        `/p/data/${table}.json`,
      ]),
    ];
    const people = Object.values(app.cast)
      .map(({ personName }) => personName)
      .filter((name) => !ordinary.has(name));
    assert.ok(people.length > 5);
    const persons = await app.database.owner
      .selectFrom('inspectors')
      .select(['name', 'certificate_number'])
      .execute();
    const words = [...people, ...persons.flatMap((each) => [each.name, each.certificate_number])].filter(
      (each) => each.length > 1,
    );
    for (const url of [...urls, ...urls.map((each) => `${each}${each.includes('?') ? '&' : '?'}lang=en`)]) {
      const text = await textOf(app, url);
      for (const pattern of forbidden) assert.equal(pattern.exec(text)?.[0], undefined, url);
      for (const word of words) assert.equal(text.includes(word), false, `${url} names ${word}`);
    }
  }));
