/** S-09, S-11, S-12: time passes between writing and sending: sheets, the application, clocks and the server change. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { type Account, account, askDatabase, assertClean, rowsOn } from '../support/field-books.ts';
import { askTruth } from '../support/field-oracle.ts';
import { claimedVisits } from '../support/field-task.ts';
import { enter, signInAgain } from '../support/person.ts';
import {
  answerLine,
  answersOn,
  attachPhoto,
  enterPhone,
  goTo,
  networkBack,
  openSheet,
  phoneWords,
  setClockOff,
  stripSays,
  typeSignIn,
} from '../support/phone.ts';
import { htmlReply, type Weather } from '../support/proxy.ts';
import { publishLines, type SheetPeople } from '../support/sheets.ts';
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

const hour = 3_600_000;
const day = 24 * hour;

/** Registers the tests; `sceneOf` gives the scene once it stands. */
export function ageingTests(sceneOf: () => Scene): void {
  test('S-11 a clock off by an hour, a day, or in 1970, and one that jumps: order by counting, times by the server', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    const toThe70s = 60_000 - Date.now();
    for (const [line, off] of [hour, -hour, day, -day, toThe70s].entries()) {
      await setClockOff(scene.page, off);
      await answerLine(scene.page, line, 'conform');
      await untilDelivered(scene);
      const [last] = await writesOf(scene, id);
      assert.ok(last !== undefined && Math.abs(Date.now() - last.at) < 60_000, `${off}: ${last?.at ?? ''}`);
      const [device] = await askDatabase<{ off: string }>(
        scene.server,
        'SELECT r.clock_offset_ms AS off FROM visit_writes w JOIN visit_records r ON r.id = w.record_id WHERE w.inspection_id = $1 ORDER BY w.seq DESC LIMIT 1',
        [id],
      );
      assert.ok(Math.abs(Number(device?.off) + off) < 60_000, `the difference is kept: ${device?.off ?? ''}`);
    }
    // It jumps between two answers: forward, back, and to 1970.
    for (const [i, [before, then]] of (
      [
        [0, day],
        [day, 0],
        [0, toThe70s],
      ] as const
    ).entries()) {
      scene.proxy.weather({ kind: 'cut' });
      await openSheet(scene.page, id);
      await setClockOff(scene.page, before);
      await answerLine(scene.page, 5 + 2 * i, 'conform');
      await setClockOff(scene.page, then);
      await answerLine(scene.page, 6 + 2 * i, 'conform');
      await goOnline(scene);
      await untilDelivered(scene);
    }
    const writes = (await writesOf(scene, id)).toReversed();
    assert.equal(writes.length, 11);
    const { sheets } = await scene.truth.visit(id);
    const keys = sheets.flatMap((sheet) =>
      sheet.sections.flatMap((section) =>
        section.lines.map((line) => `lines/${sheet.versionId}/${line.key}`),
      ),
    );
    assert.deepEqual(
      writes.map((write) => write.path),
      keys.slice(0, 11),
      'each line once, in the order in which it was pressed',
    );
    const sequences = await askDatabase<{ device_seq: number }>(
      scene.server,
      `SELECT r.device_seq FROM visit_writes w JOIN visit_records r ON r.id = w.record_id
         WHERE w.inspection_id = $1 ORDER BY w.seq`,
      [id],
    );
    const counted = sequences.map((row) => Number(row.device_seq));
    assert.deepEqual(
      counted,
      counted.toSorted((a, b) => a - b),
    );
    assert.ok(
      writes.every((write) => write.at <= Date.now() + 1000),
      'nothing lies in the future',
    );
    await setClockOff(scene.page, 0);
    await assertClean(scene.page, scene.server, 'S-11, 8 clocks');
  });

  test('S-11 S-12 a clock that runs a year ahead does not make the phone forget what was delivered', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'conform');
    await untilDelivered(scene);
    const count = (await rowsOn(scene.page)).records.filter((row) => row.state === 'delivered').length;
    await scene.phone.kill();
    scene.page = await scene.phone.open();
    await setClockOff(scene.page, 366 * day);
    await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
    await networkBack(scene.page);
    await stripSays(scene.page, phoneWords['link.online']);
    await untilDelivered(scene);
    assert.equal((await rowsOn(scene.page)).records.length, count);
    await killAndReopen(scene);
  });

  test('S-12 a server put back to an older backup gets again what it had acknowledged, once', async () => {
    const scene = sceneOf();
    for (let round = 0; round < (isLong ? 5 : 1); round += 1) await restoreOnce(scene);
    await assertClean(scene.page, scene.server, 'S-12');
  });

  // After this the phone's store is that of a later app; the page that is left open asks for it from then on.
  test('S-09 drafts under sheets of three ages, from apps of several ages, open and arrive with their own sheet', async () => {
    const scene = sceneOf();
    const people = {
      drafter: await enter(scene.server, 'jz.safety'),
      legal: scene.legal,
      head: await enter(scene.server, 'jz.head'),
    };
    const sheets = await visitsOfThreeSheets(scene, people);
    let bumped = 0;
    const ages = isLong ? [0, 1, 2, 3] : [0, 3];
    for (const [round, newer] of ages.entries()) {
      scene.proxy.weather({ kind: 'cut' });
      for (const { visits, lines } of sheets) {
        await openSheet(scene.page, visits[round] ?? '');
        assert.equal(await scene.page.locator('.line-card').count(), lines);
        await answerLine(scene.page, 0, 'conform');
      }
      // Between draft and exchange: one more version of the sheet, and an app whose store is `newer` versions later.
      await publishLines(people, 12 + round);
      bumped += newer;
      await scene.phone.kill();
      scene.page = await scene.phone.open();
      await openWithStore(scene, bumped);
      for (const { visits, lines } of sheets) {
        await openSheet(scene.page, visits[round] ?? '');
        assert.equal(await scene.page.locator('.line-card').count(), lines, 'the draft has its own sheet');
        assert.equal((await answersOn(scene.page))[0], 'conform');
        await answerLine(scene.page, 1, 'conform');
      }
      await goOnline(scene);
      await untilDelivered(scene);
      for (const { visits, lines } of sheets) {
        const id = visits[round] ?? '';
        assert.deepEqual([...(await answersAtServer(scene, id)).values()], [1, 1]);
        const { sheets: held } = await scene.truth.visit(id);
        assert.equal(held[0]?.sections.flatMap((section) => section.lines).length, lines);
      }
    }
    await assertClean(scene.page, scene.server, `S-09, ${ages.length * sheets.length} drafts`);
    // An app older than the store says what is the matter, and touches nothing.
    await scene.phone.kill();
    scene.page = await scene.phone.open();
    await scene.page.goto(`${scene.proxy.base}/m/`);
    await typeSignIn(scene.page, 'jz.inspector');
    await scene.page.getByText(phoneWords['field.store_newer']).waitFor();
    await openWithStore(scene, bumped);
    await untilDelivered(scene);
  });

  test('S-09 a new version of the app takes over while drafts lie there, and they are all there after it', async () => {
    const scene = sceneOf();
    const id = nextVisit(scene);
    scene.proxy.weather(laterWorker('fedcba9876543210'));
    await goTo(scene.page, '/');
    await scene.page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/m/'))?.update());
    await scene.page.getByText(phoneWords.update, { exact: true }).waitFor();
    assert.ok(scene.proxy.struck() > 0);
    scene.proxy.weather({ kind: 'cut' });
    await openSheet(scene.page, id);
    for (let line = 0; line < 3; line += 1) await answerLine(scene.page, line, 'conform');
    // On the disk, each of them, before the page starts anew.
    await goTo(scene.page, '/sync');
    await scene.page.locator('.sync-item[data-state="waiting"]').first().waitFor();
    await scene.page.locator('.sync-item[data-state="draft"]').waitFor({ state: 'detached' });
    await goTo(scene.page, '/');
    await scene.page.getByRole('button', { name: phoneWords.updateNow }).click();
    await scene.page.getByRole('button', { name: phoneWords.open, exact: true }).waitFor();
    assert.deepEqual(await scene.page.evaluate(() => caches.keys()), ['mingcha-field-fedcba9876543210']);
    await typeSignIn(scene.page, 'jz.inspector');
    await scene.page.locator('.sync-strip-text').waitFor();
    await openSheet(scene.page, id);
    assert.deepEqual((await answersOn(scene.page)).slice(0, 4), ['conform', 'conform', 'conform', 'none']);
    await goOnline(scene);
    await untilDelivered(scene);
    assert.deepEqual([...(await answersAtServer(scene, id)).values()], [1, 1, 1]);
  });

  test('S-09 a new version does not start the page anew under somebody who types their name', async () => {
    const scene = sceneOf();
    const { page } = scene;
    scene.proxy.weather({ kind: 'cut' });
    await page.goto(`${scene.proxy.base}/m/`);
    const name = page.getByLabel(shellText.zh.signInName, { exact: true });
    await name.fill('jz.inspector');
    scene.proxy.weather(laterWorker('0123456789abcdef'));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/m/'))?.update());
    await page.waitForFunction(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/m/');
      return registration?.waiting?.state === 'installed';
    });
    assert.equal(await name.inputValue(), 'jz.inspector');
    await typeSignIn(page, 'jz.inspector');
    await page.getByRole('button', { name: phoneWords.updateNow }).waitFor();
  });
}

