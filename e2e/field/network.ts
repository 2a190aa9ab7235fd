/** S-02, S-04 to S-06 and K-06: what bad networks do, by a proxy on TCP. A cut counts only when bytes were really kept back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean } from '../support/field-books.ts';
import {
  answerLine,
  attachPhoto,
  goTo,
  networkBack,
  openSheet,
  phoneWords,
  retryAll,
  stripSays,
} from '../support/phone.ts';
import { htmlReply, loginPage, type Weather } from '../support/proxy.ts';
import {
  allDelivered,
  answersAtServer,
  isLong,
  linesOf,
  nextVisit,
  type Scene,
  untilDelivered,
} from './scene.ts';

const sync = 'POST /api/field/sync';
const chunk = 'PUT /api/field/uploads';

/** So many places between 0 and `end`, the first and the last of them too. */
const places = (count: number, end: number) =>
  Array.from({ length: count }, (_, i) => Math.round((i * end) / (count - 1)));

/** Cuts of the exchange of records: before it, in its request, after the commit, in its answer. */
function recordStorms(many: number): readonly Weather[] {
  return [
    ...places(4 * many, 1).map((): Weather => ({ kind: 'cut' })),
    ...places(14 * many, 1000).map((bytes): Weather => ({ kind: 'cutAfter', to: sync, bytes, times: 1 })),
    ...places(4 * many, 1).map((_, i): Weather => ({ kind: 'loseAnswers', to: sync, times: 1 + (i % 2) })),
    ...places(8 * many, 500).map((bytes): Weather => ({ kind: 'cutAnswer', to: sync, bytes, times: 1 })),
  ];
}

/** Cuts of a photo of two pieces: in the head, within a piece, at its end, of its answer. */
function photoStorms(many: number): readonly Weather[] {
  return [
    ...places(7 * many, 500_000).map((bytes): Weather => ({ kind: 'cutAfter', to: chunk, bytes, times: 1 })),
    ...places(2 * many, 1).map((): Weather => ({ kind: 'loseAnswers', to: chunk, times: 1 })),
    { kind: 'cutAnswer', to: chunk, bytes: 100, times: 1 },
  ];
}

const many = isLong ? 17 : 1;

