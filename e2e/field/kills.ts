/** S-01: the browser killed while somebody fills in, photographs, signs, ends the visit, and while it is sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import type { Page } from 'playwright-core';
import { assertClean, rowsOn } from '../support/field-books.ts';
import {
  answerLine,
  answersOn,
  attachPhoto,
  goTo,
  networkBack,
  openSheet,
  phoneWords,
  pickFile,
  wholeSheet,
} from '../support/phone.ts';
import { goOn } from '../support/visit.ts';
import { armMoment, type Moment, momentWords } from './moments.ts';
import {
  answersAtServer,
  goOnline,
  isLong,
  killAndReopen,
  nextVisit,
  type Scene,
  untilDelivered,
} from './scene.ts';

const sign = visitSignText.zh;
const step = visitStepText.zh;
const rounds = isLong ? 10 : 1;
let kills = 0;

const both = (store: Moment['store'], does: Moment['does'] = 'put', nth = 1): readonly Moment[] =>
  [false, true].map((made) => ({ store, does, nth, made }));

/** While an answer is given: the draft, its number, its record, the end of the draft. */
const filling = some(both('drafts'), both('counters'), both('records'), both('drafts', 'delete'));
/** While a photo is kept: its parts, its number, its record, its row. */
const capturing = some(both('parts'), both('parts', 'put', 2), both('records'), both('files'));
/** While a paper is signed for three people: the paper, the photograph of it, a signature; what was done stays done. */
const signing = some(...[1, 2, 3, 2].map((nth) => both('records', 'put', nth)));
const finishing = some(both('records'));

/** Before and after each in the long run, in turn otherwise. */
function some(...pairs: readonly (readonly Moment[])[]): readonly Moment[] {
  return isLong ? pairs.flat() : pairs.flatMap((pair, i) => pair.slice(i % 2, (i % 2) + 1));
}

/** Does it, dies in the moment, opens again, and takes up the offer to go on. */
async function dieAt(scene: Scene, moment: Moment, act: (page: Page) => Promise<unknown>): Promise<void> {
  const { come } = await armMoment(scene.page, moment);
  let stopped = '';
  // The page stands still in the middle of it, so nobody waits for this.
  act(scene.page).catch((error: unknown) => {
    stopped = String(error);
  });
  await come.catch(async (error: unknown) => {
    await pause(1500);
    throw new Error(`${String(error)}; ${stopped}`);
  });
  await reopen(scene);
}

async function reopen(scene: Scene): Promise<void> {
  kills += 1;
  await killAndReopen(scene);
  const dialog = scene.page.getByRole('dialog', { name: phoneWords.recover });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: phoneWords.recoverGo }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Registers the tests; `sceneOf` gives the scene once it stands. */
export function killTests(sceneOf: () => Scene): void {
  test('S-01 killed while answers are given: what was pressed before stands, at most the last press is lost', async () => {
    const scene = sceneOf();
    for (let round = 0; round < rounds; round += 1) {
      const id = nextVisit(scene);
      scene.proxy.weather({ kind: 'cut' });
      await openSheet(scene.page, id);
      await answerLine(scene.page, 0, 'conform');
      for (const [i, moment] of filling.entries()) {
        await dieAt(scene, moment, (page) => answerLine(page, i + 1, 'conform'));
        await standsUpTo(scene, id, i);
      }
      // And where nobody has looked: some milliseconds after the press.
      for (let i = 0; i < (isLong ? 8 : 2); i += 1) {
        const line = filling.length + 1 + i;
        answerLine(scene.page, line, 'conform').catch(() => undefined);
        await pause(10 + ((i * 37 + round * 53) % 150));
        await reopen(scene);
        await standsUpTo(scene, id, line - 1);
      }
      await goOnline(scene);
      await untilDelivered(scene);
      const counts = [...(await answersAtServer(scene, id)).values()];
      assert.ok(counts.length > filling.length);
      assert.deepEqual(
        counts,
        counts.map(() => 1),
      );
    }
    await assertClean(scene.page, scene.server, `S-01 filling, ${kills} kills so far`);
  });

  test('S-01 killed while a photo is kept: it is there whole or not at all, never half', async () => {
    const scene = sceneOf();
    for (let round = 0; round < rounds; round += 1) {
      const id = nextVisit(scene);
      scene.proxy.weather({ kind: 'cut' });
      await openSheet(scene.page, id);
      await answerLine(scene.page, 0, 'nonConform');
      let kept = 0;
      for (const moment of capturing) {
        await attachPhoto(scene.page, 700_000 + kept);
        kept += 1;
        await dieAt(scene, moment, (page) => pickFile(page, 700_000));
        await openSheet(scene.page, id);
        const seen = scene.page.locator('.line-card .photo-thumb');
        await seen.nth(kept - 1).waitFor();
        assert.equal(await seen.count(), kept, momentWords(moment));
      }
      await goOnline(scene);
      await untilDelivered(scene);
      const { evidence } = await scene.truth.visit(id);
      assert.deepEqual(
        evidence.map((each) => each.received),
        Array.from({ length: kept }, () => true),
        'a photo that was seen was kept, and arrived as it left the shutter',
      );
    }
    await assertClean(scene.page, scene.server, `S-01 photographs, ${kills} kills so far`);
  });

  test('S-01 killed while a paper is signed and the visit is ended: it is done again, and counts once', async () => {
    const scene = sceneOf();
    for (let round = 0; round < rounds; round += 1) {
      const id = nextVisit(scene);
      scene.proxy.weather({ kind: 'cut' });
      await fillIn(scene, id);
      for (const moment of signing) {
        await goTo(scene.page, `/visits/${id}?step=sign`);
        await dieAt(scene, moment, signPaper);
      }
      await goTo(scene.page, `/visits/${id}?step=sign`);
      if (!(await isSigned(scene.page))) await signPaper(scene.page);
      await signedBy(scene.page, 3);
      await scene.page.locator('.phone-actions .button-primary').filter({ hasText: step.finish }).waitFor();
      for (const moment of finishing) {
        await goTo(scene.page, `/visits/${id}?step=sign`);
        await dieAt(scene, moment, finish);
      }
      await goTo(scene.page, `/visits/${id}?step=sign`);
      await finish(scene.page);
      await goOnline(scene);
      await untilDelivered(scene);
      const { teams, signatures } = await scene.truth.visit(id);
      assert.ok(
        teams.some((team) => team.stage === 'recorded'),
        JSON.stringify(teams),
      );
      const signers = new Set(signatures.map((each) => `${each.role} ${each.name}`));
      assert.equal(signers.size, 3);
    }
    await assertClean(scene.page, scene.server, `S-01 signing and ending, ${kills} kills so far`);
  });

  test('S-01 killed while it is sent: the upload goes on where it stopped', async () => {
    const scene = sceneOf();
    await goOnline(scene);
    await untilDelivered(scene);
    const id = nextVisit(scene);
    await openSheet(scene.page, id);
    await answerLine(scene.page, 0, 'nonConform');
    const places = Array.from({ length: isLong ? 60 : 3 }, (_, i) => 10_000 + ((i * 237_000) % 700_000));
    for (const [i, bytes] of places.entries()) {
      scene.proxy.weather({ kind: 'cut' });
      await openSheet(scene.page, id);
      await attachPhoto(scene.page, 1_000_000 + i);
      // Five seconds long: a busy machine must find it on its way, and kill before it is over.
      scene.proxy.weather({ kind: 'narrow', bytesPerSecond: 200_000 });
      await networkBack(scene.page);
      const until = Date.now() + 30_000;
      while ((await openPhotos(scene, id)) === 0 && Date.now() < until) await pause(20);
      const from = scene.proxy.passed();
      while (scene.proxy.passed() - from < bytes && Date.now() < until) await pause(5);
      await scene.phone.kill();
      assert.equal(await openPhotos(scene, id), 1, 'it died while the photo was sent');
      scene.proxy.weather({ kind: 'fine' });
      await reopen(scene);
      await untilDelivered(scene);
      const after = (await scene.truth.visit(id)).evidence.map((each) => each.received);
      assert.deepEqual(
        after,
        Array.from({ length: i + 1 }, () => true),
      );
    }
    await assertClean(scene.page, scene.server, `S-01, ${kills} kills`);
  });
}

