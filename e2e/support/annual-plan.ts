/** The plan of a year at the desks: proposed by a section, made by the office, confirmed by a partner, drawn from. */
import assert from 'node:assert/strict';
import { uiText } from '@mingcha/core/common/ui-text.ts';
import { planCheckPageText } from '@mingcha/core/plans/plan-check-page-text.ts';
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { Page } from 'playwright-core';
import { type Office, press, stands, type Trio } from './bureau.ts';
import { form, task } from './desk.ts';

const plans = planPageText.zh;
const checks = planCheckPageText.zh;
const entry = planFormText.zh;

export interface EntryWish {
  readonly item: string;
  readonly scene: string;
  readonly percent: string;
  readonly from: string;
  readonly to: string;
  readonly partner: string | null;
  readonly steps: string;
  readonly requirements: string;
}

/** The office opens the year; gives the plan's path. */
export async function openYear(office: Office, who: Trio, year: number): Promise<string> {
  const page = await office.desk(who.legal);
  await page.goto(`${office.server.base}/plans`);
  await press(page, plans.openYear.replace('{year}', String(year)));
  await page.waitForURL(/plans\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** A section proposes an entry in five steps. */
export async function propose(
  office: Office,
  path: string,
  wish: EntryWish & { readonly by: string },
): Promise<void> {
  const page = await office.desk(wish.by);
  const next = () => press(page, entry.next);
  await page.goto(`${office.server.base}${path}/entries/new`);
  await stands(page, entry['step.item']);
  await choose(page, 'leadItemKey', wish.item);
  await page.locator('#field-scene').fill(wish.scene);
  await next();
  await stands(page, entry['step.objects']);
  await page.getByRole('radio', { name: entry['classes.own'], exact: true }).check();
  await page.getByLabel(entry.percent, { exact: true }).fill(wish.percent);
  await next();
  await stands(page, entry['step.time']);
  await page.locator('#field-window').fill(wish.from);
  await page.locator('#field-window-to').fill(wish.to);
  await next();
  await stands(page, entry['step.joint']);
  if (wish.partner !== null) {
    await press(page, entry.addAgency);
    await choose(page, 'participants-0', wish.partner);
  }
  await page.locator('#field-steps').fill(wish.steps);
  await page.locator('#field-requirements').fill(wish.requirements);
  await next();
  await stands(page, entry['step.review']);
  await press(page, entry.submit);
  await page.waitForURL(/tab=proposals/);
}

/** Types into a field that narrows a long list and takes the entry. */
async function choose(page: Page, name: string, option: string): Promise<void> {
  const box = page.locator(`#field-${name}`);
  await box.click();
  await box.fill(option);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).click();
}

/** The office takes over all proposals and brings the plan to publication. */
export async function publishPlan(office: Office, path: string, who: Trio): Promise<void> {
  const { base } = office.server;
  const legal = await office.desk(who.legal);
  await legal.goto(`${base}${path}?tab=proposals`);
  await legal.getByRole('checkbox').first().check();
  await press(legal, plans.takeAll);
  await legal.getByText(plans.proposalsEmpty).waitFor();
  await planStep(legal, 'draft');
  await legal.goto(`${base}${path}?tab=check`);
  await answerAll(legal);
  await planStep(legal, 'check');
  const head = await office.desk(who.head);
  await head.goto(`${base}${path}`);
  await planStep(head, 'approve');
  await legal.goto(`${base}${path}`);
  await planStep(legal, 'file', { office: '市双随机办', day: '2026-01-20' });
  await planStep(legal, 'publish');
}

/** Each finding that asks for an answer gets one. */
async function answerAll(page: Page): Promise<void> {
  const asks = page.getByRole('button', { name: checks.answerNow, exact: true });
  await page.getByRole('heading', { name: checks.findings, exact: true }).waitFor();
  for (let left = await asks.count(); left > 0; left -= 1) {
    await asks.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('已与各科室核对，按此执行');
    await press(dialog, uiText.zh.confirm);
    await dialog.waitFor({ state: 'detached' });
    await asks.nth(left - 1).waitFor({ state: 'detached' });
  }
}

async function planStep(
  page: Page,
  step: 'draft' | 'check' | 'approve' | 'file' | 'publish',
  typed: Readonly<Record<string, string>> = {},
): Promise<void> {
  await press(page, plans[`step.${step}`]);
  const dialog = page.getByRole('dialog');
  for (const [name, text] of Object.entries(typed)) await dialog.locator(`#field-${name}`).fill(text);
  await dialog.getByRole('button', { name: plans[`step.${step}`], exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** A partner confirms its part of a joint entry with all its people. */
export async function confirmPart(office: Office, who: string): Promise<void> {
  const page = await office.desk(who);
  await page.goto(`${office.server.base}/plans`);
  await press(page, plans.answerInvitation);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: plans.confirmPart, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The form of the draw of a plan entry as it stands filled in, through its steps to the check page. */
export async function drawFromPlan(office: Office, by: string, look: (page: Page) => Promise<void>) {
  const { base } = office.server;
  const page = await office.desk(by);
  const reply = await page.request.get(`${base}/api/drawable-entries`);
  const { rows } = (await reply.json()) as { readonly rows: readonly { readonly entryId: string }[] };
  assert.equal(rows.length, 1, 'the published plan gives no entry to draw from');
  await page.goto(`${base}/draws/new?entry=${rows[0]?.entryId ?? ''}`);
  await stands(page, form['step.task']);
  await look(page);
  for (const step of ['scope', 'strata', 'teams', 'ceremony'] as const) {
    await press(page, form.nextStep);
    await stands(page, form[`step.${step}`]);
  }
  await press(page, form.toCheck);
  await stands(page, form.checkTitle);
}

/** The partner confirmed in the plan: it is told of the draw and may answer anew, but is not asked again. */
export async function toldOfDraw(office: Office, who: string): Promise<void> {
  const page = await office.desk(who);
  await page.goto(`${office.server.base}/draws`);
  await page.getByRole('button', { name: task.answerAgain, exact: true }).waitFor();
}

/** Nothing stands in the way any more: the check is confirmed, and the ceremony may begin. */
export async function confirmDraw(office: Office, by: string): Promise<void> {
  const page = await office.desk(by);
  await page.reload();
  await press(page, form.confirmCheck);
  await page.getByRole('link', { name: task.startCeremony, exact: true }).waitFor();
}
