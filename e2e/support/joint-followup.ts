/** Problems of the joint visit to their ends, each step at its screen: office, the enterprise's page, the checklist. */
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import type { Locator, Page } from 'playwright-core';
import { button, type Desk, type SentFile } from './joint-desk.ts';

const say = followupPageText.zh;
const form = followupFormText.zh;
const rectify = rectifyText.zh;

type Move = keyof typeof say extends infer K ? (K extends `move.${infer M}` ? M : never) : never;
/** What is typed, by the field's name. */
export type Fields = Readonly<Record<string, string>>;
type Word = keyof typeof form;

/** Takes one step on the problem and waits until it is done. */
export async function takeStep(
  { page, base }: Desk,
  findingId: string,
  step: {
    readonly move: Move;
    /** Choices pressed, by their words. */
    readonly choose?: readonly Word[];
    readonly fields?: Fields;
    readonly fill?: (dialog: Locator) => Promise<void>;
  },
): Promise<void> {
  await page.goto(`${base}/followups/${findingId}`);
  await button(page, say[`move.${step.move}`]).click();
  const dialog = page.getByRole('dialog');
  for (const word of step.choose ?? [])
    await dialog.getByRole('radio', { name: form[word], exact: true }).check();
  for (const [name, value] of Object.entries(step.fields ?? {}))
    await dialog.locator(`[name="${name}"]`).fill(value);
  await step.fill?.(dialog);
  await button(dialog, say[`move.${step.move}`]).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Every condition of the list is met, each with what it rests on; facts, reasons, and the commitment where one is asked. */
export async function answerChecklist(dialog: Locator): Promise<void> {
  await dialog.locator('[name="reasons"]').waitFor();
  for (const met of await dialog.getByRole('radio', { name: form['check.met'], exact: true }).all())
    await met.check();
  for (const note of await dialog.locator('[name^="note"]').all()) await note.fill('现场照片');
  await dialog.locator('[name="facts"]').fill('台账缺一页');
  await dialog.locator('[name="reasons"]').fill('当场补齐，未造成危害');
  const commitment = dialog.getByLabel(form.commitment, { exact: true });
  if ((await commitment.count()) > 0) await commitment.check();
}

/** The code that stands on the order, as the office shows it. */
export async function orderCode({ page, base }: Desk, findingId: string): Promise<string> {
  await page.goto(`${base}/followups/${findingId}`);
  const term = page.getByText(say.orderCode, { exact: true });
  return (await term.locator('xpath=following-sibling::*[1]').locator('.mono').innerText()).trim();
}

/** The enterprise types the code that it was given, says what it did, adds a photograph and sends. */
export async function reportAsEnterprise(
  page: Page,
  base: string,
  of: { readonly code: string; readonly photo: SentFile },
): Promise<void> {
  await page.goto(`${base}/p/rectify`);
  await page.locator('[name="code"]').fill(of.code);
  await button(page, rectify.open).click();
  await page.getByLabel(rectify.text, { exact: true }).fill('已补齐台账，见照片');
  await page.locator('input[type="file"]').setInputFiles(of.photo);
  await page.getByText(rectify.uploaded.replace('{name}', of.photo.name)).waitFor();
  await page.getByLabel(rectify.personName, { exact: true }).fill('张三');
  await button(page, rectify.send).click();
  await page.getByText(rectify.sent, { exact: true }).waitFor();
}
