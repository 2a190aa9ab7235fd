/**
 * Two results are due on the Monday after a make-up Saturday. One is published on that day; the other is not, and on the
 * next morning the portal counts it by itself as 逾期未公示, by agency and task, without the name of anybody inspected. Two
 * weeks later the head has been told, the matter stands under accountability by itself, whoever it concerns is heard first,
 * and having done one's duty is a possible end.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { uiText } from '@mingcha/core/common/ui-text.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { deadlineNoticeText } from '@mingcha/core/oversight/deadlines/deadline-notice-text.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { briefText } from '@mingcha/core/oversight/pictures/brief-text.ts';
import { portalFactsText } from '@mingcha/core/publications/portal/portal-facts-text.ts';
import { publicationNoticeText } from '@mingcha/core/publications/publication-notice-text.ts';
import type { Browser } from 'playwright-core';
import { startBrowser } from './screens.ts';
import type { Desk } from './support/joint-desk.ts';
import { type Office, openOffice } from './support/office.ts';
import { done } from './support/person.ts';
import {
  type Listed,
  openPublication,
  publicationsIn,
  readPortal,
  releaseHere,
  releasePublication,
} from './support/publication-desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { withinSteps } from './support/step-counter.ts';
import { journeySteps } from './support/steps.ts';

const notices = publicationNoticeText.zh;
const desk = workbenchText.zh;
const matters = accountabilityPageText.zh;

/** Results of the 8th of September: twenty working days over the make-up Sunday of the 20th, two holidays and the make-up Saturday. */
const due = '2026-10-12';
const times = {
  start: '2026-10-05T02:00:00Z',
  saturday: '2026-10-10T01:00:00Z',
  monday: '2026-10-12T01:00:00Z',
  tuesday: '2026-10-13T01:00:00Z',
  /** The eleventh working day after the due day: one past the last step of the escalation. */
  weeksLater: '2026-10-27T01:00:00Z',
} as const;

