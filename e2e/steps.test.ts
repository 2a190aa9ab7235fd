/**
 * U-01 how many presses the frequent tasks of each role take from their first screen (a step is one press that opens,
 * confirms or commits). Targets are those of experience B7; the auditor's, the head's brief and what is late are counted in
 * the journeys `auditor` and `on-time`. Each task is really done: its result is waited for.
 */
import { after, before, test } from 'node:test';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { newProfile } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';
import { enterPhone } from './support/phone.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { withinSteps } from './support/step-counter.ts';

const approvals = preparationPageText.zh;
const ledger = ledgerPageText.zh;

let server: RunningServer;
let browser: Browser;
let people: Office;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  people = openOffice(server, browser);
});
after(async () => {
  await browser.close();
  await server.remove();
});

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const link = (page: Page, name: string | RegExp) =>
  page.getByRole('link', { name, exact: typeof name === 'string' }).first();

/** Of a row or card that shall be gone. */
const count = (page: Page, selector: string) => page.locator(selector).count();

test('U-01 the head approves one inspection in two steps and all that wait in three', async () => {
  const desk = await people.desk('jz.head');
  const { page } = desk;
  let waiting = 0;
  await withinSteps(desk, 2, async () => {
    await link(page, approvals.approvals).click();
    await page.locator('.prep-cards > li').first().waitFor();
    waiting = await count(page, '.prep-cards > li');
    await button(page, approvals.approve).click();
    await page.waitForFunction((n) => document.querySelectorAll('.prep-cards > li').length < n, waiting);
  });
  await withinSteps(desk, 3, async () => {
    await link(page, approvals.approvals).click();
    await button(page, approvals.approveAll.replace('{n}', `${waiting - 1}`)).click();
    await button(page, approvals.approveChosen.replace('{n}', `${waiting - 1}`)).click();
    await page.getByText(approvals.approvalsEmpty, { exact: true }).waitFor();
  });
});

test('U-01 the legal section publishes what passed in four steps, and urges what is late in two', async () => {
  const desk = await people.desk('jz.legal');
  const { page } = desk;
  await withinSteps(desk, 4, async () => {
    await page.locator('.desk-main a[href="/publications?of=due"]').first().click();
    await page.getByRole('table').getByRole('checkbox').first().check();
    await button(page, /^发布所选/).click();
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).click();
  });
  await withinSteps(desk, 2, async () => {
    await page.locator('.desk-pair > div').filter({ hasText: '逾期' }).getByRole('link').first().click();
    await link(page, /^督促/).click();
    await page.waitForURL(/\/oversight\/papers\/new/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});

test('U-01 a section reviews a result in three steps and proposes rows of last year in four', async () => {
  const desk = await people.desk('jz.safety');
  const { page } = desk;
  await withinSteps(desk, 3, async () => {
    await page.locator('.desk-main a[href*="tab=results"]').first().click();
    await button(page, '审核通过').click();
    await button(page, '审核通过').waitFor({ state: 'detached' });
  });
  await withinSteps(desk, 4, async () => {
    await page.locator('.desk-main a[href^="/plans/"]').first().click();
    await button(page, '复制上年计划').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByRole('button', { name: '复制并提交建议', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
});

test('U-01 an administrator sees the health at once and opens an account in three steps; the second one confirms it in two', async () => {
  const desk = await people.desk('jz.admin');
  const { page, base } = desk;
  await page.goto(`${base}/`);
  await page.getByRole('heading', { name: '运行状况', exact: true }).waitFor();
  await withinSteps(desk, 3, async () => {
    await link(page, '账号管理').click();
    await link(page, '新建账号').click();
    await page.getByLabel('姓名', { exact: true }).fill('苗秋雨');
    await page.getByLabel('用户名', { exact: true }).fill('jz.newcomer');
    await page.getByRole('combobox', { name: '机关' }).selectOption({ label: '晋州市应急管理局' });
    await page.getByRole('checkbox', { name: /^监督见证人员/ }).check();
    await button(page, '新建账号').click();
    await page.getByText('jz.newcomer').first().waitFor();
  });
  const second = await people.desk('jz.security');
  await withinSteps(second, 2, async () => {
    await link(second.page, '待确认事项').click();
    await button(second.page, grantPageText.zh.approve).click();
    await second.page.getByText(grantPageText.zh.approve, { exact: true }).waitFor({ state: 'detached' });
  });
});

test('U-01 the audit administrator verifies the chain in one step', async () => {
  const desk = await people.desk('jz.auditadmin');
  const { page } = desk;
  await withinSteps(desk, 1, async () => {
    await link(page, '核验账本').click();
    await page.getByText(ledger.sound, { exact: true }).waitFor();
  });
});

test('U-01 an inspector stands in today’s visit one press after the phone opened', async () => {
  await people.as('jz.inspector');
  const page = await (await newProfile(browser, 'phone')).newPage();
  await enterPhone(page, server.base, 'jz.inspector');
  await page.locator('.task-card').first().waitFor();
  await link(page, '去检查').click();
  await page.waitForURL(/\/m\/visits\//);
});

test('U-01 the public finds a result and verifies a draw in two steps, reads a plan in two and writes in four', async () => {
  const page = await (await newProfile(browser)).newPage();
  const portal = { page, base: `${server.base}/p` };
  await withinSteps(portal, 2, async () => {
    await page.getByLabel('查检查结果', { exact: true }).fill('石膏');
    await button(page, '查询').click();
    await page.locator('main a[href*="/p/records/"], main a[href*="/p/units/"]').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
  await withinSteps(portal, 2, async () => {
    await page.locator('main a[href*="/p/draws/"]').first().click();
    await button(page, '在我的浏览器里核验').click();
    await page
      .getByText(/与公布的结果一致|全部一致|核验通过/)
      .first()
      .waitFor();
  });
  await withinSteps(portal, 2, async () => {
    await link(page, '年度抽查计划').click();
    await page.locator('main a[href*="/p/plans/"]').first().click();
    await page.getByRole('heading', { name: '计划表', exact: true }).waitFor();
  });
  await withinSteps(portal, 4, async () => {
    await link(page, '投诉举报和咨询').click();
    await page.getByLabel('咨询', { exact: true }).check();
    await page.getByLabel('受理机关').selectOption({ index: 1 });
    await page.getByLabel('主题', { exact: true }).fill('抽查的时间');
    await page.getByLabel('内容', { exact: true }).fill('今年什么时候检查加油站？');
    await button(page, '提交').click();
    await page
      .getByText(/查询码|办理编号/)
      .first()
      .waitFor();
  });
});
