/** The offices' part of the joint visit, each step at its screen: dispatch, approval, notice, seal, delivery, results, archive. */
import { uiText } from '@mingcha/core/common/ui-text.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import type { Locator, Page } from 'playwright-core';

const ui = uiText.zh;
const draw = drawPageText.zh;
const task = taskPageText.zh;
const prep = preparationPageText.zh;
const paper = paperPageText.zh;
const visits = visitPageText.zh;
const results = resultPageText.zh;
const archive = archivePageText.zh;

/** Somebody's screen in the office. */
export interface Desk {
  readonly page: Page;
  readonly base: string;
}

export interface SentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const says = (page: Page, words: string) => page.getByText(words, { exact: true }).first().waitFor();
const dialogOf = (page: Page) => page.getByRole('dialog');
const gone = (page: Page) => dialogOf(page).waitFor({ state: 'detached', timeout: 60_000 });
/** A sentence of a catalogue whose data does not matter. */
const begins = (sentence: string) => new RegExp(sentence.replace(/\{.*/s, '').replaceAll(/[（(]/g, '.'));
const openPart = (desk: Desk, id: string, tab: string) =>
  desk.page.goto(`${desk.base}/inspections/${id}?tab=${tab}`);

/** Sends the list of the draw that waits; gives the task's id. */
export async function dispatchWaiting({ page, base }: Desk): Promise<string> {
  await page.goto(`${base}/tasks`);
  await page.getByRole('link', { name: task.dispatch, exact: true }).first().click();
  await page.getByRole('heading', { name: task.dispatchTitle, exact: true }).waitFor();
  await button(page, task.send).click();
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Takes every visit that waits for this inspector. */
export async function claimAll({ page, base }: Desk): Promise<void> {
  await page.goto(`${base}/my-inspections`);
  await button(page, begins(task.claimAll)).click();
  await button(page, begins(task.claimAll)).waitFor({ state: 'detached' });
}

export async function applyForApproval(desk: Desk, id: string): Promise<void> {
  const { page } = desk;
  await openPart(desk, id, 'preparation');
  await button(page, prep.apply).click();
  await button(dialogOf(page), prep.apply).click();
  await says(page, prep.applied);
}

/** The head reads the card of this object and presses once. */
export async function approve({ page, base }: Desk, objectName: string): Promise<void> {
  await page.goto(`${base}/approvals`);
  const card = page.getByRole('article').filter({ hasText: objectName }).first();
  await button(card, prep.approve).click();
  await says(page, prep.approved.replace('{n}', '1'));
}

export async function issueNotice(desk: Desk, id: string): Promise<void> {
  const { page } = desk;
  await openPart(desk, id, 'preparation');
  await button(page, prep.issue).click();
  const dialog = dialogOf(page);
  await dialog.locator('[name="materials"]').fill('安全生产管理制度');
  await dialog.locator('[name="place"]').fill('会议室');
  await dialog.locator('[name="contactName"]').fill('张三');
  await dialog.locator('[name="contactPhone"]').fill('0356-1');
  await button(dialog, prep.issue).click();
  await gone(page);
}

/** Enters the seal of every paper of the own agency that waits for it at this object; gives how many. */
export async function sealAll({ page, base }: Desk, objectName: string): Promise<number> {
  await page.goto(`${base}/seals`);
  await page.getByRole('heading', { name: paper.sealsTitle, exact: true }).waitFor();
  const waiting = page.getByRole('row').filter({ hasText: objectName });
  await waiting.first().waitFor();
  for (let sealed = 0; ; sealed += 1) {
    const left = await waiting.count();
    if (left === 0) return sealed;
    await button(waiting.first(), paper.sealEnter).click();
    await dialogOf(page)
      .locator('[name="registerNo"]')
      .fill(`印2026-${sealed + 1}`);
    await button(dialogOf(page), paper.sealEnter).click();
    await gone(page);
    await waiting.nth(left - 1).waitFor({ state: 'detached' });
  }
}

/** Tells all agencies' notices in one call and writes down what was told. */
export async function tellByTelephone(desk: Desk, id: string): Promise<void> {
  const { page } = desk;
  await openPart(desk, id, 'preparation');
  await button(page, begins(prep.deliverSet)).click();
  const dialog = dialogOf(page);
  await dialog.locator('[name="channel"]').selectOption('telephone');
  await button(dialog, prep.useScript).click();
  await dialog.locator('[name="recipient"]').fill('张三');
  await dialog.locator('[name="recipientPost"]').fill('安全科长');
  await dialog.locator('[name="reachedAt"]').fill('0356-1');
  await button(dialog, ui.save).click();
  await says(page, prep.deliverySaved);
}

/** A visit written on paper on which everything conforms, entered in one pass with its scan. */
export async function enterPaperVisit({ page, base }: Desk, id: string, scan: SentFile): Promise<void> {
  await page.goto(`${base}/inspections/${id}/paper`);
  await page.getByLabel(visits.scanUpload).setInputFiles(scan);
  await page.getByRole('link', { name: visits.scanOpen.replace('{n}', '1') }).waitFor();
  const now = await page.evaluate(() => {
    const local = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000);
    return local.toISOString().slice(0, 16);
  });
  await page.locator('[name="enteredAt"]').fill(now);
  await page.locator('[name="endedAt"]').fill(now);
  await page.locator('[name="repName"]').fill('张三');
  await page.getByLabel(visits.certificatesShown, { exact: true }).check();
  await page.getByLabel(visits.rightsTold, { exact: true }).check();
  await page.getByLabel(visits['recusal.notAsked'], { exact: true }).check();
  for (const rest of await button(page, visits.restConform).all()) await rest.click();
  for (const signer of await page.locator('input[name="signedBy"]').all()) await signer.check();
  await page.locator('[name="partyName"]').fill('张三');
  await page.locator('[name="seal"]').selectOption('noSealOnSite');
  await button(page, visits.submitPaper).click();
  await says(page, visits.submitted);
}

/** Enters the own result: what the visit suggests for each item, or that nothing was found. */
export async function enterResult(desk: Desk, id: string): Promise<void> {
  const { page } = desk;
  await openPart(desk, id, 'results');
  const fast = button(page, results.fastAction);
  const long = button(page, results.submit);
  await fast.or(long).first().waitFor();
  if (await fast.isVisible()) {
    await fast.click();
    await button(dialogOf(page), results.fastConfirm).click();
  } else {
    for (const take of await button(page, results.take).all()) await take.click();
    for (const code of await page.locator('select[name$=".code"]').all())
      if ((await code.inputValue()) === '') await code.selectOption('noProblem');
    await long.click();
  }
  await says(page, results.submitted);
}

export async function passReview(desk: Desk, id: string): Promise<void> {
  const { page } = desk;
  await openPart(desk, id, 'results');
  await page.locator('[name="opinion"]').fill('同意');
  await button(page, results['decide.pass']).click();
  await says(page, results.reviewed);
}

/** Asks for the next reserve in the place of this object, with a photograph. */
export async function proposeReserve(
  { page, base }: Desk,
  of: { readonly drawId: string; readonly objectName: string; readonly photo: SentFile },
): Promise<void> {
  await page.goto(`${base}/draws/${of.drawId}`);
  const row = page.getByRole('row').filter({ hasText: of.objectName }).first();
  await button(row, draw.replace).click();
  const dialog = dialogOf(page);
  await dialog.locator('[name="reason"]').selectOption('closedDown');
  await dialog.locator('[name="text"]').fill('大门封闭，营业执照已注销');
  await dialog.getByLabel(draw.evidence).setInputFiles(of.photo);
  await button(dialog, draw.propose).click();
  await says(page, draw.amendProposed);
}

/** The head decides on what was proposed for the draw. */
export async function approveReserve({ page, base }: Desk, drawId: string): Promise<void> {
  await page.goto(`${base}/draws/${drawId}`);
  await page.getByRole('tab', { name: draw['tab.changes'], exact: true }).click();
  await button(page, draw.decide).click();
  const dialog = dialogOf(page);
  await dialog.locator('[name="who"]').last().check();
  await button(dialog, draw.approve).click();
  await gone(page);
}

/** Files the dossier and waits until paper and package are there. */
export async function fileDossier(desk: Desk, id: string): Promise<void> {
  const { page } = desk;
  await openPart(desk, id, 'archive');
  await button(page, archive.file).click();
  await dialogOf(page).locator('[name="situation"]').fill('齐全');
  await button(dialogOf(page), archive.file).click();
  await gone(page);
  await page.getByRole('link', { name: archive.package, exact: true }).waitFor();
}
