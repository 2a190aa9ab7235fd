/** A client in another language, made from the OpenAPI document alone, asks, sends and exchanges with a real server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { plantPublished, withChannelDesk } from '../../publications/channels/channel-testing.ts';
import { ownApp, type TestApp, withTestApp } from '../testing-app.ts';

interface Asked {
  readonly name: string;
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  readonly key?: string;
}
interface Answered {
  readonly status?: number;
  readonly type?: string;
  readonly text?: string;
  // The client has checked the shape by the document.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body?: any;
  /** Document and server do not agree. */
  readonly broken?: string;
}

const script = new URL('testing_client.py', import.meta.url).pathname;

async function withSecondClient(
  app: TestApp,
  work: (call: (asked: Asked) => Promise<Answered>) => Promise<void>,
): Promise<void> {
  await app.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.app.server.address() as AddressInfo;
  const client = spawn('python3', [script, `http://127.0.0.1:${port}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
  try {
    await work(async (asked) => {
      client.stdin.write(`${JSON.stringify(asked)}\n`);
      const { value } = await lines.next();
      return JSON.parse(value as string) as Answered;
    });
  } finally {
    client.stdin.end();
    client.kill();
  }
}

test('a second client made from the document queries the portal, hands a concern in and exchanges with a key', () =>
  withTestApp(
    (app) =>
      withChannelDesk(app, async ({ save, send }) => {
        await save('enterpriseCredit');
        const [id = ''] = await plantPublished(app, { problems: ['配电箱未上锁'] });
        await send();
        const administrator = await app.signIn('administrator');
        const { id: keyId, key } = (
          await administrator.post('/api/machine-clients', {
            actionId: app.actionId(),
            name: '区信用平台',
            agencyId: app.cast.anLan.agencyId,
            contact: '平台组',
            scopes: ['credit.share', 'channels.read'],
            expiresOn: '2027-05-01',
          })
        ).body;
        const second = await app.signIn('securityAdministrator');
        const confirmation = `/api/machine-clients/${keyId}/confirmations`;
        assert.equal((await second.post(confirmation, { actionId: app.actionId() })).status, 200);
        await withSecondClient(app, async (call) => {
          const record = await call({ name: 'portal.record', params: { id } });
          assert.equal(record.status, 200, JSON.stringify(record));
          const targets = await call({ name: 'publicObjections.targets', query: { id } });
          const target = targets.body?.rows[0];
          assert.equal(target?.id, id, JSON.stringify(targets));
          const found = await call({ name: 'portal.search', query: { q: target.objectName } });
          assert.ok(found.text?.includes(target.objectName), JSON.stringify(found).slice(0, 300));

          const concern = {
            actionId: app.actionId(),
            agencyId: app.cast.anLan.agencyId,
            kind: 'complaint',
            subject: '检查结果公示的地址打不开',
            content: '昨天起打不开，请核查。',
            objectName: '',
            name: '',
            phone: '',
            address: '',
          };
          const sent = await call({ name: 'publicContacts.send', body: concern });
          assert.equal(sent.status, 200, JSON.stringify(sent));
          const { number, code } = sent.body;
          const ticket = await call({ name: 'publicContacts.get', params: { number, code } });
          assert.equal(ticket.body?.subject, concern.subject, JSON.stringify(ticket));
          const none = await call({ name: 'publicContacts.get', params: { number, code: 'a'.repeat(12) } });
          assert.equal(none.status, 404, JSON.stringify(none));

          const wanted = { purpose: '公共资源交易资格审查', format: null };
          const asked = { actionId: app.actionId(), codes: ['91130181MA000020XE'], ...wanted };
          const shared = await call({ name: 'credit.shareByMachine', key, body: asked });
          assert.equal(shared.status, 200, JSON.stringify(shared));
          const again = await call({ name: 'credit.shareByMachine', key, body: asked });
          assert.deepEqual(again, shared, 'the same request twice');
          const kind = 'enterpriseCredit';
          const line = await call({ name: 'channels.deliveriesByMachine', params: { kind }, key });
          assert.deepEqual(
            line.body?.rows.map((row: { publicationId: string; state: string }) => [
              row.publicationId,
              row.state,
            ]),
            [[id, 'accepted']],
          );
          const stranger = await call({ name: 'credit.shareByMachine', key: 'none', body: asked });
          assert.equal(stranger.status, 401, JSON.stringify(stranger));
          const odd = await call({ name: 'credit.shareByMachine', key, body: { ...asked, codes: [] } });
          assert.match(odd.broken ?? '', /wrong number of items/, 'the document alone refuses it');
          const unseen = await call({ name: 'channels.deliveriesByMachine', params: { kind: 'none' }, key });
          assert.match(unseen.broken ?? '', /is none of/);
        });
      }),
    ownApp,
  ));
