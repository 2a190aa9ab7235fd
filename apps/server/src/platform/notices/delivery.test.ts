import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { withTestApp } from '../testing-app.ts';
import { startDelivery } from './delivery.ts';
import { startGateway } from './testing-gateway.ts';
import { emailChannel, noticeDesk, smsChannel, testKinds } from './testing-notices.ts';
import { startSmtp } from './testing-smtp.ts';

test('K-05 while a mail server keeps silent, SMS go out and the application answers; stopping waits for what is on its way', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp({ answers: { CONNECT: null } });
    const gateway = await startGateway(() => ({ body: '{"code":"OK","bizId":"B1"}' }));
    const desk = noticeDesk(app);
    const stop = startDelivery(desk.platform, testKinds);
    try {
      await desk.save(emailChannel(smtp.port));
      await desk.save(smsChannel(gateway.url));
      await desk.choose('boWen', { email: 'bo@chating.example', phone: '13900139000' });
      for (const key of ['a', 'b']) await desk.tell('boWen', key);
      for (let i = 0; i < 80 && gateway.calls.length < 2; i += 1) await pause(100);
      assert.equal(gateway.calls.length, 2);
      const bo = await app.signIn('boWen');
      assert.equal((await bo.get('/api/notices/count')).body.unread, 2);
      assert.equal(smtp.mails.length, 0);
    } finally {
      await smtp.close();
      await stop();
      await gateway.close();
    }
    assert.equal((await desk.states()).includes('sending'), false);
    const administrator = await app.signIn('administrator');
    const { rows } = (await administrator.get('/api/notice-channels')).body;
    assert.deepEqual(
      rows.map((row: { health: { state: string } }) => row.health.state),
      ['failing', 'working'],
    );
  });
});
