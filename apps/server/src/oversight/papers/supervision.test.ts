/** Tests of papers of supervision over HTTP: from a late row to the closure, who may do what, and who sees what. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  SupervisionDetail,
  SupervisionProposal,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import type { ResponsibilityRow } from '@mingcha/core/oversight/responsibility-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { remindOfSupervision } from './remind.ts';

const papers = '/api/oversight/papers';
const dayMs = 86_400_000;

/** The publication of a passed result, some days after its due day. */
async function lateRow(app: TestApp): Promise<ResponsibilityRow> {
  const { taskId } = await plantPassed(app);
  app.platform.clock.advance(40 * dayMs);
  const client = await app.signIn('anLan');
  const reply = await client.get(`/api/responsibilities?limit=200&taskId=${taskId}&link=publication`);
  const [row] = (reply.body as { rows: ResponsibilityRow[] }).rows;
  assert.equal(row?.state, 'late', JSON.stringify(reply.body));
  return row;
}

/** One move; the status of the reply and its code or new state. */
async function move(client: TestClient, app: TestApp, of: { id: string; form: object; version?: number }) {
  const { id, form } = of;
  const version = of.version ?? (await shown(client, id))?.version ?? 1;
  const reply = await client.post(`${papers}/${id}/moves`, { actionId: app.actionId(), version, form });
  return reply.status === 200 ? (reply.body.state as string) : (reply.body.error.code as string);
}

async function shown(client: TestClient, id: string): Promise<SupervisionDetail | undefined> {
  const reply = await client.get(`${papers}/${id}`);
  return reply.status === 200 ? (reply.body as SupervisionDetail) : undefined;
}

async function drafted(client: TestClient, app: TestApp, body: object): Promise<string> {
  const reply = await client.post(papers, { actionId: app.actionId(), ...body });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.id as string;
}

