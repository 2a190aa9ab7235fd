/** Tests of the customary ledgers: rows from the records, every value read back from the file, and who sees what. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type CustomaryLedger,
  customaryLedgers,
  ledgerColumns,
} from '@mingcha/core/oversight/ledgers/ledger.ts';
import { customaryLedgerText } from '@mingcha/core/oversight/ledgers/ledger-text.ts';
import { makeMove, orderForm, plantFindings } from '../../followups/followup-testing.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { readRows } from '../../platform/spreadsheets/index.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantPassed } from '../../publications/publication-testing.ts';

const year = 'from=2026-01-01&to=2026-12-31';
const titles = customaryLedgerText.zh;

async function preview(client: TestClient, ledger: CustomaryLedger, more = '') {
  const reply = await client.get(`/api/oversight/ledgers?ledger=${ledger}&${year}${more}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body as { columns: string[]; rows: string[][]; count: number; agencies: unknown[] };
}

/** All cells of an exported file as a spreadsheet program reads them. */
async function cellsOf(client: TestClient, ledger: CustomaryLedger, format: 'xlsx' | 'csv') {
  const reply = await client.get(`/api/oversight/ledgers/file?ledger=${ledger}&${year}&format=${format}`);
  assert.equal(reply.status, 200, `${ledger} ${format}`);
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-ledger-'));
  try {
    const path = join(folder, `ledger.${format}`);
    await writeFile(path, reply.raw);
    const rows: string[][] = [];
    for await (const row of readRows(path)) rows.push(row.cells.map((each) => String(each ?? '')));
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function complaint(app: TestApp, client: TestClient, kind: 'complaint' | 'tip') {
  const reply = await client.post('/api/contacts', {
    actionId: app.actionId(),
    channel: 'phone',
    outsideNumber: '',
    objectId: null,
    receivedOn: app.platform.clock.today(),
    dueOn: null,
    kind,
    subject: `=反映${kind}`,
    content: '夜间无人值守',
    objectName: '某厂',
    name: '张三',
    phone: '13811112222',
    address: '',
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
}

/** One row or more in every ledger. */
async function plantLedgers(app: TestApp): Promise<void> {
  await plantPassed(app, { count: 2, problems: ['灭火器压力不足'] });
  const planted = await plantFindings(app, ['rectify', 'transferAgency']);
  const inspector = await app.signIn('boWen');
  const ordered = await makeMove(app, inspector, { ids: planted.findingIds.slice(0, 1), form: orderForm });
  assert.equal(ordered.status, 200, JSON.stringify(ordered.body));
  const transfer = {
    toAgencyId: null,
    to: '茶亭区市场监督管理局',
    cause: '无证经营',
    summary: '现场未能出示许可证',
    bases: [],
    files: [{ name: '现场照片', copies: 3, pages: 3 }],
    handlerPhone: '',
    copyTo: '',
  };
  const proposed = await makeMove(app, inspector, {
    ids: planted.findingIds.slice(1),
    form: { move: 'proposeTransfer', transfer },
  });
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
  const lan = await app.signIn('anLan');
  await complaint(app, lan, 'complaint');
  await complaint(app, lan, 'tip');
}

test('R320 each ledger has the customary columns, its rows from the records, and the file holds every value of them', () =>
  withTestApp(async (app) => {
    await plantLedgers(app);
    const client = await app.signIn('anLan');
    for (const ledger of customaryLedgers) {
      const shown = await preview(client, ledger);
      assert.deepEqual(shown.columns, [...ledgerColumns[ledger]]);
      assert.ok(shown.rows.length > 0, ledger);
      assert.equal(shown.count, shown.rows.length);
      const heads = ledgerColumns[ledger].map((key) => titles[`column.${key}`]);
      for (const format of ['xlsx', 'csv'] as const) {
        const [head, ...rows] = await cellsOf(client, ledger, format);
        assert.deepEqual(head, heads);
        assert.deepEqual(
          rows.map((row) => heads.map((_, i) => (row[i] ?? '').replace(/^'(?==)/, ''))),
          shown.rows,
          `${ledger} ${format}`,
        );
      }
    }
    const column = async (ledger: CustomaryLedger, name: string) => {
      const { columns, rows } = await preview(client, ledger);
      return rows.map((row) => row[columns.indexOf(name)]);
    };
    assert.deepEqual(await column('transfer', 'receiver'), ['茶亭区市场监督管理局']);
    assert.deepEqual(await column('transfer', 'files'), ['3']);
    assert.deepEqual(await column('transfer', 'state'), ['待审批']);
    const states = await column('rectification', 'state');
    assert.ok(states.includes('已责令改正') && states.includes('待处置'), states.join(' '));
    assert.ok((await column('rectification', 'paperNumber')).some((each) => each !== ''));
    assert.deepEqual((await column('inspection', 'people'))[0], '柏文（ZF900）、同行（ZF901）');
    assert.ok((await column('inspection', 'handling')).some((each) => each?.includes('责令限期改正')));
    assert.deepEqual(new Set(await column('contact', 'subject')), new Set(['=反映complaint', titles.hidden]));
  }));

test('R320 another agency and another jurisdiction see none of it; names of sealed lists and words of tips stay closed', () =>
  withTestApp(async (app) => {
    await plantLedgers(app);
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(name);
      for (const ledger of customaryLedgers)
        assert.equal((await preview(client, ledger)).count, 0, `${name} ${ledger}`);
      const foreign = await client.get(
        `/api/oversight/ledgers?ledger=inspection&${year}&agencyId=${app.cast.anLan.agencyId}`,
      );
      assert.equal(foreign.body.error.code, 'ledger.agency.forbidden');
    }
    const codes = async (name: CastName, ledger: CustomaryLedger) => {
      const reply = await (await app.signIn(name)).get(`/api/oversight/ledgers?ledger=${ledger}&${year}`);
      return reply.status === 200 ? reply.body.count : reply.body.error.code;
    };
    assert.equal(await codes('coordinator', 'contact'), 'ledger.kind.forbidden');
    assert.equal(await codes('boWen', 'inspection'), 'auth.role.forbidden');
    assert.equal(await codes('coordinator', 'inspection'), 3);
    const section = await preview(await app.signIn('sectionOfficer'), 'contact');
    const subjects = section.rows.map((row) => row[section.columns.indexOf('subject')]);
    assert.ok(subjects.includes(titles.hidden) && !subjects.some((each) => each?.includes('tip')));
    const sealed = new Date(Date.parse(app.platform.clock.now()) + 86_400_000).toISOString();
    await inTransaction(app.platform.db, (tx) =>
      tx.updateTable('inspection_tasks').set({ reveal_at: sealed }).execute(),
    );
    assert.equal((await preview(await app.signIn('anLan'), 'inspection')).count, 0);
  }));

const many = process.env['LONG_RUN'] === '1' ? 100_000 : 2_500;
test(`R320 a ledger of ${many} rows is streamed whole, in order and without a repetition`, () =>
  withTestApp(async (app) => {
    const client = await app.signIn('anLan');
    await complaint(app, client, 'complaint');
    await inTransaction(app.platform.db, async (tx) => {
      const first = await tx.selectFrom('contacts').selectAll().executeTakeFirstOrThrow();
      for (let n = 1; n < many; n += 500)
        await tx
          .insertInto('contacts')
          .values(
            Array.from({ length: Math.min(500, many - n) }, (_, i) => ({
              ...first,
              id: app.platform.ids.next(),
              number: `T${String(n + i).padStart(7, '0')}`,
              due_basis: JSON.stringify(first.due_basis),
            })),
          )
          .execute();
    });
    const [, ...rows] = await cellsOf(client, 'contact', 'xlsx');
    assert.equal(rows.length, many);
    assert.deepEqual(
      rows.map((row) => row[0]),
      Array.from({ length: many }, (_, i) => String(i + 1)),
    );
    assert.equal(new Set(rows.map((row) => row[1])).size, many);
  }));
