/** The national system refuses a record with its reason; the screen says so, the record is corrected and goes again by itself. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import type { Browser, Page } from 'playwright-core';
import {
  type OtherSideServer,
  startOtherSide,
} from '../apps/server/src/publications/channels/testing-other-side.ts';
import { startBrowser } from './screens.ts';
import { button } from './support/joint-desk.ts';
import { type Office, openOffice } from './support/office.ts';
import {
  eventually,
  type Listed,
  openPublication,
  publicationsIn,
  readPortal,
  releasePublication,
} from './support/publication-desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';

const words = channelPageText.zh;
const detail = publicationDetailText.zh;
const key = 'Journey-Key-2';
const reason = '检查结果表述与登记机关核对不一致，请核对后重新报送';

describe('a channel that refuses', () => {
  let server: RunningServer;
  let browser: Browser;
  let people: Office;
  let national: OtherSideServer;
  let target: Listed;
  const step = journeySteps(() => people.pictures('refusal'));
  const posts = () => national.calls.filter(({ body }) => body['recordId'] === target.id);
  /** The row of the record on the channel's own page. */
  const toRow = async () => {
    const { page, base } = await people.desk('jz.legal');
    await page.goto(`${base}/publication-channels/enterpriseCredit`);
    const row = page.getByRole('row').filter({ hasText: target.objectName });
    await row.first().waitFor();
    return row.first();
  };

  before(async () => {
    const settings = { MINGCHA_GATEWAYS: '127.0.0.1' };
    [server, browser, national] = await Promise.all([
      startServer({ demo: true, settings }),
      startBrowser(),
      startOtherSide(key),
    ]);
    people = openOffice(server, browser);
  });
  after(async () => {
    await browser?.close();
    await national?.close();
    await server?.remove();
  });

  step('the administrator gives the channel its address, account and key', async () => {
    const { page, base } = await people.desk('jz.admin');
    await page.goto(`${base}/publication-channels`);
    const row = page.getByRole('row').filter({ hasText: words['kind.enterpriseCredit'] });
    await button(row, words.settings).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('radio', { name: new RegExp(`^${words['mode.automatic']}`) }).check();
    await drawer.locator('[name="address"]').fill(national.url);
    await drawer.locator('[name="account"]').fill('130183-YJ');
    await drawer.locator('[name="secret"]').fill(key);
    await button(drawer, words.save).click();
    await drawer.waitFor({ state: 'detached' });
    await row.getByText(words['mode.automatic'], { exact: true }).waitFor();
    assert.equal((await page.content()).includes(key), false, 'the key never comes out again');
  });

  step(
    'a released record is refused; the channel’s page says why, and the portal shows the record all the same',
    async () => {
      const [ready] = await publicationsIn(await people.as('jz.legal'), 'reviewed');
      assert.ok(ready);
      target = ready;
      national.judge = (body) =>
        body['recordId'] === target.id && body['version'] === 1
          ? [{ field: 'raninsCheckResName', text: reason }]
          : [];
      await releasePublication(await people.desk('jz.legal'), target.id);
      await eventually(
        async () => posts().length,
        (count) => count === 1,
        'the national system is asked',
      );
      const row = await toRow();
      await row.getByText(words['state.refused'], { exact: true }).waitFor();
      await row.getByText(new RegExp(reason)).waitFor();
      const { text } = await readPortal(browser, `${server.base}/p/records/${target.id}`);
      assert.ok(text.includes('应急疏散图'), text);
    },
  );

  step('the same version once more is refused once more and never enters twice', async () => {
    const row = await toRow();
    await button(row, words.again).click();
    await eventually(
      async () => posts().length,
      (count) => count === 2,
      'it went again',
    );
    assert.equal(national.kept.has(target.id), false);
    await (await toRow()).getByText(words['state.refused'], { exact: true }).waitFor();
  });

  step(
    'from the refusal one click leads to the record; its wording is corrected by two, in sight of everybody',
    async () => {
      const { page } = await people.desk('jz.legal');
      const row = await toRow();
      await row.getByRole('link', { name: words.toCorrect, exact: true }).click();
      await page.getByRole('heading', { name: detail.next, exact: true }).waitFor();
      assert.ok(page.url().endsWith(target.id));
      await page.getByText(words['state.refused'], { exact: true }).waitFor();
      await button(page, detail.correct).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('textarea').first().fill('应急疏散图未张贴在出入口醒目位置');
      await dialog.locator('[name="reason"]').fill('按登记机关核对意见更正表述');
      await button(dialog, detail.correctSend).click();
      await dialog.waitFor({ state: 'detached' });
      const before = await readPortal(browser, `${server.base}/p/records/${target.id}`);
      assert.ok(!before.text.includes('出入口醒目位置'), 'one officer alone changes nothing');
      const { page: second } = await people.desk('jz.head');
      await second.goto(`${server.base}/publications/${target.id}`);
      await button(second, detail.agree).click();
      await second.getByText(detail['correction.made'], { exact: true }).first().waitFor();
      const { text } = await readPortal(browser, `${server.base}/p/records/${target.id}`);
      assert.ok(text.includes('出入口醒目位置') && text.includes('按登记机关核对意见更正表述'), text);
    },
  );

  step(
    'the corrected version goes by itself, is accepted, and its receipt stands at the record',
    async () => {
      await eventually(
        async () => national.kept.get(target.id)?.version,
        (version) => version === 2,
        'the national system',
      );
      const desk = await people.desk('jz.legal');
      await openPublication(desk, target.id);
      await accepted(desk.page);
      const row = await toRow();
      await row.getByText(words['state.accepted'], { exact: true }).waitFor();
      await row.getByText(/回执-W\d+-2/).waitFor();
      assert.equal(posts().length, 3, 'one post for each time');
    },
  );

  /** The record's own page knows the receipt as soon as it is read again. */
  async function accepted(page: Page): Promise<void> {
    const line = page.locator('.channel-list li').filter({ hasText: words['kind.enterpriseCredit'] });
    await line.getByText(words['state.accepted'], { exact: true }).waitFor();
  }
});
