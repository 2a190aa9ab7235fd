/**
 * The phone on a bad network (catalogue S): a real browser with a profile on the disk, a real server, and a network of
 * our own between them. Acknowledged but missing = 0, duplicates = 0, and the states shown are those that are true.
 */
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { askTruth, type Oracle } from './support/field-oracle.ts';
import { openFieldTask } from './support/field-task.ts';
import { done, enter, ownPassword, type Person, signInAgain } from './support/person.ts';
import {
  answerLine,
  answersOn,
  attachPhoto,
  enterPhone,
  goTo,
  newPhone,
  openSheet,
  type Phone,
  phoneWords,
  retryAll,
  stripSays,
  typeSignIn,
} from './support/phone.ts';
import { htmlReply, loginPage, type Proxy, startProxy, type Weather } from './support/proxy.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

let server: RunningServer;
let proxy: Proxy;
let legal: Person;
let inspector: Person;
let truth: Oracle;
let phone: Phone;
let page: Page;
/** Visits of the inspector that no test has touched yet. */
let fresh: string[] = [];

before(async () => {
  server = await startServer();
  proxy = await startProxy(Number(new URL(server.base).port));
  legal = await enter(server, 'jz.legal');
  inspector = await enter(server, 'jz.inspector');
  const task = await openFieldTask(legal, {
    title: '手机专项检查',
    objects: 24,
    people: ['康志强', '田雨桐'],
  });
  const mine = done(await inspector.get('/api/my-inspections')) as {
    rows: { id: string; taskId: string }[];
  };
  fresh = mine.rows.filter((row) => row.taskId === task.id).map((row) => row.id);
  assert.equal(fresh.length, 24);
  done(await inspector.post('/api/my-inspections/claim', { inspectionIds: fresh }));
  truth = await askTruth(inspector);
  phone = newPhone();
  page = await phone.open();
  await enterPhone(page, proxy.base, 'jz.inspector');
  await stripSays(page, phoneWords.stripNone);
});
after(async () => {
  await (phone as Phone | undefined)?.remove();
  await (proxy as Proxy | undefined)?.close();
  await server.remove();
});
afterEach(() => proxy.weather({ kind: 'fine' }));

const sync = 'POST /api/field/sync';
const chunk = 'PUT /api/field/uploads';

function nextVisit(): string {
  const id = fresh.pop();
  if (id === undefined) throw new Error('no visit is left');
  return id;
}

/** Everything is delivered, and the server says so too. */
async function allDelivered(): Promise<void> {
  await stripSays(page, phoneWords.stripNone, 60_000);
}

/** Line keys that the server holds an answer of, with how many writes each. */
async function answersAtServer(id: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { path } of (await truth.visit(id)).writes)
    if (path.startsWith('lines/')) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

test('S-02 a network cut before, within and after a request loses nothing and doubles nothing', async () => {
  const storms: readonly Weather[] = [
    ...[0, 1, 300, 900].map((bytes): Weather => ({ kind: 'cutAfter', to: sync, bytes, times: 1 })),
    { kind: 'loseAnswers', to: sync, times: 1 },
    { kind: 'loseAnswers', to: sync, times: 2 },
  ];
  const id = nextVisit();
  await openSheet(page, id);
  for (const [i, storm] of storms.entries()) {
    proxy.weather(storm);
    await answerLine(page, i, 'conform');
    await allDelivered();
    assert.ok(proxy.struck() > 0, `${storm.kind} struck`);
  }
  const counts = await answersAtServer(id);
  assert.deepEqual(
    [...counts.values()],
    storms.map(() => 1),
  );
});

test('S-02 a photo cut off in the middle of a piece goes on and arrives whole', async () => {
  const id = nextVisit();
  await openSheet(page, id);
  await answerLine(page, 0, 'nonConform');
  await allDelivered();
  const storms: readonly Weather[] = [
    ...[1, 4000, 400_000].map((bytes): Weather => ({ kind: 'cutAfter', to: chunk, bytes, times: 1 })),
    { kind: 'loseAnswers', to: chunk, times: 1 },
  ];
  for (const storm of storms) {
    proxy.weather(storm);
    await attachPhoto(page, 1_300_000);
    await allDelivered();
    assert.ok(proxy.struck() > 0, `${storm.kind} struck`);
  }
  const { evidence } = await truth.visit(id);
  assert.equal(evidence.length, storms.length);
  assert.ok(
    evidence.every((each) => each.received),
    'the digests at the server are those of the shutter',
  );
});

