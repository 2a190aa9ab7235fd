/**
 * Those who check the checkers: an auditor finds an object that left the directory shortly before a seal and proves that draw in
 * three clicks; an evaluator, let in for one evaluation, samples dossiers with a seed of their own and verifies the sample.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { exceptionText } from '@mingcha/core/oversight/audit/exception-text.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { evaluationPageText } from '@mingcha/core/oversight/evaluation/evaluation-page-text.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import type { Browser } from 'playwright-core';
import { startBrowser } from './screens.ts';
import type { Desk } from './support/joint-desk.ts';
import { type Office, openOffice, signedInPage } from './support/office.ts';
import { done, signInAgain } from './support/person.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { withinSteps } from './support/step-counter.ts';
import { journeySteps } from './support/steps.ts';

const words = auditPageText.zh;
const kinds = exceptionText.zh;
const desk = workbenchText.zh;
const papers = supervisionPageText.zh;
const evaluation = evaluationPageText.zh;
/** Whatever it is about. */
const draftsPaper = new RegExp(`${papers.draftLinkOf.split('}')[1] ?? ''}$`);
const guest = 'pinggu.2026';

describe('those who check the checkers', () => {
  let server: RunningServer;
  let browser: Browser;
  let people: Office;
  const step = journeySteps(() => people.pictures('auditor'));

  before(async () => {
    [server, browser] = await Promise.all([startServer({ demo: true }), startBrowser()]);
    people = openOffice(server, browser);
  });
  after(async () => {
    await browser?.close();
    await server?.remove();
  });

  step('the auditor sees a removal from the pool before a seal, with who, when and which draw', async () => {
    const { page, base } = await people.desk('jz.auditor');
    await withinSteps({ page, base }, 2, async () => {
      await page.getByRole('link', { name: desk['next.exceptions'], exact: true }).click();
      await page.getByRole('button', { name: new RegExp(`^${kinds['kind.poolRemoval']} \\d`) }).click();
      const row = page.getByRole('row').filter({ hasText: '企业申请暂停经营' }).first();
      await row.waitFor();
      assert.ok((await row.innerText()).includes(kinds['fact.backOn']));
    });
  });

  step('the auditor proves a draw in three clicks: the list, the draw, the computation', async () => {
    const { page, base } = await people.desk('jz.auditor');
    await withinSteps({ page, base }, 3, async () => {
      await page.locator('.desk-quick').getByRole('link', { name: words.drawsTitle, exact: true }).click();
      await page.getByRole('table').getByRole('link').first().click();
      await page.getByRole('button', { name: words.recompute, exact: true }).click();
      await page
        .getByText(words.recomputed.split('：')[0] ?? '')
        .first()
        .waitFor();
    });
    await page.getByText(words.entriesText).waitFor();
    assert.equal(await page.getByText(words.fails, { exact: true }).count(), 0);
  });

  step('the auditor compares two periods in three steps and takes the evidence along in two', async () => {
    const { page, base } = await people.desk('jz.auditor');
    await withinSteps({ page, base }, 3, async () => {
      await page.getByRole('link', { name: desk['next.exceptions'], exact: true }).click();
      await page.getByRole('link', { name: words.compare, exact: true }).click();
      await page.getByRole('heading', { name: words.compareTitle, exact: true, level: 1 }).waitFor();
      await page.getByRole('row').filter({ hasText: kinds['kind.poolRemoval'] }).waitFor();
    });
    await withinSteps({ page, base }, 2, async () => {
      await page.getByRole('link', { name: desk['next.exceptions'], exact: true }).click();
      const taken = page.waitForEvent('download');
      await page.getByRole('link', { name: words.export, exact: true }).click();
      await (await taken).path();
    });
  });

  step(
    'the coordination office sees what is late, and a paper about it is drafted in two steps',
    async () => {
      const { page, base } = await people.desk('jz.coordinator');
      await withinSteps({ page, base }, 2, async () => {
        await page
          .locator('.desk-pair > div')
          .filter({ hasText: desk.deadlinesLate })
          .getByRole('link')
          .click();
        await page.getByRole('link', { name: draftsPaper }).first().click();
        await page.getByRole('heading', { name: papers.newTitle, exact: true, level: 1 }).waitFor();
      });
    },
  );

  step('an evaluator is let in for one evaluation by two people', async () => {
    const coordinator = await people.as('jz.coordinator');
    const { rows } = done(await coordinator.get('/api/audit/agencies'));
    const opened = done(
      await coordinator.post('/api/evaluations', {
        title: '双随机抽查第三方评估',
        organisation: '某大学评估中心',
        personName: '评估员甲',
        signInName: guest,
        agencyIds: (rows as readonly { id: string }[]).map(({ id }) => id),
        from: '2020-01-01',
        to: '2090-12-31',
        endsOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      }),
    );
    const security = await people.as('jz.security');
    const waiting = done(await security.get('/api/account-grants?limit=50')).rows as readonly {
      readonly id: string;
      readonly account: { readonly signInName: string };
    }[];
    const grant = waiting.find((each) => each.account.signInName === guest);
    done(
      await security.post(`/api/account-grants/${grant?.id ?? ''}/decision`, {
        decision: 'approved',
        reason: '',
      }),
    );
    await people.meet(guest, String(opened.oneTimePassword));
  });

  step(
    'the evaluator samples dossiers with an own seed and verifies the sample; nothing else opens',
    async () => {
      const person = await signInAgain(server, guest);
      const page = await signedInPage(browser, server, person);
      await sampleAndVerify({ page, base: server.base });
      assert.equal((await person.get('/api/draws')).status, 403);
      assert.equal((await person.get('/api/notices?limit=5')).status, 403);
    },
  );
});

async function sampleAndVerify({ page, base }: Desk): Promise<void> {
  await withinSteps({ page, base }, 4, async () => {
    await page.locator('main').getByRole('link', { name: evaluation.own, exact: true }).click();
    await page.getByRole('link', { name: evaluation.samples, exact: true }).click();
    await page.getByLabel(words.purpose, { exact: true }).fill('案卷评查');
    await page.getByLabel(words.wanted, { exact: true }).fill('20');
    await page.getByRole('button', { name: words.commit, exact: true }).click();
    await page.getByLabel(words.seed, { exact: true }).fill('3-17-22-28');
    await page.getByRole('button', { name: words.drawSample, exact: true }).click();
    await page.getByRole('table', { name: words.drawnList }).waitFor();
  });
  await page.getByRole('button', { name: words.verifySample, exact: true }).click();
  await page.getByText(words.sampleHolds, { exact: true }).waitFor();
}
