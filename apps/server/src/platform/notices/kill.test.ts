import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type TestApp, withTestApp } from '../testing-app.ts';
import type { KillOrder } from './kill-testing.ts';
import { startGateway } from './testing-gateway.ts';
import { emailChannel, noticeDesk, smsChannel } from './testing-notices.ts';
import { startSmtp } from './testing-smtp.ts';

function startDelivering({ database, platform }: TestApp): ChildProcess {
  const file = join(import.meta.dirname, 'kill-testing.ts');
  const order: KillOrder = [database.appUrl, platform.config.filesFolder, platform.clock.now()];
  return spawn(process.execPath, [file, ...order], { stdio: 'inherit' });
}

async function killWhen(child: ChildProcess, isTime: () => boolean): Promise<void> {
  const ended = once(child, 'exit');
  for (let i = 0; i < 600 && !isTime(); i += 1) await pause(50);
  assert.ok(isTime(), 'the moment came');
  child.kill('SIGKILL');
  await ended;
}

test('a mail on its way when the server is killed is not sent a second time and shows as uncertain', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp({ answers: { '.': null } });
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.choose('boWen', { email: 'bo@chating.example' });
      await desk.tell('boWen', 'a');
      await killWhen(startDelivering(app), () => smtp.arrived.count === 1);
      smtp.behaviour = {};
      assert.equal(await desk.deliver(), 0);
      assert.deepEqual(await desk.states(), ['sending']);
      desk.platform.clock.advance(6 * 60_000);
      assert.equal(await desk.deliver(), 0);
      desk.platform.clock.advance(24 * 3_600_000);
      assert.equal(await desk.deliver(), 0);
      assert.deepEqual([smtp.arrived.count, await desk.states()], [1, ['uncertain']]);
      const administrator = await app.signIn('administrator');
      const { rows } = (await administrator.get('/api/notice-messages')).body;
      assert.deepEqual([rows[0].state, rows[0].problem], ['uncertain', 'interrupted']);
    } finally {
      await smtp.close();
    }
  });
});

test('killed before anything left, or with a gateway that knows repetitions, the message is sent again under the same key', async () => {
  await withTestApp(async (app) => {
    const gateway = await startGateway(() => ({ silent: true }));
    try {
      const desk = noticeDesk(app);
      await desk.save(smsChannel(gateway.url, true));
      await desk.choose('boWen', { phone: '13900139000' });
      await desk.tell('boWen', 'a');
      await killWhen(startDelivering(app), () => gateway.calls.length === 1);
      gateway.answer = () => ({ body: '{"code":"OK","bizId":"B7"}' });
      desk.platform.clock.advance(6 * 60_000);
      assert.equal(await desk.deliver(), 1);
      assert.equal(await desk.deliver(), 0);
      const keys = gateway.calls.map((call) => call.headers['idempotency-key']);
      assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
      assert.deepEqual(await desk.states(), ['accepted']);
    } finally {
      await gateway.close();
    }
  });
});
