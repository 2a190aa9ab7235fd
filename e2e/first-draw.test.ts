/** The main job from first screen to last, as its people do it; each step stands on the one before. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { firstSignIn, newProfile, pictureAll } from './support/browser.ts';
import { digits } from './support/ceremony.ts';
import {
  goOn,
  importFile,
  onScreen,
  screen,
  signInPresent,
  task,
  typeFirst,
  typeSecondHere,
  wordsOfPdf,
  writeTask,
} from './support/desk.ts';
import { inspectorRoster, objectRoster, rosterOrigin } from './support/rosters.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';
import { changeOneByte, verdictOf, verifyFile } from './support/stranger.ts';

const party = partyText.zh;
const verify = verifyText.zh;

interface DrawFacts {
  readonly number: string;
  /** The seal code as people compare it, in groups of four. */
  readonly freezeDisplay: string;
  readonly objects: readonly { readonly name: string; readonly code: string }[];
  readonly result: { readonly seed: string };
}

describe('the first draw', () => {
  let server: RunningServer;
  let browser: Browser;
  /** The legal section leads on the projector; the works section is the second person at its own computer. */
  let legal: Page;
  let works: Page;
  let id: string;
  let phones: readonly Page[];
  let facts: DrawFacts;
  let record: string;

  const step = journeySteps(() => pictureAll(browser, 'first-draw'));

  before(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    legal = await (await newProfile(browser)).newPage();
    works = await (await newProfile(browser)).newPage();
  });
  after(async () => {
    await browser.close();
    await server.remove();
  });

  step('two officers sign in with their one-time passwords and set their own', async () => {
    await firstSignIn(legal, server, 'jc.legal');
    await firstSignIn(works, server, 'jc.works');
  });

  step(`the ${rosterOrigin} of a city is imported whole`, async () => {
    const { path, rows } = objectRoster(server.folder);
    const written = await importFile(legal, server.base, { kind: 'objects', path });
    assert.ok(written >= rows - 2, `${written} of ${rows}`);
  });

  step('a list of inspectors with a title row is imported', async () => {
    const { path, rows } = inspectorRoster(server.folder);
    assert.equal(await importFile(legal, server.base, { kind: 'inspectors', path }), rows);
  });

  step('a task is written with a ratio for each credit class, and its check is confirmed', async () => {
    const releaseAt = '2026-01-05T09:00';
    const percents = ['2', '3', '5', '10', '0.4'] as const;
    id = await writeTask(legal, server.base, {
      approval: '关于检查人防工程与从业单位的通知',
      percents,
      releaseAt,
    });
    const draw = await legal.request.get(`${server.base}/api/draws/${id}`);
    const { settings } = (await draw.json()) as { settings: { strata: { rate: [number, number] }[] } };
    const rates = settings.strata.map(({ rate: [a, b] }) => (100 * a) / b);
    assert.deepEqual(rates, [2, 3, 5, 10, 0.4]);
  });

  step('two persons seal the pool, each at an own computer, after those present have signed in', async () => {
    await legal.getByRole('link', { name: task.startCeremony, exact: true }).click();
    await goOn(legal, 'pool');
    await legal.getByRole('button', { name: screen.firstSeal, exact: true }).click();
    await goOn(legal, 'exclusions');
    await goOn(legal, 'attendance');
    await signInPresent(legal, { name: '赵长河', section: '机关领导', capacity: 'host' });
    await signInPresent(legal, { name: '许文博', section: '法宣科', capacity: 'operator' });
    await signInPresent(legal, {
      name: '任丽华',
      section: '驻办纪检监察组',
      capacity: 'supervisor',
      outside: true,
    });
    await goOn(legal, 'seal');
    await works.goto(`${server.base}/draws/${id}/ceremony`);
    await works.getByRole('button', { name: screen.secondSeal, exact: true }).click();
    await legal.getByText(screen.freezeId, { exact: true }).waitFor();
    const code = await legal.locator('.ceremony-seal .mono').innerText();
    assert.equal(await works.locator('.ceremony-seal .mono').innerText(), code);
  });

  step('three parties commit on their own phones', async () => {
    await goOn(legal, 'commitments');
    const reply = await legal.request.get(`${server.base}/api/draws/${id}/party-links`);
    const { rows } = (await reply.json()) as { rows: { path: string }[] };
    phones = await Promise.all(
      rows.map(async ({ path }) => {
        const phone = await (await newProfile(browser, 'phone')).newPage();
        await phone.goto(`${server.base}/m${path}`);
        await phone.getByRole('button', { name: party.commitAction, exact: true }).click();
        await phone.getByText(party.waitTitle, { exact: true }).waitFor();
        return phone;
      }),
    );
    assert.equal(phones.length, 3);
    await legal.getByText(`3 / 3`).waitFor();
  });

  step(
    'the numbers read in the room are typed twice, and a slip of the hand voids both typings',
    async () => {
      const [first, second] = digits;
      await goOn(legal, 'numbers');
      await typeFirst(legal, first);
      await typeSecondHere(legal, first.replace('9', '6'), 'jc.works');
      await legal.getByText(/不一致/).waitFor();
      await typeFirst(legal, first);
      await typeSecondHere(legal, first, 'jc.works');
      await legal.getByRole('button', { name: screen.sendFirst, exact: true }).waitFor();
      await typeFirst(legal, second);
      await works.goto(`${server.base}/draws/${id}/ceremony`);
      await works.getByLabel(screen.digits, { exact: true }).fill(second);
      await works.getByRole('button', { name: screen.sendSecond, exact: true }).click();
      await legal.getByText(screen.numbersDone, { exact: true }).waitFor();
    },
  );

  step('the parties reveal, and one press draws objects and inspectors', async () => {
    await goOn(legal, 'reveals');
    for (const phone of phones) {
      await phone.getByRole('button', { name: party.revealAction, exact: true }).click();
      await phone.getByText(party.doneTitle, { exact: true }).waitFor();
      await phone.context().close();
    }
    await goOn(legal, 'seed');
    await legal.getByRole('button', { name: screen.drawNow, exact: true }).click();
    await onScreen(legal, 'result');
    await legal.reload();
    await onScreen(legal, 'result');
  });

  step(
    'the record is a PDF that holds number, seal code, seed, those present and every drawn object',
    async () => {
      facts = (await (await legal.request.get(`${server.base}/api/draws/${id}`)).json()) as DrawFacts;
      assert.ok(facts.objects.length > 20, `${facts.objects.length} objects`);
      await goOn(legal, 'record');
      const href = await legal.getByRole('link', { name: task.paperPdf, exact: true }).getAttribute('href');
      const printed = await legal.request.get(new URL(href ?? '', server.base).href);
      record = join(server.folder, 'record.pdf');
      writeFileSync(record, await printed.body());
      const text = await wordsOfPdf(record);
      const seal = facts.freezeDisplay.replaceAll(' ', '');
      const objects = facts.objects.map(({ code }) => code);
      const wanted = [facts.number, seal, facts.result.seed, '赵长河', '任丽华', ...digits, ...objects];
      for (const word of wanted) assert.ok(text.includes(word), `${word} is not in the record`);
    },
  );

  step('the signed scan is filed', async () => {
    await legal.getByLabel(task.signedRecord, { exact: true }).setInputFiles(record);
    // the same words also pass by as a toast
    await legal.locator('#content').getByText(screen['record.filed'], { exact: true }).waitFor();
  });

  step('before the release the portal shows the seal and no name; the legal section releases', async () => {
    const visitor = await (await newProfile(browser)).newPage();
    await visitor.goto(`${server.base}/p/draws/${id}`);
    await visitor.getByText(facts.number).first().waitFor();
    const before = await visitor.locator('main').innerText();
    for (const { name } of facts.objects) assert.equal(before.includes(name), false, name);
    await legal.goto(`${server.base}/draws/${id}`);
    await legal.getByRole('button', { name: task['next.release'], exact: true }).click();
    await legal.getByRole('dialog').getByRole('button', { name: task['next.release'], exact: true }).click();
    await legal.getByRole('button', { name: task['next.close'], exact: true }).waitFor();
    await visitor.reload();
    await visitor
      .getByText(facts.objects[0]?.name ?? '?')
      .first()
      .waitFor();
    await visitor.context().close();
  });

  step(
    'a stranger verifies in a profile of their own; with one byte changed the failed step is named',
    async () => {
      const visitor = await (await newProfile(browser)).newPage();
      await visitor.goto(`${server.base}/p/draws/${id}`);
      await visitor.getByRole('button', { name: verify.run, exact: true }).click();
      assert.match(await verdictOf(visitor), new RegExp(verify['verdict.ok']));
      const bundle = await visitor.request.get(`${server.base}/api/public/draws/${id}/bundle`);
      const changed = join(server.folder, 'changed.bundle.json');
      writeFileSync(changed, changeOneByte(await bundle.body()));
      await visitor.goto(`${server.base}/p/verify`);
      await verifyFile(visitor, changed);
      const verdict = await verdictOf(visitor);
      assert.match(verdict, new RegExp(verify['verdict.fail']));
      assert.ok(verdict.includes(verify['step.contributions']), verdict);
      assert.ok(readFileSync(changed).length > 10_000);
    },
  );
});
