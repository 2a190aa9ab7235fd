/**
 * An enterprise objects to what was published about it and wins: while the objection is open everybody reads so, somebody
 * who had no part in the result looks into it, and result, portal, credit file and channels change together.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { portalText } from '@mingcha/core/publications/portal/portal-text.ts';
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import type { Browser, Page } from 'playwright-core';
import {
  type OtherSideServer,
  startOtherSide,
} from '../apps/server/src/publications/channels/testing-other-side.ts';
import { startBrowser } from './screens.ts';
import { png, scanned } from './support/joint.ts';
import { button } from './support/joint-desk.ts';
import { type Office, openOffice } from './support/office.ts';
import { done } from './support/person.ts';
import {
  connectChannel,
  eventually,
  type Listed,
  openPublication,
  phoneVisitor,
  publicationsIn,
  readPortal,
  releasePublication,
  today,
} from './support/publication-desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';

const office = objectionPageText.zh;
const form = publicObjectionText.zh;
const channels = channelPageText.zh;
const key = 'Journey-Key-1';

describe('an objection that wins', () => {
  let server: RunningServer;
  let browser: Browser;
  let people: Office;
  let national: OtherSideServer;
  let enterprise: Page;
  let target: Listed;
  let objection: string;
  let receipt: { readonly number: string; readonly code: string };
  const step = journeySteps(() => people.pictures('objection'));
  const toObjection = async (name: string) => {
    const desk = await people.desk(name);
    await desk.page.goto(`${desk.base}/objections/${objection}`);
    await desk.page.getByRole('heading', { name: office.next, exact: true }).waitFor();
    return desk.page;
  };
  const saved = (page: Page) => page.getByText(office.moved, { exact: true }).first().waitFor();
  const record = () => readPortal(browser, `${server.base}/p/records/${target.id}`);
  /** Whether the heading of the public page carries the mark. */
  const isMarked = async (): Promise<boolean> => (await record()).title.includes(publicLineText.zh.objected);
  const keptVersion = () =>
    [...national.kept.values()].filter((each) => each.recordId === target.id).map((each) => each.version);

  before(async () => {
    const settings = { MINGCHA_GATEWAYS: '127.0.0.1' };
    [server, browser, national] = await Promise.all([
      startServer({ demo: true, settings }),
      startBrowser(),
      startOtherSide(key),
    ]);
    people = openOffice(server, browser);
    enterprise = await phoneVisitor(browser);
  });
  after(async () => {
    await browser?.close();
    await national?.close();
    await server?.remove();
  });

  step(
    'a result with a problem is released, everybody reads it and the national system takes it',
    async () => {
      await connectChannel(await people.as('jz.admin'), {
        kind: 'enterpriseCredit',
        address: national.url,
        secret: key,
      });
      const [ready] = await publicationsIn(await people.as('jz.legal'), 'reviewed');
      assert.ok(ready, 'the demo has a result that passed its review');
      target = ready;
      await releasePublication(await people.desk('jz.legal'), target.id);
      const page = (await record()).text;
      assert.ok(page.includes('应急疏散图') && page.includes(target.objectName), page);
      await eventually(
        async () => keptVersion(),
        ([version]) => version === 1,
        'the national system',
      );
    },
  );

  step('the enterprise objects from the page of its result, on a phone, with a photograph', async () => {
    await enterprise.goto(`${server.base}/p/records/${target.id}`);
    await enterprise.getByRole('link', { name: portalText.zh.objectAction, exact: true }).click();
    await enterprise.getByRole('radio', { name: new RegExp(target.objectName) }).waitFor();
    const onward = button(enterprise, form.next);
    await onward.click();
    await enterprise.locator('[name="name"]').fill(target.objectName);
    await enterprise.locator('[name="phone"]').fill('0311-80000009');
    await onward.click();
    await enterprise
      .locator('[name="grounds"]')
      .fill('疏散图检查当日已张贴在正门，有照片为证，请予核查更正。');
    const photo = scanned('正门.png', png, 'image/png');
    await enterprise.locator('input[type="file"]').setInputFiles(photo);
    await enterprise.getByText('正门.png').first().waitFor();
    await onward.click();
    await enterprise.getByText(form.unverifiedNote, { exact: true }).waitFor();
    await button(enterprise, form.send).click();
    await enterprise.getByRole('heading', { name: form.doneTitle, exact: true }).waitFor();
    const [number = '', code = ''] = await enterprise.locator('strong.intake-number').allInnerTexts();
    receipt = { number, code };
    assert.match(number, /\d/);
  });

  step(
    'the legal section takes it up and gives it to somebody without a part in it; the portal says so',
    async () => {
      const desk = await people.desk('jz.legal');
      await desk.page.goto(`${desk.base}/objections`);
      await desk.page.getByRole('link', { name: receipt.number }).click();
      await desk.page.getByRole('heading', { name: office.next, exact: true }).waitFor();
      objection = new URL(desk.page.url()).pathname.split('/').at(-1) ?? '';
      const { page } = desk;
      assert.equal(await isMarked(), false, 'not before somebody looked at who objects');
      await button(page, office.accept).click();
      await page.locator('[name="handlerId"]').waitFor();
      const offered = await page.locator('[name="handlerId"] option').allInnerTexts();
      assert.equal(
        offered.some((name) => /康志强|苏晓燕/.test(name)),
        false,
        offered.join(),
      );
      await page.locator('[name="handlerId"]').selectOption({ label: '田玉兰' });
      await button(page, office.assign).click();
      await page.getByText(office['state.investigating'], { exact: true }).first().waitFor();
      const marked = (await record()).text;
      assert.equal(await isMarked(), true, marked);
      assert.ok(marked.includes('应急疏散图'), 'what was published stays in sight meanwhile');
    },
  );

  step('the handler finds that it is right; the head decides, the legal section replies', async () => {
    const handler = await toObjection('jz.disaster');
    await handler.getByText('正门.png').first().waitFor();
    await handler.getByRole('radio', { name: office['outcome.upheld'], exact: true }).check();
    await handler.locator('[name="reasons"]').fill('经调取当日影像，疏散图张贴在正门，问题不成立。');
    await handler.locator('select[name^="code:"]').first().selectOption('noProblem');
    for (const box of await handler.locator('[name^="keep:"]').all()) await box.uncheck();
    await button(handler, office.propose).click();
    await saved(handler);
    const head = await toObjection('jz.head');
    await button(head, office.decide).click();
    await saved(head);
    const legal = await toObjection('jz.legal');
    await legal.locator('[name="repliedOn"]').fill(await today(legal));
    await legal.locator('[name="documentNumber"]').fill('晋应急异复〔2026〕3号');
    await button(legal, office.reply).click();
    await button(legal, office.apply).waitFor();
    assert.ok((await record()).text.includes('应急疏散图'), 'not before it is applied');
  });

  step('result, portal, credit file and national system change together', async () => {
    const legal = await toObjection('jz.legal');
    await button(legal, office.apply).click();
    await button(legal, office.close).waitFor();
    const page = (await record()).text;
    assert.equal(page.includes('应急疏散图'), false, page);
    assert.equal(await isMarked(), false);
    assert.ok(page.includes('未发现问题') && page.includes('更正'), page);
    await eventually(
      async () => keptVersion(),
      ([version]) => version === 2,
      'the national system',
    );
    const sent = national.calls.filter(({ body }) => body['recordId'] === target.id).at(-1);
    assert.equal(JSON.stringify(sent).includes('应急疏散图'), false);

    await openPublication(await people.desk('jz.legal'), target.id);
    await legal.getByText(channels['state.accepted'], { exact: true }).first().waitFor();
    await legal.goto(`${server.base}/inspections/${target.inspectionId}?tab=results`);
    await legal.getByText('未发现问题').first().waitFor();
    await creditFile(legal);
  });

  /** The unit's credit file says what the portal says. */
  async function creditFile(legal: Page): Promise<void> {
    const person = await people.as('jz.legal');
    const query = new URLSearchParams({ text: target.objectName });
    const { rows } = done(await person.get(`/api/credit-files?${query.toString()}`));
    const [row] = rows;
    assert.ok(row, JSON.stringify(rows));
    await legal.goto(`${server.base}/credit-files/${row.objectId}`);
    await legal.getByRole('heading', { name: target.objectName }).waitFor();
    const file = await legal.locator('main').innerText();
    assert.ok(file.includes('未发现问题'), file);
    assert.ok(file.includes(creditPageText.zh.corrected.replace(/\{.*/, '')), file);
  }

  step('the enterprise reads the outcome with its number and code', async () => {
    await enterprise.goto(`${server.base}/p/track`);
    await enterprise.locator('[name="number"]').fill(receipt.number);
    await enterprise.locator('[name="code"]').fill(receipt.code);
    await button(enterprise, form.look).click();
    await enterprise.getByText(form['outcome.upheld'], { exact: true }).waitFor();
    await enterprise.getByText(/经调取当日影像/).waitFor();
  });
});
