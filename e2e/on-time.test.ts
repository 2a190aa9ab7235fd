/**
 * Two results are due on the Monday after a make-up Saturday. One is published on that day; the other is not, and on the
 * next morning the portal counts it by itself as 逾期未公示, by agency and task, without the name of anybody inspected.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { portalFactsText } from '@mingcha/core/publications/portal/portal-facts-text.ts';
import { publicationNoticeText } from '@mingcha/core/publications/publication-notice-text.ts';
import type { Browser } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { type Office, openOffice } from './support/office.ts';
import { done } from './support/person.ts';
import {
  type Listed,
  openPublication,
  publicationsIn,
  readPortal,
  releasePublication,
} from './support/publication-desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';

const notices = publicationNoticeText.zh;

/** Results of the 8th of September: twenty working days over the make-up Sunday of the 20th, two holidays and the make-up Saturday. */
const due = '2026-10-12';
const times = {
  start: '2026-10-05T02:00:00Z',
  saturday: '2026-10-10T01:00:00Z',
  monday: '2026-10-12T01:00:00Z',
  tuesday: '2026-10-13T01:00:00Z',
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
});