test('S-04 what was written and thirty photos leave within a minute of the network coming back', async () => {
  const [id, other] = [nextVisit(), nextVisit()];
  proxy.weather({ kind: 'cut' });
  await openSheet(page, other);
  await answerLine(page, 0, 'conform');
  await openSheet(page, id);
  await answerLine(page, 0, 'nonConform');
  for (let photo = 0; photo < 30; photo += 1) await attachPhoto(page, 20_000 + photo);
  await stripSays(page, /\d+ 条待上传/);
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await allDelivered();
  assert.equal((await truth.visit(id)).evidence.filter((each) => each.received).length, 30);
  assert.equal((await answersAtServer(other)).size, 1);
});

test('S-05 answers that are not the server’s leave everything waiting, with the time of the next try', async () => {
  const id = nextVisit();
  const strangers: readonly [string, string][] = [
    [loginPage, phoneWords['link.notOurs']],
    [htmlReply('302 Found', '', 'location: http://portal.example/\r\n'), phoneWords['link.notOurs']],
    [htmlReply('502 Bad Gateway', '<html>bad gateway</html>'), phoneWords['link.busy']],
    [htmlReply('503 Service Unavailable', '<html>later</html>'), phoneWords['link.busy']],
  ];
  for (const [i, [reply, link]] of strangers.entries()) {
    await openSheet(page, id);
    proxy.weather({ kind: 'stranger', to: sync, reply });
    await answerLine(page, i, 'conform');
    await stripSays(page, link);
    await stripSays(page, '1 条待上传');
    await goTo(page, '/sync');
    await page.getByText(/将在 \d\d:\d\d:\d\d 自动重试/).waitFor();
    proxy.weather({ kind: 'fine' });
    await retryAll(page);
    await allDelivered();
  }
  assert.equal((await answersAtServer(id)).size, strangers.length);
});

test('S-06 an answer that is lost ten times leaves one record on the server', async () => {
  const id = nextVisit();
  await openSheet(page, id);
  proxy.weather({ kind: 'loseAnswers', to: sync, times: 10 });
  await answerLine(page, 0, 'conform');
  await goTo(page, '/sync');
  const until = Date.now() + 60_000;
  while (proxy.struck() < 10 && Date.now() < until) {
    await retryAll(page);
    await page.waitForTimeout(300);
  }
  assert.ok(proxy.struck() >= 10);
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await allDelivered();
  assert.deepEqual([...(await answersAtServer(id)).values()], [1]);
});

test('S-01 the browser killed at any moment loses at most what was being typed, and offers to go on', async () => {
  const id = nextVisit();
  proxy.weather({ kind: 'cut' });
  for (const [round, pause] of [0, 40, 150, 600].entries()) {
    await openSheet(page, id);
    for (let line = 0; line < 3; line += 1) await answerLine(page, round * 3 + line, 'conform');
    await page.waitForTimeout(pause);
    await phone.kill();
    page = await phone.open();
    await enterPhone(page, proxy.base, 'jz.inspector');
    const dialog = page.getByRole('dialog', { name: phoneWords.recover });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: phoneWords.recoverGo }).click();
    await openSheet(page, id);
    const answers = await answersOn(page);
    assert.ok(answers.filter((answer) => answer === 'conform').length >= round * 3 + 2, `round ${round}`);
    // What the last press lost is pressed again, as a person would.
    await answerLine(page, round * 3 + 2, 'conform');
  }
  await answerLine(page, 0, 'nonConform');
  await attachPhoto(page, 700_000);
  await phone.kill();
  page = await phone.open();
  await enterPhone(page, proxy.base, 'jz.inspector');
  proxy.weather({ kind: 'fine' });
  await goTo(page, '/sync');
  await retryAll(page);
  await allDelivered();
  const { evidence } = await truth.visit(id);
  assert.deepEqual(
    evidence.map((each) => each.received),
    [true],
    'a photo that was seen is a photo that was kept',
  );
  assert.equal((await answersAtServer(id)).size, 12);
});
