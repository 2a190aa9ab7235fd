/** The main job from first screen to last, as its people do it; each step stands on the one before. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { firstSignIn, newProfile } from './support/browser.ts';
import { inspectorRoster, objectRoster, rosterOrigin } from './support/rosters.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

const roster = columnText.zh;
const imports = importPageText.zh;

describe('the first draw', () => {
  let server: RunningServer;
  let browser: Browser;
  /** The legal section's desk. */
  let desk: Page;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    desk = await (await newProfile(browser)).newPage();
  });
  after(async () => {
    await browser.close();
    await server.remove();
  });

  /** Uploads, reads the preview, imports all valid rows; gives the number of rows that were written. */
  async function importFile(kind: 'objects' | 'inspectors', path: string): Promise<number> {
    await desk.goto(`${server.base}/imports`);
    await desk.getByRole('radio', { name: roster[`roster.${kind}`], exact: true }).check();
    await desk.getByLabel(imports.importFile, { exact: true }).setInputFiles(path);
    await desk.getByRole('button', { name: imports.readPreview }).click();
    const apply = desk.getByRole('button', { name: new RegExp(imports.applyAll.replace(/（.*/, '')) });
    await apply.waitFor();
    const written = Number(/[\d,]+/.exec(await apply.innerText())?.[0].replaceAll(',', ''));
    await apply.click();
    await desk.getByRole('button', { name: imports.undo }).waitFor();
    return written;
  }

  test('the legal section signs in with the one-time password and sets its own', async () => {
    await firstSignIn(desk, server, 'jc.legal');
  });

  test(`the ${rosterOrigin} of a city is imported whole`, async () => {
    const objects = objectRoster(server.folder);
    const written = await importFile('objects', objects.path);
    assert.ok(written >= objects.rows - 2, `${written} of ${objects.rows}`);
  });

  test('a list of inspectors with a title row is imported', async () => {
    const people = inspectorRoster(server.folder);
    assert.equal(await importFile('inspectors', people.path), people.rows);
  });
});
