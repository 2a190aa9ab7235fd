/** S-01, S-02, S-04 to S-06: bad networks and a browser that is killed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerLine,
  answersOn,
  attachPhoto,
  enterPhone,
  goTo,
  openSheet,
  phoneWords,
  retryAll,
  stripSays,
} from '../support/phone.ts';
import { htmlReply, loginPage, type Weather } from '../support/proxy.ts';
import { allDelivered, answersAtServer, nextVisit, type Scene } from './scene.ts';

const sync = 'POST /api/field/sync';
const chunk = 'PUT /api/field/uploads';

/** Registers the tests; `sceneOf` gives the scene once it stands. */
export function networkTests(sceneOf: () => Scene): void {
  test('S-02 a network cut before, within and after a request loses nothing and doubles nothing', async () => {
    const scene = sceneOf();
    const storms: readonly Weather[] = [
      ...[0, 1, 300, 900].map((bytes): Weather => ({ kind: 'cutAfter', to: sync, bytes, times: 1 })),
      { kind: 'loseAnswers', to: sync, times: 1 },
      { kind: 'loseAnswers', to: sync, times: 2 },
    ];
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    for (const [i, storm] of storms.entries()) {
      scene.proxy.weather(storm);
      await answerLine(scene.page, i, 'conform');
      await allDelivered(scene);
      assert.ok(scene.proxy.struck() > 0, `${storm.kind} struck`);
    }
    const counts = await answersAtServer(scene, id);
    assert.deepEqual(
      [...counts.values()],
      storms.map(() => 1),
    );
  });

  test('S-02 a photo cut off in the middle of a piece goes on and arrives whole', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'nonConform');
    await allDelivered(scene);
    const storms: readonly Weather[] = [
      ...[1, 4000, 400_000].map((bytes): Weather => ({ kind: 'cutAfter', to: chunk, bytes, times: 1 })),
      { kind: 'loseAnswers', to: chunk, times: 1 },
    ];
    for (const storm of storms) {
      scene.proxy.weather(storm);
      await attachPhoto(scene.page, 1_300_000);
      await allDelivered(scene);
      assert.ok(scene.proxy.struck() > 0, `${storm.kind} struck`);
    }
    const { evidence } = await scene.truth.visit(id);
    assert.equal(evidence.length, storms.length);
    assert.ok(
      evidence.every((each) => each.received),
      'the digests at the scene.server are those of the shutter',
    );
  });

  test('S-04 what was written and thirty photos leave within a minute of the network coming back', async () => {
    const scene = sceneOf();
    const [id, other] = [nextVisit(scene), nextVisit(scene)];
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, other);
    await answerLine(scene.page, 0, 'conform');
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'nonConform');
    for (let photo = 0; photo < 30; photo += 1) await attachPhoto(scene.page, 20_000 + photo);
    await stripSays(scene.page, /\d+ 条待上传/);
    scene.proxy.weather({ kind: 'fine' });
    await retryAll(scene.page);
    await allDelivered(scene);
    assert.equal((await scene.truth.visit(id)).evidence.filter((each) => each.received).length, 30);
    assert.equal((await answersAtServer(scene, other)).size, 1);
  });

  test('S-05 answers that are not the server’s leave everything waiting, with the time of the next try', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    const strangers: readonly [string, string][] = [
      [loginPage, phoneWords['link.notOurs']],
      [htmlReply('302 Found', '', 'location: http://portal.example/\r\n'), phoneWords['link.notOurs']],
      [htmlReply('502 Bad Gateway', '<html>bad gateway</html>'), phoneWords['link.busy']],
      [htmlReply('503 Service Unavailable', '<html>later</html>'), phoneWords['link.busy']],
    ];
    for (const [i, [reply, link]] of strangers.entries()) {
      await openSheet(scene.page, id);
      scene.proxy.weather({ kind: 'stranger', to: sync, reply });
      await answerLine(scene.page, i, 'conform');
      await stripSays(scene.page, link);
      await stripSays(scene.page, '1 条待上传');
      await goTo(scene.page, '/sync');
      await scene.page.getByText(/将在 \d\d:\d\d:\d\d 自动重试/).waitFor();
      scene.proxy.weather({ kind: 'fine' });
      await retryAll(scene.page);
      await allDelivered(scene);
    }
    assert.equal((await answersAtServer(scene, id)).size, strangers.length);
  });

  test('S-06 an answer that is lost ten times leaves one record on the server', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    scene.proxy.weather({ kind: 'loseAnswers', to: sync, times: 10 });
    await answerLine(scene.page, 0, 'conform');
    await goTo(scene.page, '/sync');
    const until = Date.now() + 60_000;
    while (scene.proxy.struck() < 10 && Date.now() < until) {
      await retryAll(scene.page);
      await scene.page.waitForTimeout(300);
    }
    assert.ok(scene.proxy.struck() >= 10);
    scene.proxy.weather({ kind: 'fine' });
    await retryAll(scene.page);
    await allDelivered(scene);
    assert.deepEqual([...(await answersAtServer(scene, id)).values()], [1]);
  });

  test('S-01 the browser killed at any moment loses at most what was being typed, and offers to go on', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    for (const [round, pause] of [0, 40, 150, 600].entries()) {
      await openSheet(scene.page, id);
      for (let line = 0; line < 3; line += 1) await answerLine(scene.page, round * 3 + line, 'conform');
      await scene.page.waitForTimeout(pause);
      await scene.phone.kill();
      scene.page = await scene.phone.open();
      await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
      const dialog = scene.page.getByRole('dialog', { name: phoneWords.recover });
      await dialog.waitFor();
      await dialog.getByRole('button', { name: phoneWords.recoverGo }).click();
      await openSheet(scene.page, id);
      const answers = await answersOn(scene.page);
      assert.ok(answers.filter((answer) => answer === 'conform').length >= round * 3 + 2, `round ${round}`);
      // What the last press lost is pressed again, as a person would.
      await answerLine(scene.page, round * 3 + 2, 'conform');
    }
    await answerLine(scene.page, 0, 'nonConform');
    await attachPhoto(scene.page, 700_000);
    await scene.phone.kill();
    scene.page = await scene.phone.open();
    await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
    scene.proxy.weather({ kind: 'fine' });
    await goTo(scene.page, '/sync');
    await retryAll(scene.page);
    await allDelivered(scene);
    const { evidence } = await scene.truth.visit(id);
    assert.deepEqual(
      evidence.map((each) => each.received),
      [true],
      'a photo that was seen is a photo that was kept',
    );
    assert.equal((await answersAtServer(scene, id)).size, 12);
  });
}
