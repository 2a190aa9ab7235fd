/** From nothing to the first person at work: the assistant, three administrators, an account that two of them open. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessText } from '@mingcha/core/common/access-text.ts';
import { backupPageText } from '@mingcha/core/common/backup-page-text.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { setupText } from '@mingcha/core/setup/setup-text.ts';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { firstSignIn, newProfile, trySignIn, words } from './support/browser.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { withinSteps } from './support/step-counter.ts';

const setup = setupText.zh;
const system = systemPageText.zh;
const grants = grantPageText.zh;
const desk = workbenchText.zh;

describe('set-up of an empty installation', () => {
  let server: RunningServer;
  let browser: Browser;
  /** One-time passwords as they were handed over. */
  const passwords = new Map<string, string>();

  before(async () => {
    [server, browser] = await Promise.all([startServer({ demo: false }), startBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.remove();
  });

  async function atDesk(): Promise<Page> {
    const page = await (await newProfile(browser)).newPage();
    await page.goto(`${server.base}/`);
    return page;
  }

  /** Enters with what was handed over, as each of the three does at the own desk. */
  async function enter(signInName: string): Promise<Page> {
    const page = await atDesk();
    const handedOver = { ...server, oneTimePassword: (name: string) => passwords.get(name) ?? '' };
    await firstSignIn(page, handedOver, signInName);
    return page;
  }

  async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, text] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(text);
  }

  const next = (page: Page) => page.getByRole('button', { name: setup.next, exact: true }).click();
  const stands = (page: Page, title: string) =>
    page.getByRole('heading', { name: title, exact: true }).waitFor();

  test('whoever has the printed code fills in five steps and receives three one-time passwords', async () => {
    const page = await atDesk();
    await stands(page, setup.title);
    await fill(page, { [setup.code]: 'aaaa-bbbb-cccc' });
    await next(page);
    await page.getByRole('alert').getByText(setup['setup.code.forbidden']).waitFor();
    await fill(page, { [setup.code]: server.setupCode() });
    await next(page);
    await stands(page, setup['step.place']);
    await fill(page, {
      [setup.jurisdictionName]: '晋州市',
      [setup.divisionCode]: '130183',
      [setup.agencyName]: '晋州市应急管理局',
      [setup.shortName]: '晋州市应急局',
    });
    await page.getByLabel(setup.kind, { exact: true }).selectOption('emergency');
    await next(page);
    await stands(page, setup['step.sections']);
    await page.getByLabel(setup.sections).fill('政策法规股\n安全生产监督管理股\n综合行政执法大队');
    await next(page);
    await stands(page, setup['step.administrators']);
    for (const [role, name, signInName] of [
      ['role.administrator', '郭立明', 'guo'],
      ['role.securityAdministrator', '乔振华', 'qiao'],
      ['role.auditAdministrator', '裴玉洁', 'pei'],
    ] as const) {
      const group = page.getByRole('group', { name: setup[role], exact: true });
      await group.getByLabel(setup.personName, { exact: true }).fill(name);
      await group.getByLabel(setup.signInName, { exact: true }).fill(signInName);
    }
    await next(page);
    await stands(page, setup['step.rules']);
    await page.getByLabel(setup['preset.hebei']).check();
    await page.getByRole('button', { name: setup.finish, exact: true }).click();
    await stands(page, setup.doneTitle);
    for (const [role, signInName] of [
      ['role.administrator', 'guo'],
      ['role.securityAdministrator', 'qiao'],
      ['role.auditAdministrator', 'pei'],
    ] as const) {
      const slip = page.getByRole('region', { name: accessText.zh[role], exact: true });
      const password = /[\w]{4}-[\w]{4}-[\w]{4}/.exec(await slip.innerText())?.[0] ?? '';
      assert.notEqual(password, '');
      passwords.set(signInName, password);
    }
    await page.getByRole('button', { name: setup.toSignIn, exact: true }).click();
    await page.getByRole('button', { name: words.signIn, exact: true }).waitFor();
    await page.context().close();
  });

  test('the administrator creates an account, which opens when the security administrator has approved it', async () => {
    const administrator = await enter('guo');
    await administrator.goto(`${server.base}/accounts/new`);
    await fill(administrator, { [system.personName]: '苏晓燕', [system.signInName]: 'su' });
    await administrator
      .getByRole('combobox', { name: new RegExp(system.section) })
      .selectOption({ label: '政策法规股' });
    await administrator.getByLabel(accessText.zh['role.legalOfficer']).check();
    await administrator.getByRole('button', { name: system.accountNew, exact: true }).click();
    const slip = administrator.getByRole('region', { name: system.slipTitle, exact: true });
    passwords.set('su', /[\w]{4}-[\w]{4}-[\w]{4}/.exec(await slip.innerText())?.[0] ?? '');

    const early = await atDesk();
    await trySignIn(early, 'su', passwords.get('su') ?? '');
    await early.getByText(accessText.zh['auth.account_waiting']).waitFor();
    await early.context().close();

    const security = await enter('qiao');
    await security
      .getByRole('link', { name: new RegExp(desk['next.grants']) })
      .first()
      .click();
    await security.getByRole('button', { name: grants.approve, exact: true }).click();
    await security.getByText(grants.emptyWaiting).waitFor();

    // U-01: who runs the installation backs up in two steps.
    await withinSteps({ page: administrator, base: server.base }, 2, async () => {
      await administrator.getByRole('link', { name: backupPageText.zh.title, exact: true }).first().click();
      await administrator.getByRole('button', { name: backupPageText.zh.backUpNow, exact: true }).click();
      await administrator.getByText(backupPageText.zh['state.done']).first().waitFor();
    });

    const officer = await enter('su');
    await officer.getByRole('navigation', { name: words.mainMenu }).waitFor();
    for (const page of [administrator, security, officer]) await page.context().close();
  });

  test('afterwards nobody can set it up again, also not after a restart', async () => {
    await server.kill();
    await server.startAgain();
    assert.throws(() => server.setupCode());
    const page = await atDesk();
    await page.getByRole('button', { name: words.signIn, exact: true }).waitFor();
    const refused = await page.evaluate(async () => {
      const body = JSON.stringify({ code: 'aaaabbbbcccc' });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/setup/code', { method: 'POST', headers, body })).status;
    });
    assert.equal(refused, 403);
    await page.context().close();
  });
});
