/** What citizens send on a portal of its own: sealed, carried once, answered to the receipt's holder. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../platform/db/transaction.ts';
import { plantPublished } from '../portal/portal-testing.ts';
import { importIntakeFile } from './intake.service.ts';
import { type Apart, withPortal } from './package-testing.ts';
import { intakeText } from './portal-work.ts';

const secretWords = '厂区东侧夜间偷排，举报人就在隔壁';

async function carry({ office, portal, folder }: Apart) {
  const path = join(folder, 'intake', 'carried.jsonl');
  await writeFile(path, await inTransaction(portal.platform.db, intakeText));
  const count = await importIntakeFile(office.platform, path);
  assert.ok(count.ok);
  return count.value;
}

test('W-09 a tip sent on a portal of its own is sealed there, becomes one ticket in the office, and its answer is read with the receipt', () =>
  withPortal(async (apart) => {
    const { office, portal, send } = apart;
    await plantPublished(office);
    await send();
    await portal.take();
    const request = {
      actionId: office.actionId(),
      agencyId: office.cast.anLan.agencyId,
      kind: 'tip',
      subject: '夜间排污',
      content: secretWords,
      objectName: '',
      name: '周敏',
      phone: '13800138000',
      address: '',
    };
    const sent = await portal.client.post('/api/public/contacts', request);
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    const again = await portal.client.post('/api/public/contacts', request);
    assert.deepEqual(again.body, sent.body, 'the same request again has the same receipt');
    const dump = await sql<{ text: string }>`SELECT i::text AS text FROM portal_intake i`.execute(
      portal.platform.db,
    );
    assert.equal(dump.rows.length, 1);
    for (const { text } of dump.rows) {
      const bytes = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) =>
        Buffer.from(hex ?? '', 'hex').toString(),
      );
      for (const word of [secretWords, '13800138000', '周敏', '夜间排污', sent.body.code])
        assert.equal(
          [text, ...bytes].some((part) => part.includes(word)),
          false,
          word,
        );
    }
    const address = `/api/public/contacts/${sent.body.number}/${sent.body.code}`;
    assert.equal((await portal.client.get(address)).body.state, 'received');

    assert.deepEqual(await carry(apart), { taken: 1, known: 0, refused: 0, unreadable: 0 });
    assert.deepEqual(await carry(apart), { taken: 0, known: 1, refused: 0, unreadable: 0 });
    const tickets = await office.database.owner.selectFrom('contacts').selectAll().execute();
    assert.deepEqual(
      tickets.map((row) => [row.content, row.channel, row.outside_number]),
      [[secretWords, 'portal', sent.body.number]],
    );

    await send();
    await portal.take();
    const left = await portal.platform.db.selectFrom('portal_intake').select('id').execute();
    assert.deepEqual(left, [], 'what was answered lies on the portal no longer');
    const answer = await portal.client.get(address);
    assert.equal(answer.body.number, tickets[0]?.number);
    assert.equal(answer.body.dueOn, sent.body.dueOn);
    const wrong = sent.body.code === '222222222222' ? '333333333333' : '222222222222';
    assert.equal((await portal.client.get(`/api/public/contacts/${sent.body.number}/${wrong}`)).status, 404);
  }));

test('W-09 an objection sent on a portal of its own is taken by the office with its mark, and a code that is none is answered so', () =>
  withPortal(async (apart) => {
    const { office, portal, send } = apart;
    const [row] = await plantPublished(office, { problems: ['配电箱未上锁'] });
    assert.ok(row);
    await send();
    await portal.take();
    const request = (more: object) => ({
      actionId: office.actionId(),
      publicationId: row.id,
      paperCode: '',
      applicantKind: 'enterprise',
      name: '临江食品有限公司',
      phone: '025-8888000',
      address: '',
      grounds: '检查当日配电箱已上锁，有照片为证。',
      ...more,
    });
    const sent = await portal.client.post('/api/public/objections', request({}));
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    const wrong = await portal.client.post(
      '/api/public/objections',
      request({ publicationId: null, paperCode: '0123456789abcdef' }),
    );
    assert.equal(wrong.status, 200, JSON.stringify(wrong.body));
    assert.deepEqual(await carry(apart), { taken: 1, known: 0, refused: 1, unreadable: 0 });
    await send();
    await portal.take();
    assert.match(await portal.page(`/p/records/${row.id}`), /异议处理中/);
    const read = (of: { number: string; code: string }) =>
      portal.client.get(`/api/public/objections/${of.number}/${of.code}`);
    assert.equal((await read(sent.body)).body.state, 'received');
    assert.equal(
      (await read(wrong.body)).body.error?.code ?? (await read(wrong.body)).body.code,
      'objection.code_unknown_invalid',
    );
  }));

test('W-12 one source sends no more than its share on a portal of its own', () =>
  withPortal(async ({ office, portal, send }) => {
    await plantPublished(office);
    await send();
    await portal.take();
    const statuses: number[] = [];
    for (let at = 0; at < 7; at += 1) {
      const sent = await portal.client.post('/api/public/contacts', {
        actionId: office.actionId(),
        agencyId: office.cast.anLan.agencyId,
        kind: 'enquiry',
        subject: `第${at}件`,
        content: '请问何时公示？',
        objectName: '',
        name: '',
        phone: '',
        address: '',
      });
      statuses.push(sent.status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 409, 409]);
  }));