/** Registers the tests; `sceneOf` gives the scene once it stands. */
export function networkTests(sceneOf: () => Scene): void {
  test(`S-02 a network cut at ${recordStorms(many).length} places of the exchange loses and doubles nothing`, async () => {
    const scene = sceneOf();
    const lines = linesOf(scene);
    for (const storm of recordStorms(many)) {
      scene.proxy.weather(storm);
      await lines.press();
      await networkBack(scene.page);
      if (storm.kind === 'cut') {
        await stripSays(scene.page, phoneWords['link.offline']);
        assert.ok(scene.proxy.struck() > 0, 'the cut struck');
        scene.proxy.weather({ kind: 'fine' });
      }
      await untilDelivered(scene);
      if (storm.kind !== 'cut') assert.ok(scene.proxy.struck() > 0, `${JSON.stringify(storm)} struck`);
    }
    await lines.assertOnce();
    await assertClean(scene.page, scene.server, `S-02 records, ${recordStorms(many).length} cuts`);
  });

  test(`S-02 S-15 a photo cut ${photoStorms(many).length} times within its pieces goes on and arrives whole`, async () => {
    const scene = sceneOf();
    let id = '';
    const kept = new Map<string, number>();
    for (const [i, storm] of photoStorms(many).entries()) {
      if (i % 10 === 0) {
        id = nextVisit(scene);
        await openSheet(scene.page, id);
        await answerLine(scene.page, 0, 'nonConform');
        await untilDelivered(scene);
      }
      scene.proxy.weather(storm);
      await attachPhoto(scene.page, 600_000);
      kept.set(id, (kept.get(id) ?? 0) + 1);
      await untilDelivered(scene);
      assert.ok(scene.proxy.struck() > 0, `${JSON.stringify(storm)} struck`);
    }
    // The server calls a photo received only when its bytes have the digest that the shutter gave.
    for (const [visit, count] of kept) {
      const { evidence } = await scene.truth.visit(visit);
      assert.deepEqual(
        evidence.map((each) => each.received),
        Array.from({ length: count }, () => true),
      );
    }
    await assertClean(scene.page, scene.server, `S-02 photos, ${photoStorms(many).length} cuts`);
  });

  test('S-04 K-06 on a line that swallows everything the work goes on; thirty photos leave within a minute after it', async () => {
    const scene = sceneOf();
    const [id, other] = [nextVisit(scene), nextVisit(scene)];
    await networkBack(scene.page);
    await stripSays(scene.page, phoneWords['link.online']);
    await openSheet(scene.page, other);
    scene.proxy.weather({ kind: 'halfOpen' });
    const from = Date.now();
    await answerLine(scene.page, 0, 'conform');
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'nonConform');
    for (let photo = 0; photo < 30; photo += 1) await attachPhoto(scene.page, 20_000 + photo);
    await stripSays(scene.page, /\d+ 条待上传/);
    await stripSays(scene.page, phoneWords['link.offline'], 90_000);
    assert.ok(Date.now() - from > 25_000, 'the phone waited for the line before it gave it up');
    assert.ok(scene.proxy.struck() > 0, 'requests were swallowed');
    assert.equal((await scene.truth.visit(id)).evidence.length, 0, 'nothing has left yet');
    scene.proxy.weather({ kind: 'fine' });
    await retryAll(scene.page);
    await allDelivered(scene);
    assert.equal((await scene.truth.visit(id)).evidence.filter((each) => each.received).length, 30);
    assert.deepEqual([...(await answersAtServer(scene, other)).values()], [1]);
  });

  test('S-05 answers that are not the server’s leave everything waiting, with the time of the next try', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    const [notOurs, busy] = [phoneWords['link.notOurs'], phoneWords['link.busy']];
    const strangers: readonly [string, string][] = [
      [loginPage, notOurs],
      [htmlReply('302 Found', '', 'location: http://portal.example/\r\n'), notOurs],
      [htmlReply('307 Temporary Redirect', '', 'location: /login\r\n'), notOurs],
      [htmlReply('403 Forbidden', '<html>blocked</html>'), notOurs],
      [htmlReply('500 Internal Server Error', '<html>error</html>'), busy],
      [htmlReply('502 Bad Gateway', '<html>bad gateway</html>'), busy],
      [htmlReply('503 Service Unavailable', '<html>later</html>'), busy],
      [htmlReply('504 Gateway Timeout', '<html>timeout</html>'), busy],
    ];
    for (const [i, [reply, link]] of strangers.entries()) {
      await openSheet(scene.page, id);
      scene.proxy.weather({ kind: 'stranger', to: sync, reply });
      await answerLine(scene.page, i, 'conform');
      await networkBack(scene.page);
      await stripSays(scene.page, link);
      await stripSays(scene.page, '1 条待上传');
      assert.ok(scene.proxy.struck() > 0);
      await goTo(scene.page, '/sync');
      await scene.page.getByText(/将在 \d\d:\d\d:\d\d 自动重试/).waitFor();
      scene.proxy.weather({ kind: 'fine' });
      await retryAll(scene.page);
      await allDelivered(scene);
    }
    assert.deepEqual(
      [...(await answersAtServer(scene, id)).values()],
      strangers.map(() => 1),
    );
  });

  test('S-06 an answer that is lost ten times leaves one record on the server', async () => {
    const scene = sceneOf();
    const rounds = isLong ? 10 : 1;
    const lines = linesOf(scene);
    for (let round = 0; round < rounds; round += 1) {
      scene.proxy.weather({ kind: 'loseAnswers', to: sync, times: 10 });
      await lines.press();
      await untilDelivered(scene);
      assert.equal(scene.proxy.struck(), 10, 'ten answers were lost');
    }
    await lines.assertOnce();
    await assertClean(scene.page, scene.server, `S-06 in the browser, ${rounds * 10} lost answers`);
  });

  test('K-06 two kilobytes a second, and a third of all pieces lost: slow, and nothing is lost or double', async () => {
    const scene = sceneOf();
    const lines = linesOf(scene);
    const storms: readonly Weather[] = [
      { kind: 'narrow', bytesPerSecond: 2000 },
      ...places(isLong ? 17 : 5, 1).map((_, i): Weather => ({ kind: 'lossy', share: 0.3, seed: 11 + i })),
      { kind: 'slow', delayMs: 300 },
    ];
    for (const weather of storms) {
      scene.proxy.weather(weather);
      for (let press = 0; press < 3; press += 1) await lines.press();
      const from = Date.now();
      await untilDelivered(scene);
      if (weather.kind === 'lossy') assert.ok(scene.proxy.struck() > 0, 'pieces were lost');
      else assert.ok(Date.now() - from > 500, 'the line was slow');
    }
    scene.proxy.weather({ kind: 'fine' });
    await lines.assertOnce();
    await assertClean(scene.page, scene.server, `K-06, ${storms.length} lines`);
  });
}
