/** An officer at the desk: importing rosters, writing a draw task, leading the ceremony on the projector. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawOriginText } from '@mingcha/core/draws/draw-origin-text.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import type { Page } from 'playwright-core';
import { ownPassword } from './person.ts';

export const form = drawFormText.zh;
export const task = drawPageText.zh;
export const screen = ceremonyPageText.zh;
const ceremony = ceremonyText.zh;
const origin = drawOriginText.zh;
const imports = importPageText.zh;
const run = promisify(execFile);

/** Uploads, reads the preview, imports all valid rows; gives the number of rows that were written. */
export async function importFile(
  page: Page,
  base: string,
  file: { readonly kind: 'objects' | 'inspectors'; readonly path: string },
): Promise<number> {
  await page.goto(`${base}/imports`);
  await page.getByRole('radio', { name: columnText.zh[`roster.${file.kind}`], exact: true }).check();
  await page.getByLabel(imports.importFile, { exact: true }).setInputFiles(file.path);
  await page.getByRole('button', { name: imports.readPreview }).click();
  const apply = page.getByRole('button', { name: new RegExp(imports.applyAll.replace(/（.*/, '')) });
  await apply.waitFor();
  const written = Number(/[\d,]+/.exec(await apply.innerText())?.[0].replaceAll(',', ''));
  await apply.click();
  await page.getByRole('button', { name: imports.undo }).waitFor();
  return written;
}

export interface Task {
  /** The approving document of a special inspection; the item is the first one of the published list. */
  readonly approval: string;
  /** Percent for the credit classes A to D and for those without one. */
  readonly percents: readonly [string, string, string, string, string];
  /** As a field for day and time takes it. */
  readonly releaseAt: string;
}

/** Writes a task of the own agency over the whole directory and confirms its check; gives its id. */
export async function writeTask(page: Page, base: string, wish: Task): Promise<string> {
  const next = page.getByRole('button', { name: form.nextStep, exact: true });
  const stands = (step: string) => page.getByRole('heading', { name: step, exact: true }).waitFor();
  await page.goto(`${base}/draws/new`);
  await stands(form['step.task']);
  await page.getByRole('radio', { name: origin['origin.adHoc'] }).check();
  await page.getByLabel(origin['ground.document'], { exact: true }).fill(wish.approval);
  await page.getByLabel(origin['ground.approver'], { exact: true }).fill('市人民政府');
  await page.getByLabel(origin['ground.day'], { exact: true }).fill('2026-01-05');
  await page.getByLabel(origin.leadItem, { exact: true }).selectOption({ index: 1 });
  await next.click();
  await stands(form['step.scope']);
  await next.click();
  await stands(form['step.strata']);
  await page.getByRole('button', { name: form['splitBy.credit'], exact: true }).click();
  const percents = page.getByLabel(form.percent, { exact: true });
  for (const [i, percent] of wish.percents.entries()) await percents.nth(i).fill(percent);
  await next.click();
  await stands(form['step.teams']);
  await next.click();
  await stands(form['step.ceremony']);
  await page.getByLabel(form.releaseAt, { exact: true }).fill(wish.releaseAt);
  await page.getByRole('button', { name: form.toCheck, exact: true }).click();
  await page.getByRole('heading', { name: form.checkTitle, exact: true }).waitFor();
  await page.getByRole('button', { name: form.confirmCheck, exact: true }).click();
  await page.getByRole('link', { name: task.startCeremony, exact: true }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

type StepName =
  | 'pool'
  | 'exclusions'
  | 'attendance'
  | 'seal'
  | 'commitments'
  | 'numbers'
  | 'reveals'
  | 'seed'
  | 'record';

/** Goes on to the next screen of the ceremony as soon as it is open. */
export async function goOn(page: Page, to: StepName): Promise<void> {
  const title = ceremony[`step.${to}`];
  await page.getByRole('button', { name: title, exact: true }).click();
  await onScreen(page, to);
}

/** Waits until this screen of the ceremony stands there. */
export async function onScreen(page: Page, step: StepName | 'result'): Promise<void> {
  await page.getByRole('heading', { name: ceremony[`step.${step}`], exact: true, level: 1 }).waitFor();
}

export interface Present {
  readonly name: string;
  readonly section: string;
  readonly capacity: 'host' | 'operator' | 'supervisor';
  readonly outside?: boolean;
}

export async function signInPresent(page: Page, who: Present): Promise<void> {
  await page.getByLabel(screen.name, { exact: true }).fill(who.name);
  await page.getByLabel(screen.section, { exact: true }).fill(who.section);
  await page.getByLabel(screen.capacity, { exact: true }).selectOption(who.capacity);
  if (who.outside === true) await page.getByLabel(screen.isOutside).check();
  await page.getByRole('button', { name: screen.signIn, exact: true }).click();
  await page.getByRole('listitem').filter({ hasText: who.name }).waitFor();
}

/** Types a number that was read out, covered, and hands it in. */
export async function typeFirst(page: Page, digits: string): Promise<void> {
  await page.getByLabel(screen.digits, { exact: true }).fill(digits);
  await page.getByRole('button', { name: screen.sendFirst, exact: true }).click();
  await page.getByRole('button', { name: screen.sendSecond, exact: true }).waitFor();
}

/** The second typing at the same screen, under the second person's name and password. */
export async function typeSecondHere(page: Page, digits: string, signInName: string): Promise<void> {
  await page.getByLabel(screen.digits, { exact: true }).fill(digits);
  await page.getByLabel(task.secondName, { exact: true }).fill(signInName);
  await page.getByLabel(task.secondPassword, { exact: true }).fill(ownPassword);
  await page.getByRole('button', { name: screen.sendSecond, exact: true }).click();
}

/** Words of a PDF in reading order, without the blanks between them. */
export async function wordsOfPdf(path: string): Promise<string> {
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.replaceAll(/\s/g, '');
}
