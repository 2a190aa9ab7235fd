/** S-03, S-08, S-10, S-13, S-14, S-16, S-17: what is refused, kept, lost, carried away and told. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { askDatabase, assertClean, rowsOn } from '../support/field-books.ts';
import { askTruth } from '../support/field-oracle.ts';
import {
  done,
  enter,
  ownPassword,
  type Person,
  type Reply,
  refusalOf,
  signInAgain,
} from '../support/person.ts';
import {
  answerLine,
  answersOn,
  attachPhoto,
  enterPhone,
  fillStorage,
  goTo,
  networkBack,
  openSheet,
  phoneWords,
  pickFile,
  plainTexts,
  rescueFile,
  retryAll,
  seeDraft,
  stripSays,
  typeSignIn,
} from '../support/phone.ts';
import {
  answersAtServer,
  arrived,
  goOnline,
  isLong,
  killAndReopen,
  nextVisit,
  type Scene,
  untilDelivered,
} from './scene.ts';

/** Registers the tests; `sceneOf` gives the scene once it stands. */
export function keepingTests(sceneOf: () => Scene): void {
  test('S-14 what cannot be sent leaves as a file that the office brings in; a damaged one is refused whole', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'nonConform');
    await attachPhoto(scene.page, 900_000);
    await goTo(scene.page, '/sync');
    const bytes = await rescueFile(scene.page);
    const [altered, cut] = [bytes.slice(), bytes.slice(0, bytes.length - 100)];
    altered[200_000] = (altered[200_000] ?? 0) ^ 1;
    for (const [wrong, code] of [
      [altered, 'visit.file_altered'],
      [cut, 'visit.file_truncated'],
    ] as const) {
      const reply = await bring(scene, wrong);
      assert.equal(refusalOf(reply), code, JSON.stringify(reply.body));
    }
    assert.equal((await scene.truth.visit(id)).writes.length, 0);
    done(await bring(scene, bytes));
    const brought = await scene.truth.visit(id);
    assert.deepEqual(
      brought.evidence.map((each) => each.received),
      [true],
    );
    const { length } = brought.writes;
    scene.proxy.weather({ kind: 'fine' });
    await retryAll(scene.page);
    await stripSays(scene.page, phoneWords['link.online']);
    await scene.page.locator('.sync-item[data-state="waiting"]').first().waitFor({ state: 'detached' });
    const sent = await scene.truth.visit(id);
    assert.equal(sent.writes.length, length, 'the phone sends the same records and doubles nothing');
    assert.equal(sent.evidence.length, 1);
  });

  test('S-16 a thing is a draft, waits, is under way, needs somebody or has arrived, and the page says which', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    const draft = scene.page.locator('.sync-item[data-state="draft"]');
    await seeDraft(scene.page, id);
    await draft.waitFor({ state: 'detached' });
    await scene.page.locator('.sync-item[data-state="waiting"]').first().waitFor();
    await openSheet(scene.page, id);
    await attachPhoto(scene.page, 1_200_000);
    scene.proxy.weather({ kind: 'narrow', bytesPerSecond: 60_000 });
    await goTo(scene.page, '/sync');
    await networkBack(scene.page);
    try {
      await scene.page.locator('.sync-item[data-state="sending"]').filter({ hasText: '1.1 MB' }).waitFor();
    } catch {
      const items = await scene.page.locator('.sync-strip-text, .sync-item').allInnerTexts();
      throw new Error(`not under way: ${items.join(' | ')}; ${scene.proxy.passed()} bytes passed`);
    }
    await stripSays(scene.page, phoneWords['link.online']);
    assert.deepEqual(
      (await scene.truth.visit(id)).evidence.map((each) => each.received),
      [false],
    );
    scene.proxy.weather({ kind: 'fine' });
    await retryAll(scene.page);
    await scene.page.locator('.sync-item').filter({ hasText: '1.1 MB' }).waitFor({ state: 'detached' });
    assert.deepEqual(
      (await scene.truth.visit(id)).evidence.map((each) => each.received),
      [true],
    );
  });

  test('S-08 a session that ended while the phone was offline keeps the drafts until somebody signs in again', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'conform');
    const sessions = done(await scene.inspector.get('/api/sessions')) as {
      rows: { id: string; current: boolean }[];
    };
    for (const each of sessions.rows.filter((row) => !row.current))
      done(await scene.inspector.delete(`/api/sessions/${each.id}`));
    scene.proxy.weather({ kind: 'fine' });
    await retryAll(scene.page);
    await stripSays(scene.page, phoneWords['link.signedOut']);
    await scene.page.getByRole('button', { name: phoneWords.signInAgain }).click();
    await typeSignIn(scene.page, 'jz.inspector');
    await scene.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await scene.page.waitForFunction(() =>
      document.querySelector('.sync-strip-text')?.textContent?.startsWith('在线'),
    );
    assert.equal((await answersAtServer(scene, id)).size, 1);
  });

  test('S-08 what a disabled person has on the phone leaves as a file, and the own section brings it in', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    scene.proxy.weather({ kind: 'cut' });
    await answerLine(scene.page, 0, 'nonConform');
    await attachPhoto(scene.page, 300_000);
    const security = await personOf(scene, 'jz.security');
    const setStatus = async (status: 'active' | 'disabled') => {
      const { rows } = done(
        await security.get(`/api/accounts?limit=5&name=${encodeURIComponent('康志强')}`),
      ) as {
        rows: { id: string }[];
      };
      done(await security.put(`/api/accounts/${rows[0]?.id ?? ''}/status`, { status, reason: '调离岗位' }));
    };
    await setStatus('disabled');
    scene.proxy.weather({ kind: 'fine' });
    await networkBack(scene.page);
    await stripSays(scene.page, phoneWords['link.signedOut']);
    // Opened again: the server refuses, the store opens all the same and offers the file.
    await lockAndEnter(scene);
    await scene.page.getByText(phoneWords.unlockedRefused, { exact: true }).waitFor();
    const before = await rowsOn(scene.page);
    const unsent = before.records.filter((row) => row.state !== 'delivered');
    assert.ok(unsent.length >= 2, 'the drafts are there');
    const bytes = await rescueFile(scene.page);
    done(await bring(scene, bytes));
    const there = await askDatabase<{ id: string }>(
      scene.server,
      'SELECT id FROM visit_records WHERE id = ANY($1::uuid[])',
      [unsent.map((row) => row.id)],
    );
    assert.equal(there.length, unsent.length, 'every record arrived by the file');
    await setStatus('active');
    scene.inspector = await signInAgain(scene.server, 'jz.inspector');
    scene.truth = await askTruth(scene.inspector);
    assert.deepEqual(
      (await scene.truth.visit(id)).evidence.map((each) => each.received),
      [true],
    );
    await lockAndEnter(scene);
    await retryAll(scene.page);
    await arrived(scene);
    await assertClean(scene.page, scene.server, 'S-08 disabled and rescued');
  });

  test('S-10 photos are refused before text is in danger, and the phone warns before', async () => {
    const scene = sceneOf();
    for (const full of isLong ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 4]) {
      const id = nextVisit(scene);
      scene.proxy.weather({ kind: 'cut' });
      await openSheet(scene.page, id);
      await answerLine(scene.page, 0, 'nonConform');
      for (let photo = 1; photo < full; photo += 1) await attachPhoto(scene.page, 50_000 + photo);
      await fillStorage(scene.page, { megabytes: 21, refuses: 'nothing' });
      await goTo(scene.page, '/');
      await scene.page.getByText(phoneWords.spaceLow, { exact: true }).waitFor();
      await openSheet(scene.page, id);
      await pickFile(scene.page, 2_000_000);
      await scene.page.getByText(phoneWords['field.storage_full']).waitFor();
      await fillStorage(scene.page, { megabytes: 1000, refuses: 'all' });
      for (let line = 1; line < 8; line += 1) await answerLine(scene.page, line, 'conform');
      await pickFile(scene.page, 400_000);
      await scene.page.getByText(phoneWords['field.storage_full']).waitFor();
      await stripSays(scene.page, /^(?!.*未能存到本机)/);
      await killAndReopen(scene);
      await goOnline(scene);
      await untilDelivered(scene);
      const answers = await answersAtServer(scene, id);
      assert.equal(answers.size, 8, 'no text was given up for a photo');
      assert.equal((await scene.truth.visit(id)).evidence.length, full - 1, `photo ${full} was refused`);
    }
    await assertClean(scene.page, scene.server, 'S-10');
  });

  test('S-10 S-16 where not even text can be kept the phone says so, and keeps it as soon as it can, and does not lock before', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    await fillStorage(scene.page, { megabytes: 1000, refuses: 'everything' });
    await answerLine(scene.page, 0, 'conform');
    await stripSays(scene.page, '1 处未能存到本机');
    await answerLine(scene.page, 1, 'conform');
    await stripSays(scene.page, '2 处未能存到本机');
    await goTo(scene.page, '/');
    await scene.page.getByText(phoneWords.phone).last().click();
    await scene.page.getByRole('button', { name: phoneWords.lock }).click();
    const blocked = scene.page.getByRole('dialog', { name: '有 2 处未能存到本机，暂不能锁定' });
    await blocked.getByRole('button', { name: '关闭' }).click();
    await openSheet(scene.page, id);
    await fillStorage(scene.page, { megabytes: 1000, refuses: 'nothing' });
    await answerLine(scene.page, 2, 'conform');
    await stripSays(scene.page, /^(?!.*未能存到本机)/);
    await killAndReopen(scene);
    await goOnline(scene);
    await untilDelivered(scene);
    assert.deepEqual([...(await answersAtServer(scene, id)).values()], [1, 1, 1]);
  });

  test('S-13 another person on the same phone sees nothing, and nothing personal lies there in the clear', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'nonConform');
    const secretText = '仓库东侧安全出口被货物堵塞';
    await scene.page.locator('.line-card textarea').first().fill(secretText);
    await scene.page.locator('.line-card textarea').first().blur();
    await goTo(scene.page, '/');
    const { object } = await scene.truth.visit(id);
    await scene.page.getByText(object.name).first().waitFor();
    await scene.page.getByText(phoneWords.phone).last().click();
    await scene.page.getByRole('button', { name: phoneWords.signOut }).click();
    await scene.page.getByText(/条没有上传，暂不能退出/).waitFor();
    await scene.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await scene.page.getByRole('button', { name: phoneWords.lock }).click();
    const texts = [secretText, object.name, object.address, '康志强', 'jz.inspector', ownPassword];
    assert.deepEqual(
      await plainTexts(scene.page, texts),
      [],
      'storage holds no plain text of people and visits',
    );
    scene.proxy.weather({ kind: 'fine' });
    await enter(scene.server, 'jc.inspector');
    await enterPhone(scene.page, scene.proxy.base, 'jc.inspector');
    await stripSays(scene.page, phoneWords['link.online']);
    assert.equal(await scene.page.getByText(object.name).count(), 0);
    await goTo(scene.page, `/visits/${id}?step=sheet`);
    assert.equal(await scene.page.locator('.line-card').count(), 0);
    await lockAndEnter(scene);
    await retryAll(scene.page);
    await arrived(scene);
    const texts2 = (await scene.truth.visit(id)).writes.map((write) => write.value);
    assert.ok(texts2.includes(secretText), 'what was written waits for its own person');
  });

  test('S-17 a phone whose storage was cleared says what is gone and what the server has', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'conform');
    await arrived(scene);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    await answerLine(scene.page, 1, 'conform');
    await stripSays(scene.page, /· 1 条待上传/);
    await scene.page.goto('about:blank');
    await scene.phone.clearStorage(scene.proxy.base);
    scene.proxy.weather({ kind: 'fine' });
    await scene.page.goto(`${scene.proxy.base}/m/`);
    const notice = scene.page.getByText(/当时还有 1 条没有上传/);
    await notice.waitFor();
    await scene.page.getByRole('button', { name: phoneWords.understood }).click();
    await notice.waitFor({ state: 'detached' });
    await typeSignIn(scene.page, 'jz.inspector');
    await stripSays(scene.page, phoneWords.stripNone);
    await openSheet(scene.page, id);
    assert.deepEqual((await answersOn(scene.page)).slice(0, 2), ['conform', 'none']);
  });

  test('the phone opens without a network after it was opened once with one', async () => {
    const scene = sceneOf();
    await scene.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await scene.page.evaluate(() => navigator.serviceWorker.ready);
    scene.proxy.weather({ kind: 'cut' });
    await scene.phone.kill();
    scene.page = await scene.phone.open();
    await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
    await stripSays(scene.page, phoneWords['link.offline']);
    await scene.page.locator('.task-card').first().waitFor();
  });

  test('S-03 what the server refuses holds up nothing, says why, and can be copied out', async () => {
    const scene = sceneOf();
    const good = Array.from({ length: 4 }, () => nextVisit(scene));
    const bad = nextVisit(scene);
    scene.proxy.weather({ kind: 'cut' });
    const [first = '', ...rest] = good;
    for (const id of [first, bad, ...rest]) {
      await openSheet(scene.page, id);
      for (let line = 0; line < 5; line += 1) await answerLine(scene.page, line, 'conform');
    }
    const { memberId, object } = await scene.truth.visit(bad);
    const absence = `/api/inspections/${bad}/members/${memberId}/absence`;
    done(await scene.legal.post(absence, { reason: 'leave', note: '' }));
    // The phone was opened again without a network: it may have to sign in before it can send.
    await goOnline(scene);
    await untilDelivered(scene);
    await goTo(scene.page, '/sync');
    const items = scene.page.locator('.sync-item[data-state="attention"]');
    await items.first().waitFor();
    // Answers that were given slowly are several records.
    const refused = await items.all();
    await stripSays(scene.page, `· ${refused.length} 条需处理`);
    for (const item of refused) {
      assert.ok((await item.innerText()).includes(object.name), 'nothing but the refused visit');
      assert.ok((await item.getByRole('alert').innerText()).length > 10, 'the reason is a sentence');
      await item.getByRole('button', { name: '重试' }).waitFor();
      await item.getByRole('button', { name: '复制' }).waitFor();
    }
    for (const id of good) assert.equal((await answersAtServer(scene, id)).size, 5);
  });

  test('S-13 a phone that is shut off keeps, sealed, only what the server does not have', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'conform');
    scene.proxy.weather({ kind: 'fine' });
    await untilDelivered(scene);
    const { object } = await scene.truth.visit(id);
    const { object: other } = await scene.truth.visit(nextVisit(scene));
    scene.proxy.weather({ kind: 'cut' });
    // Signing in again would have led away from the sheet.
    await openSheet(scene.page, id);
    await answerLine(scene.page, 1, 'conform');
    const [device] = await askDatabase<{ id: string }>(
      scene.server,
      `SELECT device_id AS id FROM visit_records WHERE device_id IS NOT NULL ORDER BY taken_at DESC LIMIT 1`,
    );
    const security = await personOf(scene, 'jz.security');
    done(await security.post(`/api/field/devices/${device?.id ?? ''}/revoke`, { reason: '手机遗失' }));
    scene.proxy.weather({ kind: 'fine' });
    await networkBack(scene.page);
    await stripSays(scene.page, phoneWords['link.refused']);
    await goTo(scene.page, '/');
    await scene.page.getByText(other.name).first().waitFor({ state: 'detached' });
    const left = await rowsOn(scene.page);
    assert.ok(left.records.length > 0, 'what the server does not have is still there');
    assert.deepEqual(
      left.records.filter((row) => row.state === 'delivered'),
      [],
      'what it has is gone from the phone',
    );
    const texts = [object.name, other.name, object.address, '康志强', 'jz.inspector', ownPassword];
    assert.deepEqual(await plainTexts(scene.page, texts), []);
    done(await bring(scene, await rescueFile(scene.page)));
    assert.deepEqual([...(await answersAtServer(scene, id)).values()], [1, 1]);
  });
}

/** Somebody who may have come in before. */
function personOf({ server }: Scene, signInName: string): Promise<Person> {
  return signInAgain(server, signInName).catch(() => enter(server, signInName));
}

/** Locks the phone and opens it again, with the network there is. */
async function lockAndEnter(scene: Scene): Promise<void> {
  await goTo(scene.page, '/');
  await scene.page.getByText(phoneWords.phone).last().click();
  await scene.page.getByRole('button', { name: phoneWords.lock }).click();
  await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
}

/** The office brings a file in. */
function bring({ legal }: Scene, bytes: Uint8Array): Promise<Reply> {
  return legal.upload('/api/field/rescues', { name: 'a.mcsealed', bytes }, { actionId: randomUUID() });
}