/** A line on which the server's worker is a later version of itself: a browser that looks finds something new. */
function laterWorker(version: string): Weather {
  const file = join(import.meta.dirname, '..', '..', 'apps', 'web', 'dist', 'field', 'sw.js');
  const own = readFileSync(file, 'utf8');
  const later = own.replace(
    /(version["']?:\s*["'`])[0-9a-f]{16}/,
    (_all, before: string) => `${before}${version}`,
  );
  assert.notEqual(later, own, 'the worker has a version');
  const reply = htmlReply('200 OK', later).replace('text/html', 'text/javascript');
  return { kind: 'stranger', to: 'GET /m/sw.js', reply };
}

/** Answers of a visit, the last first, with the time that the server gives them. */
async function writesOf(
  scene: Scene,
  id: string,
): Promise<readonly { readonly path: string; readonly at: number }[]> {
  const rows = await askDatabase<{ path: string; at: Date }>(
    scene.server,
    `SELECT path, at FROM visit_writes WHERE inspection_id = $1 AND path LIKE 'lines/%' ORDER BY seq DESC`,
    [id],
  );
  return rows.map(({ path, at }) => ({ path, at: new Date(at).getTime() }));
}

interface OfSheet {
  readonly visits: readonly string[];
  readonly lines: number;
}

/** Four visits each under three versions of the sheet, all of them on the phone. */
async function visitsOfThreeSheets(scene: Scene, people: SheetPeople): Promise<readonly OfSheet[]> {
  const found: OfSheet[] = [];
  for (const [i, lines] of [9, 10, 11].entries()) {
    await publishLines(people, lines);
    const visits = await claimedVisits(scene, {
      title: `第 ${i + 1} 版检查单`,
      objects: 4,
      people: ['康志强', '田雨桐'],
      from: 30 + 4 * i,
    });
    found.push({ visits, lines });
    // A visit has the version that was published when a phone first took it along.
    await goTo(scene.page, '/');
    await networkBack(scene.page);
    for (const id of visits) await scene.page.locator(`a[href="/m/visits/${id}"]`).waitFor();
  }
  return found;
}

/** Opens the phone with an app whose store is so many versions later, as a later release would ask for it. */
async function openWithStore(scene: Scene, later: number): Promise<void> {
  await scene.page.addInitScript((versions) => {
    const prototype = IDBFactory.prototype as unknown as Record<'open', (...args: unknown[]) => unknown>;
    const own = prototype.open;
    prototype.open = function (this: IDBFactory, name: string, version?: number) {
      const isStore = name.startsWith('mingcha-field-') && name !== 'mingcha-field-people';
      if (version === undefined) return own.call(this, name);
      return own.call(this, name, isStore ? version + versions : version);
    } as (...args: unknown[]) => unknown;
  }, later);
  await enterPhone(scene.page, scene.proxy.base, 'jz.inspector');
}

/** A backup, work that is acknowledged after it, the backup put back: the phone notices and sends it again. */
async function restoreOnce(scene: Scene): Promise<void> {
  const [early, late] = [nextVisit(scene), nextVisit(scene)];
  const data = join(scene.server.folder, 'data');
  const backup = join(scene.server.folder, 'backup');
  await openSheet(scene.page, early);
  await answerLine(scene.page, 0, 'conform');
  await untilDelivered(scene);
  await scene.server.stop();
  rmSync(backup, { recursive: true, force: true });
  execFileSync('cp', ['-a', data, backup]);
  await scene.server.startAgain();
  await openSheet(scene.page, late);
  await answerLine(scene.page, 0, 'nonConform');
  await attachPhoto(scene.page, 600_000);
  await untilDelivered(scene);
  assert.deepEqual((await lostBy(scene)).missing, []);
  await scene.server.stop();
  rmSync(data, { recursive: true });
  execFileSync('cp', ['-a', backup, data]);
  await scene.server.startAgain();
  assert.ok(
    (await lostBy(scene)).missing.length >= 2,
    'the backup does not have what was acknowledged after it',
  );
  scene.inspector = await signInAgain(scene.server, 'jz.inspector');
  scene.legal = await signInAgain(scene.server, 'jz.legal');
  scene.truth = await askTruth(scene.inspector);
  await openSheet(scene.page, early);
  await answerLine(scene.page, 1, 'conform');
  await goOnline(scene);
  await untilDelivered(scene);
  await arrived(scene);
  assert.deepEqual([...(await answersAtServer(scene, early)).values()], [1, 1]);
  assert.deepEqual([...(await answersAtServer(scene, late)).values()], [1]);
  assert.deepEqual(
    (await scene.truth.visit(late)).evidence.map((each) => each.received),
    [true],
  );
  assert.deepEqual((await lostBy(scene)).missing, [], 'nothing that was acknowledged is missing any more');
}

const lostBy = ({ page, server }: Scene): Promise<Account> => account(page, server);
