/** A visit on an inspector's phone, by the words and places that stand on its pages. */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import type { Locator, Page } from 'playwright-core';
import { goTo, wholeSheet } from './phone.ts';

const step = visitStepText.zh;
const sheet = visitSheetText.zh;
const sign = visitSignText.zh;
const kinds = paperKindText.zh;

export type StepName =
  | 'arrive'
  | 'identify'
  | 'opening'
  | 'sheet'
  | 'findings'
  | 'feedback'
  | 'sign'
  | 'papers';

export async function openStep(page: Page, visit: string, name: StepName): Promise<void> {
  await goTo(page, `/visits/${visit}?step=${name}`);
  await page.locator('.visit-rail').waitFor();
}

/** The one big action at the foot. */
export const goOn = (page: Page): Promise<void> => page.locator('.phone-actions .button-primary').click();

/** Arrival, certificates and rights; the representative is named where this phone is the first. */
export async function enterSite(
  page: Page,
  visit: string,
  representative: { readonly name: string; readonly post: string } | null,
): Promise<void> {
  await openStep(page, visit, 'arrive');
  await page.getByRole('button', { name: step.arriveAction, exact: true }).click();
  await page.getByRole('button', { name: step.identifyAction, exact: true }).click();
  if (representative !== null) {
    await page.locator('#field-rep-name').fill(representative.name);
    await page.locator('#field-rep-post').fill(representative.post);
  }
  await page.getByRole('button', { name: step.openingAction, exact: true }).click();
  await page.locator('.line-card').first().waitFor();
}

export interface Problem {
  /** Place of the line among those that this phone may answer. */
  readonly at: number;
  readonly action: 'rectify' | 'leniency' | 'transferAgency' | 'correctedOnSite';
}

/** Answers every own line: those named do not conform, with finding, action and photo; the rest conforms. */
export async function answerAll(page: Page, problems: readonly Problem[]): Promise<number> {
  await wholeSheet(page);
  const cards = page
    .locator('.line-card')
    .filter({ has: page.locator('.answer[data-verdict=conform]:enabled') });
  const count = await cards.count();
  for (let i = 0; i < count; i += 1) {
    const card = cards.nth(i);
    const problem = problems.find((one) => one.at === i);
    const verdict = problem === undefined ? 'conform' : 'nonConform';
    await card.locator(`.answer[data-verdict=${verdict}]`).click();
    if (problem !== undefined) await describe(page, card, problem);
  }
  return count;
}

async function describe(page: Page, card: Locator, problem: Problem): Promise<void> {
  const canned = card.locator('.canned-one').first();
  if ((await canned.count()) > 0) await canned.click();
  else await card.getByLabel(sheet.findingText, { exact: true }).fill('现场未见记录');
  await card.getByLabel(sheet.action, { exact: true }).selectOption(problem.action);
  const before = await card.locator('.photo-thumb').count();
  const buffer = Buffer.alloc(40_000, `problem ${problem.at} `);
  buffer.set([0xff, 0xd8, 0xff, 0xe0]);
  await card
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: `p${problem.at}.jpg`, mimeType: 'image/jpeg', buffer });
  await card.locator('.photo-thumb').nth(before).waitFor();
  await page.waitForTimeout(100);
}

/** The on-site record: printed, signed by the inspectors, photographed; the representative refuses before a witness. */
export async function signRecord(
  page: Page,
  visit: string,
  refusal: { readonly reason: string; readonly witness: string },
): Promise<void> {
  await openStep(page, visit, 'feedback');
  await goOn(page);
  const record = page.getByRole('region', { name: kinds.paper_siteRecord, exact: true });
  await record.getByRole('button', { name: sign.signPaper, exact: true }).click();
  await page.locator('.shutter').click();
  const keep = page.getByRole('button', { name: sign.signPaperKeep, exact: true });
  await keep.waitFor();
  await page.getByRole('checkbox', { name: new RegExp(sign['role.representative']) }).uncheck();
  await keep.click();
  await keep.waitFor({ state: 'detached' });
  await record.getByRole('button', { name: sign.refuse, exact: true }).click();
  await page.getByLabel(sign.refuseReason, { exact: true }).fill(refusal.reason);
  await page.getByLabel(sign.witness, { exact: true }).fill(refusal.witness);
  await page.getByRole('button', { name: sign.refuseAction, exact: true }).click();
  await record.getByText(sign.signedRefused, { exact: true }).waitFor();
}

/** Ends the own team's visit. */
export async function finish(page: Page, visit: string): Promise<void> {
  await openStep(page, visit, 'sign');
  await page.getByRole('button', { name: step.finish, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: step.finish, exact: true }).click();
  await page.getByText(step.finished, { exact: true }).waitFor();
}