describe('published in time', () => {
  let server: RunningServer;
  let browser: Browser;
  let people: Office;
  let inTime: Listed;
  let late: Listed;
  const step = journeySteps(() => people.pictures('on-time'));
  const moveTo = async (at: string) => {
    await server.stop();
    await server.startAgain(at);
    await people.nextDay();
  };
  /** The table of what is overdue as everybody reads it: by task, how many. */
  async function overdue(): Promise<{ readonly text: string; readonly counts: ReadonlyMap<string, number> }> {
    const { text } = await readPortal(browser, `${server.base}/p/statistics`);
    const reply = await fetch(`${server.base}/api/public/overdue-results`);
    const { rows } = (await reply.json()) as {
      readonly rows: readonly { readonly taskNumber: string; readonly overdue: number }[];
    };
    return { text, counts: new Map(rows.map((row) => [row.taskNumber, row.overdue])) };
  }

  before(async () => {
    [server, browser] = await Promise.all([startServer({ demo: true, at: times.start }), startBrowser()]);
    people = openOffice(server, browser);
  });
  after(async () => {
    await browser?.close();
    await server?.remove();
  });

  step(
    'both bureaus have a reviewed result that is due on the Monday after the make-up Saturday',
    async () => {
      const [own] = await publicationsIn(await people.as('jz.legal'), 'reviewed');
      const [other] = await publicationsIn(await people.as('jc.legal'), 'reviewed');
      assert.ok(own && other);
      assert.deepEqual([own.dueOn, other.dueOn], [due, due]);
      [inTime, late] = [own, other];
      await people.as('jz.head');
      await people.as('jc.head');
    },
  );

  step('on the make-up Saturday, one working day before, the head is warned without any name', async () => {
    await moveTo(times.saturday);
    const { page, base } = await people.desk('jz.head');
    await page.goto(`${base}/me/notices`);
    const warning = page.getByText(
      notices['publication.due.body'].split('{due}')[0]?.replace(/.*\}/, '') ?? '',
    );
    await warning.first().waitFor();
    const told = done(await (await people.as('jz.head')).get('/api/notices?limit=50'));
    const warnings = (told.rows as readonly { kind: string; dueOn: string }[]).filter(
      (row) => row.kind === 'publication.due' && row.dueOn === due,
    );
    // On the 5th, the fourth working day before, and today; the 8th went by without a server.
    assert.equal(warnings.length, 2, JSON.stringify(told.rows));
    assert.equal((await page.locator('main').innerText()).includes(inTime.objectName), false);
  });

  step('on the Monday one bureau publishes; neither is counted as overdue', async () => {
    await moveTo(times.monday);
    const { counts } = await overdue();
    await releasePublication(await people.desk('jz.legal'), inTime.id);
    const { text } = await readPortal(browser, `${server.base}/p/records/${inTime.id}`);
    assert.ok(text.includes(inTime.objectName) && text.includes('2026年10月12日'), text);
    assert.deepEqual(
      [counts.get(inTime.taskNumber), counts.get(late.taskNumber)],
      [1, 1],
      'the one of August',
    );
  });

  step(
    'on Tuesday the portal counts the other by itself, by agency and task, and names no unit',
    async () => {
      await moveTo(times.tuesday);
      const { text, counts } = await overdue();
      assert.deepEqual([counts.get(inTime.taskNumber), counts.get(late.taskNumber)], [1, 2]);
      assert.ok(text.includes(portalFactsText.zh.overdueTitle), text);
      assert.ok(text.includes(late.taskNumber) && text.includes('晋城市人民防空办公室'), text);
      assert.equal(text.includes(late.objectName) || text.includes(inTime.objectName), false);
    },
  );

  step('whoever answers for it hears of it and finds it first in the list', async () => {
    const { page, base } = await people.desk('jc.legal');
    await page.goto(`${base}/me/notices`);
    await page.getByText(notices['publication.overdue.title'], { exact: true }).first().waitFor();
    await page.goto(`${base}/publications?of=late`);
    await page.getByRole('link', { name: late.objectName }).first().waitFor();
    await openPublication(await people.desk('jc.legal'), late.id);
    assert.ok((await page.locator('main').innerText()).includes('逾期'));
  });

  let matter = '';
  /** Takes the step of an accountability event that is named so, with what the form asks. */
  async function takeStep(who: string, label: string, fill: (desk: Desk) => Promise<void>): Promise<void> {
    const desk = await people.desk(who);
    const { page, base } = desk;
    await page.goto(`${base}${matter}`);
    const submit = page.getByRole('button', { name: matters.submit, exact: true });
    const start = page.getByRole('button', { name: label, exact: true });
    await submit.or(start).first().waitFor();
    if (await start.isVisible()) await start.click();
    await fill(desk);
    await submit.click();
    await page.getByText(matters.done).first().waitFor();
  }

  step('two weeks later the head was told, and finds it among what is late', async () => {
    await moveTo(times.weeksLater);
    const { page, base } = await people.desk('jc.head');
    await page.goto(`${base}/me/notices`);
    await page
      .getByText(deadlineNoticeText.zh['deadline.escalated.title'], { exact: true })
      .first()
      .waitFor();
    await withinSteps({ page, base }, 1, async () => {
      await page
        .locator('.desk-pair > div')
        .filter({ hasText: desk.deadlinesLate })
        .getByRole('link')
        .click();
      await page.getByRole('heading', { name: deadlineText.zh.title, exact: true, level: 1 }).waitFor();
      await page.getByText(late.objectName).first().waitFor();
    });
  });

  step('the head prints the brief in two steps, and the late result stands on it', async () => {
    const { page, base } = await people.desk('jc.head');
    await withinSteps({ page, base }, 2, async () => {
      await page.getByRole('link', { name: briefText.zh.title, exact: true }).click();
      await page.locator('.brief').getByText(late.objectName).first().waitFor();
      await page.getByRole('button', { name: uiText.zh.print, exact: true }).click();
    });
  });

  step(
    'it stands under accountability by itself; the head names the person and asks for the statement',
    async () => {
      const { page, base } = await people.desk('jc.head');
      await page.goto(`${base}/accountability`);
      await page.getByRole('link', { name: late.objectName }).first().click();
      await page.waitForURL(/\/accountability\/[0-9a-f-]{36}$/);
      matter = new URL(page.url()).pathname;
      await takeStep('jc.head', matters['step.name'], ({ page: at }) =>
        at
          .getByLabel(matters.person)
          .selectOption({ label: '许文博 法宣科' })
          .then(() => undefined),
      );
      await takeStep('jc.head', matters['step.ask'], ({ page: at }) =>
        at.getByLabel(matters.askDue).fill('2026-11-10'),
      );
    },
  );

  step('whoever it concerns states the case; until then nobody can decide', async () => {
    const { page } = await people.desk('jc.head');
    assert.equal(await page.getByRole('button', { name: matters['step.decide'], exact: true }).count(), 0);
    await takeStep('jc.legal', matters['step.state'], ({ page: at }) =>
      at
        .getByRole('textbox', { name: matters.statement })
        .fill('审核时发现附件须脱密处理，已于当日报告，处理完毕后即可公示。'),
    );
  });

  step(
    'the head finds that duty was done, with its ground, and closes; the result is published at last',
    async () => {
      await takeStep('jc.head', matters['step.decide'], async ({ page: at }) => {
        await at.getByRole('combobox', { name: matters.outcome }).selectOption('dutiful');
        await at.getByRole('combobox', { name: matters.ground }).selectOption('procedureFollowed');
        await at.getByRole('textbox', { name: matters.decision }).fill('已按规定程序办理，不予追究。');
      });
      await takeStep('jc.head', matters['step.close'], ({ page: at }) =>
        at.getByRole('textbox', { name: matters.closing }).fill('已办结。'),
      );
      const { page, base } = await people.desk('jc.legal');
      await withinSteps({ page, base }, 3, async () => {
        await page.locator('.desk-main').getByRole('link', { name: late.objectName }).first().click();
        await releaseHere(page);
      });
      const { text } = await readPortal(browser, `${server.base}/p/records/${late.id}`);
      assert.ok(text.includes(late.objectName), text);
    },
  );
});