test('R320 a late row becomes a paper with its facts, approved, sent, received, replied to with a file and closed', () =>
  withTestApp(async (app) => {
    const row = await lateRow(app);
    const [lan, head, section] = await Promise.all(
      (['anLan', 'agencyHead', 'sectionOfficer'] as const).map((name) => app.signIn(name)),
    );
    assert.ok(lan && head && section);
    const about = { kind: 'duty', key: row.key };
    const proposed = await lan.get(`${papers}/proposal?kind=urge&about=${encodeURIComponent(row.key)}`);
    const proposal = proposed.body as SupervisionProposal;
    assert.equal(proposal.source.dueOn, row.dueOn);
    assert.equal(proposal.source.daysLate, row.daysLate);
    assert.match(proposal.content.facts, new RegExp(`超过期限${row.daysLate}个工作日`));
    assert.match(proposal.content.facts, /茶亭1号采石场/);
    assert.match(proposal.content.basis, /20个工作日/);
    const actionId = app.actionId();
    const id = await drafted(lan, app, { kind: 'urge', about, actionId });
    assert.equal(await drafted(lan, app, { kind: 'urge', about, actionId }), id);

    assert.equal(await shown(section, id), undefined, 'a draft is the drafter’s');
    assert.equal(
      await move(lan, app, { id, form: { move: 'approve', note: '' } }),
      'supervision.wrong_state',
    );
    const { content, replyDue } = proposal;
    const saved = await lan.put(`${papers}/${id}`, {
      actionId: app.actionId(),
      version: 1,
      content: { ...content, copies: '局办公室' },
      to: { sectionId: null, accountId: app.cast.sectionOfficer.accountId },
      replyDue,
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.equal(await move(lan, app, { id, form: { move: 'submit' } }), 'submitted');
    assert.equal(
      await move(lan, app, { id, form: { move: 'approve', note: '' } }),
      'supervision.leader_forbidden',
    );
    assert.equal((await shown(head, id))?.number, null);
    assert.equal(await move(head, app, { id, form: { move: 'approve', note: '同意' } }), 'sent');
    assert.match((await shown(head, id))?.number ?? '', /督办〔2027〕1号$/);
    assert.equal(
      await move(head, app, { id, form: { move: 'approve', note: '' } }),
      'supervision.wrong_state',
    );

    assert.equal(await move(lan, app, { id, form: { move: 'receive' } }), 'supervision.recipient_forbidden');
    assert.equal(await move(section, app, { id, form: { move: 'receive' } }), 'received');
    assert.equal(
      await move(lan, app, { id, form: { move: 'close', note: '' } }),
      'supervision.reply_missing',
    );
    const file = { name: '情况说明.pdf', bytes: Buffer.from('%PDF-1.7 x') };
    const added = await section.upload(`${papers}/${id}/files`, file, { actionId: app.actionId() });
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const wrong = { name: 'x.pdf', bytes: Buffer.from('MZ nothing') };
    const refused = await section.upload(`${papers}/${id}/files`, wrong, { actionId: app.actionId() });
    assert.equal(refused.body.error.code, 'supervision.file_type_invalid');
    assert.equal(await move(section, app, { id, form: { move: 'reply', text: '已补录' } }), 'replied');
    assert.equal(await move(lan, app, { id, form: { move: 'sendBack', note: '请附截图' } }), 'received');
    assert.equal(await move(section, app, { id, form: { move: 'reply', text: '已附' } }), 'replied');
    assert.equal(
      await move(section, app, { id, form: { move: 'close', note: '' } }),
      'supervision.sender_forbidden',
    );
    assert.equal(await move(lan, app, { id, form: { move: 'close', note: '' } }), 'closed');
    const end = await shown(lan, id);
    assert.deepEqual(
      end?.files.map((each) => each.name),
      ['情况说明.pdf'],
    );
    assert.deepEqual(
      (await shown(section, id))?.steps.map((each) => each.step),
      ['approve', 'receive', 'reply', 'sendBack', 'reply', 'close'],
    );
    const got = await section.get(`${papers}/${id}/files/${end?.files[0]?.id ?? ''}`);
    assert.equal(got.raw.toString(), '%PDF-1.7 x');
    for (const format of ['pdf', 'docx'] as const) {
      const paper = await section.get(`${papers}/${id}/paper?format=${format}`);
      assert.equal(paper.status, 200);
      assert.ok(paper.raw.length > 4000);
    }
  }));

test('R320 numbers of papers run on without a gap: what was returned or discarded takes none', () =>
  withTestApp(async (app) => {
    const row = await lateRow(app);
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const numbers: string[] = [];
    for (const [n, end] of ['approve', 'return', 'approve', 'discard', 'approve'].entries()) {
      const id = await drafted(lan, app, { kind: 'reminder', about: { kind: 'duty', key: row.key } });
      if (end === 'discard') {
        assert.equal(await move(lan, app, { id, form: { move: 'discard', note: '不再需要' } }), 'discarded');
        continue;
      }
      await move(lan, app, { id, form: { move: 'submit' } });
      if (n === 0) assert.equal(await move(lan, app, { id, form: { move: 'recall' } }), 'draft');
      if (n === 0) await move(lan, app, { id, form: { move: 'submit' } });
      const made = await move(head, app, { id, form: { move: end, note: '意见' } });
      assert.equal(made, end === 'approve' ? 'sent' : 'draft');
      if (end === 'approve') numbers.push((await shown(head, id))?.number ?? '');
    }
    assert.deepEqual(
      numbers.map((each) => /〕(\d+)号$/.exec(each)?.[1]),
      ['1', '2', '3'],
    );
    const register = await inTransaction(app.platform.db, (tx) =>
      tx
        .selectFrom('paper_numbers')
        .select(['no', 'state'])
        .where('kind', '=', 'supervisionReminder')
        .execute(),
    );
    assert.deepEqual(new Set(register.map((each) => each.no)), new Set([1, 2, 3]));
  }));

test('R320 the coordination office urges an agency of its area; neither it nor anybody else reads or drafts beyond that', () =>
  withTestApp(async (app) => {
    const row = await lateRow(app);
    const about = { kind: 'duty', key: row.key };
    const outsiders = ['otherAgency', 'chenXi'] as const;
    for (const name of outsiders) {
      const client = await app.signIn(name);
      const reply = await client.post(papers, { actionId: app.actionId(), kind: 'urge', about });
      assert.equal(reply.body.error.code, 'supervision.reach_forbidden', name);
    }
    for (const name of ['boWen', 'auditor', 'witness'] as const) {
      const client = await app.signIn(name);
      const reply = await client.post(papers, { actionId: app.actionId(), kind: 'urge', about });
      assert.equal(reply.status, 403, name);
    }
    const office = await app.signIn('coordinator');
    const head = await app.signIn('agencyHead');
    const id = await drafted(office, app, { kind: 'urge', about });
    assert.equal(await move(office, app, { id, form: { move: 'submit' } }), 'submitted');
    assert.equal(await move(head, app, { id, form: { move: 'approve', note: '' } }), 'sent');
    for (const name of outsiders) {
      const client = await app.signIn(name);
      assert.equal(await shown(client, id), undefined, name);
      const list = await client.get(`${papers}?of=all`);
      assert.deepEqual(list.body.rows, [], name);
      assert.equal((await client.get(`${papers}/${id}/paper`)).status, 404, name);
    }
    const inspector = await app.signIn('boWen');
    assert.equal(await shown(inspector, id), undefined);
    assert.equal((await shown(await app.signIn('auditor'), id))?.id, id);
  }));

test('R320 an unanswered paper is overdue in the list and tells both sides once', () =>
  withTestApp(async (app) => {
    const row = await lateRow(app);
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const id = await drafted(lan, app, { kind: 'urge', about: { kind: 'duty', key: row.key } });
    await move(lan, app, { id, form: { move: 'submit' } });
    await move(head, app, { id, form: { move: 'approve', note: '' } });
    const overdue = async () => {
      const client = await app.signIn('anLan');
      return (await client.get(`${papers}?of=overdue`)).body.rows as { id: string }[];
    };
    assert.deepEqual(await overdue(), []);
    app.platform.clock.advance(30 * dayMs);
    assert.deepEqual(
      (await overdue()).map((each) => each.id),
      [id],
    );
    await remindOfSupervision(app.platform);
    await remindOfSupervision(app.platform);
    const notices = await inTransaction(app.platform.db, (tx) =>
      tx.selectFrom('notices').select('account_id').where('kind', '=', 'supervision.overdue').execute(),
    );
    const told = notices.map((each) => each.account_id);
    assert.equal(new Set(told).size, told.length);
    assert.ok(told.includes(app.cast.anLan.accountId));
    assert.ok(told.length > 0);
    const first = await (await app.signIn('anLan')).get(`${papers}?of=all&limit=1`);
    assert.equal(first.body.rows.length, 1);
  }));

test('R320 a talk without day, place and words is not submitted; a day of reply in the past is refused', () =>
  withTestApp(async (app) => {
    const row = await lateRow(app);
    const lan = await app.signIn('anLan');
    const about = { kind: 'duty', key: row.key };
    const id = await drafted(lan, app, { kind: 'talk', about });
    assert.equal(await move(lan, app, { id, form: { move: 'submit' } }), 'supervision.talk_missing_invalid');
    const found = await shown(lan, id);
    const body = { version: 1, content: found?.content, to: found?.to };
    const past = await lan.put(`${papers}/${id}`, {
      ...body,
      actionId: app.actionId(),
      replyDue: '2026-01-01',
    });
    assert.equal(past.body.error.code, 'supervision.reply_due_past_invalid');
    const stale = await lan.put(`${papers}/${id}`, {
      ...body,
      actionId: app.actionId(),
      version: 7,
      replyDue: null,
    });
    assert.equal(stale.body.error.code, 'supervision.changed_meanwhile');
  }));
