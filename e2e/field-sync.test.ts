/**
 * The phone on a bad network (catalogue S): a real browser with a profile on the disk, a real server, and a network of
 * our own between them. Acknowledged but missing = 0, duplicates = 0, and the states shown are those that are true.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { askTruth, type Oracle } from './support/field-oracle.ts';
import { openFieldTask } from './support/field-task.ts';
import {
  done,
  enter,
  ownPassword,
  type Person,
  type Reply,
  refusalOf,
  signInAgain,
} from './support/person.ts';
import {
  answerLine,
  answersOn,
  attachPhoto,
  enterPhone,
  fillStorage,
  goTo,
  newPhone,
  openSheet,
  type Phone,
  phoneWords,
  pickFile,
  plainTexts,
  rescueFile,
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
  await page.locator('.task-card').first().waitFor();
  // From here on the application's own files come from the phone.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
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

test('S-03 what the server refuses holds up nothing, says why, and can be copied out', async () => {
  const good = Array.from({ length: 4 }, nextVisit);
  const bad = nextVisit();
  proxy.weather({ kind: 'cut' });
  const [first = '', ...rest] = good;
  for (const id of [first, bad, ...rest]) {
    await openSheet(page, id);
    for (let line = 0; line < 5; line += 1) await answerLine(page, line, 'conform');
  }
  const { memberId } = await truth.visit(bad);
  done(
    await legal.post(`/api/inspections/${bad}/members/${memberId}/absence`, { reason: 'leave', note: '' }),
  );
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await stripSays(page, '1 条需处理', 30_000);
  const item = page.locator('.sync-item[data-state="attention"]');
  await item.getByRole('alert').waitFor();
  assert.ok(((await item.getByRole('alert').textContent()) ?? '').length > 10, 'the reason is a sentence');
  await item.getByRole('button', { name: '重试' }).waitFor();
  await item.getByRole('button', { name: '复制' }).waitFor();
  for (const id of good) assert.equal((await answersAtServer(id)).size, 5);
});

test('S-14 what cannot be sent leaves as a file that the office brings in; a damaged one is refused whole', async () => {
  const id = nextVisit();
  proxy.weather({ kind: 'cut' });
  await openSheet(page, id);
  await answerLine(page, 0, 'nonConform');
  await attachPhoto(page, 900_000);
  await goTo(page, '/sync');
  const bytes = await rescueFile(page);
  const [altered, cut] = [bytes.slice(), bytes.slice(0, bytes.length - 100)];
  altered[200_000] = (altered[200_000] ?? 0) ^ 1;
  for (const [wrong, code] of [
    [altered, 'visit.file_altered'],
    [cut, 'visit.file_truncated'],
  ] as const) {
    const reply = await bring(wrong);
    assert.equal(refusalOf(reply), code, JSON.stringify(reply.body));
  }
  assert.equal((await truth.visit(id)).writes.length, 0);
  done(await bring(bytes));
  const brought = await truth.visit(id);
  assert.deepEqual(
    brought.evidence.map((each) => each.received),
    [true],
  );
  const { length } = brought.writes;
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await stripSays(page, phoneWords['link.online']);
  await page.locator('.sync-item[data-state="waiting"]').first().waitFor({ state: 'detached' });
  const sent = await truth.visit(id);
  assert.equal(sent.writes.length, length, 'the phone sends the same records and doubles nothing');
  assert.equal(sent.evidence.length, 1);
});

test('S-16 a thing is a draft, waits, is under way, needs somebody or has arrived, and the page says which', async () => {
  const id = nextVisit();
  proxy.weather({ kind: 'cut' });
  await openSheet(page, id);
  await answerLine(page, 0, 'nonConform');
  await goTo(page, '/sync');
  await page.locator('.sync-item[data-state="draft"]').waitFor();
  await page.locator('.sync-item[data-state="draft"]').waitFor({ state: 'detached' });
  await page.locator('.sync-item[data-state="waiting"]').first().waitFor();
  await openSheet(page, id);
  await attachPhoto(page, 1_200_000);
  proxy.weather({ kind: 'narrow', bytesPerSecond: 200_000 });
  await retryAll(page);
  await page.locator('.sync-item[data-state="sending"]').filter({ hasText: '1.1 MB' }).waitFor();
  assert.deepEqual(
    (await truth.visit(id)).evidence.map((each) => each.received),
    [false],
  );
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await page.locator('.sync-item').filter({ hasText: '1.1 MB' }).waitFor({ state: 'detached' });
  assert.deepEqual(
    (await truth.visit(id)).evidence.map((each) => each.received),
    [true],
  );
});

test('S-08 a session that ended while the phone was offline keeps the drafts until somebody signs in again', async () => {
  const id = nextVisit();
  proxy.weather({ kind: 'cut' });
  await openSheet(page, id);
  await answerLine(page, 0, 'conform');
  const sessions = done(await inspector.get('/api/sessions')) as { rows: { id: string; current: boolean }[] };
  for (const each of sessions.rows.filter((row) => !row.current))
    done(await inspector.delete(`/api/sessions/${each.id}`));
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await stripSays(page, phoneWords['link.signedOut']);
  await page.getByRole('button', { name: phoneWords.signInAgain }).click();
  await typeSignIn(page, 'jz.inspector');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.waitForFunction(() =>
    document.querySelector('.sync-strip-text')?.textContent?.startsWith('在线'),
  );
  assert.equal((await answersAtServer(id)).size, 1);
});

test('S-10 photos are refused before text is in danger, and the phone warns before', async () => {
  const id = nextVisit();
  proxy.weather({ kind: 'cut' });
  await openSheet(page, id);
  await answerLine(page, 0, 'nonConform');
  await attachPhoto(page, 50_000);
  await fillStorage(page, { megabytes: 21, refuses: 'nothing' });
  await goTo(page, '/');
  await page.getByText(phoneWords.spaceLow, { exact: true }).waitFor();
  await openSheet(page, id);
  await pickFile(page, 2_000_000);
  await page.getByText(phoneWords['field.storage_full']).waitFor();
  await fillStorage(page, { megabytes: 1000, refuses: 'all' });
  for (let line = 1; line < 8; line += 1) await answerLine(page, line, 'conform');
  await pickFile(page, 400_000);
  await page.getByText(phoneWords['field.storage_full']).waitFor();
  await phone.kill();
  page = await phone.open();
  await enterPhone(page, proxy.base, 'jz.inspector');
  proxy.weather({ kind: 'fine' });
  await retryAll(page);
  await arrived();
  assert.equal((await answersAtServer(id)).size, 8, 'no text was given up for a photo');
  assert.equal((await truth.visit(id)).evidence.length, 1);
});

test('S-12 a server put back to an older backup gets again what it had acknowledged, once', async () => {
  const [before1, after1] = [nextVisit(), nextVisit()];
  await openSheet(page, before1);
  await answerLine(page, 0, 'conform');
  await arrived();
  const data = join(server.folder, 'data');
  const backup = join(server.folder, 'backup');
  await server.kill();
  cpSync(data, backup, { recursive: true });
  await server.startAgain();
  await retryAll(page);
  await stripSays(page, phoneWords['link.online']);
  await openSheet(page, after1);
  await answerLine(page, 0, 'nonConform');
  await attachPhoto(page, 600_000);
  await arrived();
  await server.kill();
  rmSync(data, { recursive: true });
  cpSync(backup, data, { recursive: true });
  await server.startAgain();
  inspector = await signInAgain(server, 'jz.inspector');
  legal = await signInAgain(server, 'jz.legal');
  truth = await askTruth(inspector);
  assert.equal((await answersAtServer(after1)).size, 0, 'the backup is older');
  await openSheet(page, before1);
  await answerLine(page, 1, 'conform');
  await retryAll(page);
  await arrived();
  assert.deepEqual([...(await answersAtServer(before1)).values()], [1, 1]);
  assert.deepEqual([...(await answersAtServer(after1)).values()], [1]);
  assert.deepEqual(
    (await truth.visit(after1)).evidence.map((each) => each.received),
    [true],
  );
});

test('S-13 another person on the same phone sees nothing, and nothing personal lies there in the clear', async () => {
  const id = nextVisit();
  proxy.weather({ kind: 'cut' });
  await openSheet(page, id);
  await answerLine(page, 0, 'nonConform');
  const secretText = '仓库东侧安全出口被货物堵塞';
  await page.locator('.line-card textarea').first().fill(secretText);
  await page.locator('.line-card textarea').first().blur();
  await goTo(page, '/');
  const { object } = await truth.visit(id);
  await page.getByText(object.name).first().waitFor();
  await page.getByText(phoneWords.phone).last().click();
  await page.getByRole('button', { name: phoneWords.signOut }).click();
  await page.getByText(/条没有上传，暂不能退出/).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await page.getByRole('button', { name: phoneWords.lock }).click();
  const texts = [secretText, object.name, object.address, '康志强', 'jz.inspector', ownPassword];
  assert.deepEqual(await plainTexts(page, texts), [], 'storage holds no plain text of people and visits');
  proxy.weather({ kind: 'fine' });
  await enter(server, 'jc.inspector');
  await enterPhone(page, proxy.base, 'jc.inspector');
  await stripSays(page, phoneWords['link.online']);
  assert.equal(await page.getByText(object.name).count(), 0);
  await goTo(page, `/visits/${id}?step=sheet`);
  assert.equal(await page.locator('.line-card').count(), 0);
  await goTo(page, '/');
  await page.getByText(phoneWords.phone).last().click();
  await page.getByRole('button', { name: phoneWords.lock }).click();
  await enterPhone(page, proxy.base, 'jz.inspector');
  await retryAll(page);
  await arrived();
  const texts2 = (await truth.visit(id)).writes.map((write) => write.value);
  assert.ok(texts2.includes(secretText), 'what was written waits for its own person');
});

test('S-17 a phone whose storage was cleared says what is gone and what the server has', async () => {
  const id = nextVisit();
  await openSheet(page, id);
  await answerLine(page, 0, 'conform');
  await arrived();
  proxy.weather({ kind: 'cut' });
  await openSheet(page, id);
  await answerLine(page, 1, 'conform');
  await stripSays(page, '1 条待上传');
  await page.goto('about:blank');
  await phone.clearStorage(proxy.base);
  proxy.weather({ kind: 'fine' });
  await page.goto(`${proxy.base}/m/`);
  const notice = page.getByText(/当时还有 1 条没有上传/);
  await notice.waitFor();
  await page.getByRole('button', { name: phoneWords.understood }).click();
  await notice.waitFor({ state: 'detached' });
  await typeSignIn(page, 'jz.inspector');
  await stripSays(page, phoneWords.stripNone);
  await openSheet(page, id);
  assert.deepEqual((await answersOn(page)).slice(0, 2), ['conform', 'none']);
});

test('the phone opens without a network after it was opened once with one', async () => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => navigator.serviceWorker.ready);
  proxy.weather({ kind: 'cut' });
  await phone.kill();
  page = await phone.open();
  await enterPhone(page, proxy.base, 'jz.inspector');
  await stripSays(page, phoneWords['link.offline']);
  await page.locator('.task-card').first().waitFor();
});

/** The office brings a file in. */
function bring(bytes: Uint8Array): Promise<Reply> {
  return legal.upload('/api/field/rescues', { name: 'a.mcsealed', bytes }, { actionId: randomUUID() });
}

/** Nothing of this phone waits any more, except what the server refuses. */
async function arrived(): Promise<void> {
  await goTo(page, '/sync');
  const open = ['draft', 'waiting', 'sending'].map((state) => `.sync-item[data-state="${state}"]`).join();
  await page.getByRole('button', { name: phoneWords.retryAll }).waitFor();
  await page.waitForFunction((kinds) => document.querySelectorAll(kinds).length === 0, open, {
    timeout: 60_000,
  });
  await stripSays(page, phoneWords['link.online'], 60_000);
}