/** Photos that are registered and have not arrived. */
async function openPhotos({ truth }: Scene, id: string): Promise<number> {
  return (await truth.visit(id)).evidence.filter((each) => !each.received).length;
}

/** Lines 0 to `last` stand as they were pressed; the next one may, and is pressed again as a person would. */
async function standsUpTo(scene: Scene, id: string, last: number): Promise<void> {
  await openSheet(scene.page, id);
  await wholeSheet(scene.page);
  const answers = await answersOn(scene.page);
  assert.deepEqual(
    answers.slice(0, last + 1),
    Array.from({ length: last + 1 }, () => 'conform'),
  );
  if (answers[last + 1] === 'conform') return;
  // Whoever presses the next line took longer over it than a disk does.
  const before = await rowsOn(scene.page);
  await answerLine(scene.page, last + 1, 'conform');
  await until(async () => {
    const { drafts, records } = await rowsOn(scene.page);
    return drafts !== before.drafts || records.length > before.records.length;
  });
}

async function until(holds: () => Promise<boolean>, patienceMs = 20_000): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('the press was not kept');
    await pause(20);
  }
}

/** Everything of a visit up to its papers, without a network. */
async function fillIn({ page }: Scene, id: string): Promise<void> {
  await goTo(page, `/visits/${id}?step=arrive`);
  await goOn(page);
  await page.locator('#field-emergency').fill('接到险情报告，须立即到场');
  await goOn(page);
  await page.locator('#field-rep-name').fill('韩建国');
  await goOn(page);
  const cards = page.locator('.line-card');
  const count = await wholeSheet(page);
  for (let i = 0; i < count; i += 1) await cards.nth(i).locator('.answer[data-verdict=conform]').click();
  await goOn(page);
  await goOn(page);
}

/** One photograph of the paper with three signatures on it. */
async function signPaper(page: Page): Promise<void> {
  await page.getByRole('button', { name: sign.signPaper, exact: true }).first().click();
  await page.locator('.shutter:enabled').waitFor();
  await page.locator('.shutter').click();
  await page.getByRole('button', { name: sign.signPaperKeep, exact: true }).click();
  await signedBy(page, 3);
}

const signedBy = (page: Page, people: number) =>
  page
    .locator('.signers .chip[data-tone=verified]')
    .nth(people - 1)
    .waitFor();

async function isSigned(page: Page): Promise<boolean> {
  await page.locator('.signers').first().waitFor();
  return (await page.locator('.signers .chip[data-tone=verified]').count()) >= 3;
}

async function finish(page: Page): Promise<void> {
  await page.locator('.phone-actions .button-primary').filter({ hasText: step.finish }).click();
  await page.locator('.dialog .button-primary').click();
  await page.locator('.phone-actions .notice[data-tone="verified"]').waitFor();
}
