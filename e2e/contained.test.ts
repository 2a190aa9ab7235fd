/**
 * A secret that was entered by mistake: taken down by whoever notices it, reported, cleared by the operator, confirmed by
 * somebody else after a last search; gone from the portal, the channels, the versions and the files, and every ledger still
 * verifies.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { removalParts } from '@mingcha/core/publications/containment.ts';
import { portalText } from '@mingcha/core/publications/portal/portal-text.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { publicationText } from '@mingcha/core/publications/publication-text.ts';
import { secretRemovalText } from '@mingcha/core/publications/secret-removal-text.ts';
import type { Browser, Page } from 'playwright-core';
import {
  type OtherSideServer,
  startOtherSide,
} from '../apps/server/src/publications/channels/testing-other-side.ts';
import { startBrowser } from './screens.ts';
import { button } from './support/joint-desk.ts';
import { type Office, openOffice } from './support/office.ts';
import { done } from './support/person.ts';
import {
  connectChannel,
  eventually,
  type Listed,
  openPublication,
  passPublication,
  publicationsIn,
  readPortal,
  releasePublication,
  today,
} from './support/publication-desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';

const words = publicationDetailText.zh;
const program = join(import.meta.dirname, '..', 'apps', 'server', 'src', 'cli', 'main.ts');
const secret = '储存区工艺配方标识牌';
const key = 'Journey-Key-3';
const division = '130183';

describe('a secret entered by mistake', () => {
  let server: RunningServer;
  let browser: Browser;
  let people: Office;
  let platform: OtherSideServer;
  let target: Listed;
  let left = 0;
  const step = journeySteps(() => people.pictures('contained'));
  const onPortal = async (path: string) => {
    const { text } = await readPortal(browser, `${server.base}/p/${path}`);
    return text.includes(secret);
  };
  /** What somebody without a browser takes from the portal. */
  const table = async () => (await fetch(`${server.base}/p/data/results.csv`)).text();
  const toContainment = async (name: string): Promise<Page> => {
    const { page, base } = await people.desk(name);
    await page.goto(`${base}/publication-containments`);
    await page
      .getByRole('heading', { name: publicationPageText.zh.containmentsTitle, exact: true })
      .waitFor();
    return page;
  };

  /** The operator at the machine: exit code and what was printed. */
  function operator(
    args: readonly string[],
    typed = '',
  ): Promise<{ readonly code: number; readonly said: string }> {
    const env = { ...process.env, MINGCHA_DATA: join(server.folder, 'data'), LANG: 'zh_CN.UTF-8' };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [program, ...args], { env }, (error, said, complaint) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: `${said}${complaint}` }),
      );
      child.stdin?.end(typed);
    });
  }

  before(async () => {
    const settings = { MINGCHA_GATEWAYS: '127.0.0.1' };
    [server, browser, platform] = await Promise.all([
      startServer({ demo: true, settings }),
      startBrowser(),
      startOtherSide(key),
    ]);
    people = openOffice(server, browser);
  });
  after(async () => {
    await browser?.close();
    await platform?.close();
    await server?.remove();
  });

  step(
    'a result with the secret passes the review by mistake, is public and goes to the credit platform',
    async () => {
      await connectChannel(await people.as('jz.admin'), {
        kind: 'creditPlatform',
        address: platform.url,
        secret: key,
      });
      const legal = await people.as('jz.legal');
      for (const row of await publicationsIn(legal, 'prepared')) {
        const { payload } = done(await legal.get(`/api/publications/${row.id}`));
        if (JSON.stringify(payload).includes(secret)) target = row;
      }
      assert.ok(target, 'the demo has such a result');
      await passPublication(await people.desk('jz.legal'), target.id);
      await releasePublication(await people.desk('jz.legal'), target.id);
      assert.ok(await onPortal(`records/${target.id}`));
      assert.ok((await table()).includes(target.objectName));
      await eventually(
        async () => platform.kept.has(target.id),
        (isThere) => isThere,
        'the credit platform',
      );
      assert.ok(platform.calls.some(({ body }) => JSON.stringify(body).includes(secret)));
    },
  );

  step('a section officer notices it and takes it down at once', async () => {
    const desk = await people.desk('jz.safety');
    await openPublication(desk, target.id);
    const { page } = desk;
    await button(page, words.contain).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words.containLead, { exact: true }).waitFor();
    await dialog.locator('[name="ground"]').selectOption('stateSecret');
    await dialog.locator('[name="secretTexts"]').fill(secret);
    await dialog.locator('[name="note"]').fill('公示后发现');
    await button(dialog, words.containDo).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(words.noPayload, { exact: true }).waitFor();
    assert.equal((await page.content()).includes(secret), false);
  });

  step('portal, tables, feed, unit page, credit platform and versions no longer have it', async () => {
    const { title, text } = await readPortal(browser, `${server.base}/p/records/${target.id}`);
    assert.ok(title.includes(portalText.zh.removedTitle), title);
    assert.equal(text.includes(target.objectName) || text.includes(secret), false, text);
    assert.equal(await onPortal(`search?q=${encodeURIComponent(target.objectName)}`), false);
    assert.equal(await onPortal('records'), false);
    assert.equal((await table()).includes(secret), false);
    const feed = await fetch(`${server.base}/p/feed.atom`);
    assert.equal(feed.status, 200);
    assert.equal((await feed.text()).includes(secret), false);
    await eventually(
      async () => platform.kept.get(target.id)?.isRemoved,
      (isGone) => isGone === true,
      'the credit platform',
    );
    const legal = await people.as('jz.legal');
    const view = done(await legal.get(`/api/publications/${target.id}`));
    assert.equal(JSON.stringify(view).includes(secret), false);
    const file = await legal.get(`/api/inspections/${target.inspectionId}/results`);
    assert.equal(file.status, 200);
  });

  step('the legal section reports it; the head cannot confirm while something is left', async () => {
    const legal = await toContainment('jz.legal');
    await legal.getByText(words['procedure.clear'], { exact: true }).waitFor();
    await legal.getByText(words.places, { exact: true }).first().click();
    await legal.getByText(words.placeLeft, { exact: true }).first().waitFor();
    await button(legal, words.report).click();
    const dialog = legal.getByRole('dialog');
    await dialog.locator('[name="reportedOn"]').fill(await today(legal));
    await dialog.locator('[name="reportedTo"]').fill('市国家保密局');
    await button(dialog, words.report).click();
    await dialog.waitFor({ state: 'detached' });
    await legal.getByText(words['containment.reported'], { exact: true }).first().waitFor();

    const head = await toContainment('jz.head');
    await button(head, words.confirm).click();
    const asked = head.getByRole('dialog');
    await asked.locator('[name="secretTexts"]').fill(secret);
    await asked.locator('[name="note"]').fill('各处均已核对');
    await button(asked, words.confirm).click();
    await asked
      .getByText(publicationText.zh['publication.removal_parts_invalid'], { exact: true })
      .first()
      .waitFor();
    for (const part of removalParts)
      await asked.getByRole('checkbox', { name: words[`part.${part}`], exact: true }).check();
    await button(asked, words.confirm).click();
    await asked
      .getByText(/还有\d+处没有清除/)
      .first()
      .waitFor();
    assert.equal(await asked.locator('[name="secretTexts"]').inputValue(), secret, 'what was typed stays');
  });

  step('the operator counts, clears what was counted, and every ledger verifies', async () => {
    const counted = await operator(['secrets', 'remove', '--division', division], `${secret}\n`);
    left = Number(/共(\d+)处/.exec(counted.said)?.[1]);
    assert.deepEqual([counted.code, left > 0], [1, true], counted.said);
    const remove = ['secrets', 'remove', '--division', division, '--expect'];
    const wrong = await operator([...remove, String(left + 1)], `${secret}\n`);
    assert.equal(wrong.code, 1, wrong.said);
    const cleared = await operator([...remove, String(left)], `${secret}\n`);
    assert.equal(cleared.code, 0, cleared.said);
    const again = await operator(['secrets', 'remove', '--division', division], `${secret}\n`);
    assert.deepEqual([again.code, again.said.trim()], [0, secretRemovalText.zh['secrets.none']]);
    const ledgers = await operator(['ledger', 'verify']);
    assert.equal(ledgers.code, 0, ledgers.said);
  });

  step('the head confirms: files, exports, devices, channels and backups, one by one', async () => {
    const { page: head } = await people.desk('jz.head');
    const dialog = head.getByRole('dialog');
    await button(dialog, words.confirm).click();
    await dialog.waitFor({ state: 'detached' });
    await head.getByText(words['containment.removed'], { exact: true }).waitFor();
    for (const part of removalParts) await head.getByText(words[`part.${part}`], { exact: true }).waitFor();
    const ledgers = await operator(['ledger', 'verify']);
    assert.equal(ledgers.code, 0, ledgers.said);
  });

  step('neither the log nor the stored files hold what was typed', () => {
    const data = join(server.folder, 'data');
    let read = 0;
    for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/^(?:log|files)\//.test(path.slice(data.length + 1))) continue;
      read += 1;
      assert.equal(readFileSync(path).includes(secret), false, path);
    }
    assert.ok(read > 1, `${read} files`);
    return Promise.resolve();
  });
});
