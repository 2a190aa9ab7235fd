/** The joint task of the second source document, from the published plan to the archived dossier, with two phones. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { shotsFolder, startBrowser } from './screens.ts';
import { newProfile, pictureAll } from './support/browser.ts';
import { attend, commit, onlyDraw, partyLinks, reveal, sealByTwo, typeNumbers } from './support/ceremony.ts';
import {
  agencies,
  type Drawn,
  filing,
  goers,
  type Open,
  png,
  problems,
  type Row,
  scanned,
  standIn,
  type TeamNotice,
  told,
  transfer,
} from './support/joint.ts';
import {
  applyForApproval,
  approve,
  approveReserve,
  claimAll,
  type Desk,
  dispatchWaiting,
  enterPaperVisit,
  enterResult,
  fileDossier,
  issueNotice,
  passReview,
  proposeReserve,
  sealAll,
  tellByTelephone,
} from './support/joint-desk.ts';
import { answerChecklist, orderCode, reportAsEnterprise, takeStep } from './support/joint-followup.ts';
import { done, enter, type Person, refusalOf, stranger } from './support/person.ts';
import {
  enterPhone,
  newPhone,
  openSheet,
  type Phone,
  phoneWords,
  retryAll,
  stripSays,
} from './support/phone.ts';
import { type Proxy, startProxy } from './support/proxy.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';
import { answerAll, enterSite, finish, signRecord } from './support/visit.ts';

describe('the joint visit', () => {
  let server: RunningServer;
  let browser: Browser;
  const people = new Map<string, Person>();
  const as = async (name: string): Promise<Person> => {
    const known = people.get(name) ?? (await enter(server, name));
    people.set(name, known);
    return known;
  };
  const desks = new Map<string, Desk>();
  /** The person's own screen, signed in. */
  const desk = async (name: string): Promise<Desk> => {
    const known = desks.get(name);
    if (known !== undefined) return known;
    const profile = await newProfile(browser);
    const [cookie = '', value = ''] = (await as(name)).cookie.split('=');
    const url = server.base.replace('http:', 'https:');
    await profile.addCookies([
      { name: cookie, value, url, secure: true, httpOnly: true, sameSite: 'Strict' },
    ]);
    const opened = { page: await profile.newPage(), base: server.base };
    desks.set(name, opened);
    return opened;
  };
  let drawId: string;
  let taskId: string;
  let visit: Row;
  let proxy: Proxy;
  const phones: Phone[] = [];
  const pages = (): [Page, Page] => phones.map((phone) => phone.page()) as [Page, Page];
  const step = journeySteps(async () => {
    for (const [at, phone] of phones.entries())
      await phone
        .page()
        .screenshot({ path: join(shotsFolder, `failed-joint-${at}.png`) })
        .catch(() => undefined);
    await pictureAll(browser, 'joint-desk');
  });

  before(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
  });
  after(async () => {
    for (const phone of phones) await phone.remove();
    await browser?.close();
    await proxy?.close();
    await server.remove();
  });

  step('the joint task of the plan is drawn: 6 of 37, three teams', async () => {
    const legal = await as('jc.legal');
    drawId = await onlyDraw(legal);
    await sealByTwo(legal, await as('jc.works'), drawId);
    await attend(legal, drawId);
    const links = await partyLinks(legal, drawId);
    for (const link of links) await commit(stranger(server), link);
    await typeNumbers([legal, await as('jc.works')], drawId, [3, 4]);
    for (const link of links) await reveal(stranger(server), link);
    const drawn = done(await legal.post(`/api/draws/${drawId}/draw`));
    assert.equal(drawn.objects.length, 6);
    const scan = { name: 'record.pdf', bytes: new TextEncoder().encode('%PDF-1.4 signed by those present') };
    done(await legal.upload(`/api/draws/${drawId}/signed-record?actionId=${randomUUID()}`, scan));
  });

  step('the list is sent out; each inspector sees and claims the own visits', async () => {
    const legal = await as('jc.legal');
    const drawn = done(await legal.get(`/api/draws/${drawId}`)) as { objects: readonly Drawn[] };
    const [first] = drawn.objects;
    assert.ok(first);
    for (const who of goers) await standIn(await as(who.legal), who, first);
    taskId = await dispatchWaiting(await desk('jc.legal'));
    const { rows } = done(await legal.get(`/api/tasks/${taskId}/inspections`)) as { rows: readonly Row[] };
    const found = rows.find((row) => row.object.name === first.name);
    assert.ok(found);
    visit = found;
    for (const { account } of goers) {
      const person = await as(account);
      const mine: { id: string; taskId: string }[] = done(await person.get('/api/my-inspections')).rows;
      const own = mine.filter((each) => each.taskId === taskId);
      assert.ok(
        own.some((each) => each.id === visit.id),
        `${account}: ${own.length}`,
      );
      await claimAll(await desk(account));
    }
  });

  step('each agency approves and numbers its own notice; they are handed over as one set', async () => {
    for (const [section, head] of agencies) {
      await applyForApproval(await desk(section), visit.id);
      await approve(await desk(head), visit.object.name);
      await issueNotice(await desk(section), visit.id);
    }
    const works = await as('jc.works');
    const { teams } = done(await works.get(`/api/inspections/${visit.id}/notices`)) as {
      teams: readonly TeamNotice[];
    };
    const numbers = teams.map(({ notice }) => notice.number);
    assert.equal(new Set(numbers).size, 3);
    const noticeIds = teams.map(({ notice }) => notice.id);
    const delivery = { ...told, deliveredAt: new Date().toISOString() };
    const early = await works.post(`/api/inspections/${visit.id}/deliveries`, { ...delivery, noticeIds });
    assert.equal(refusalOf(early), 'paper.not_sealed', 'a notice without its seal is not delivered');
    for (const { legal } of goers) await sealAll(await desk(legal), visit.object.name);
    await tellByTelephone(await desk('jc.works'), visit.id);
  });

  step('two phones take the visit along; the network breaks while both write', async () => {
    proxy = await startProxy(Number(new URL(server.base).port));
    for (const [at, account] of (['jc.inspector', 'fire.inspector'] as const).entries()) {
      const phone = newPhone();
      phones[at] = phone;
      const page = await phone.open();
      await enterPhone(page, proxy.base, account);
      await stripSays(page, phoneWords.stripNone);
    }
    const [lead, partner] = pages();
    await enterSite(lead, visit.id, { name: '张三', post: '安全科长' });
    await stripSays(lead, phoneWords.stripNone, 60_000);
    proxy.weather({ kind: 'cut' });
    await enterSite(partner, visit.id, null);
    await openSheet(lead, visit.id);
    const lines = await answerAll(lead, problems);
    assert.ok(lines >= 10, `${lines} lines`);
    assert.ok((await answerAll(partner, [])) >= 10);
    await stripSays(lead, /待上传/);
    await stripSays(partner, /待上传/);
    proxy.weather({ kind: 'fine' });
    for (const page of pages()) await stripSays(page, phoneWords.stripNone, 90_000);
  });

  step(
    'the record is signed on paper and photographed; the representative refuses before a witness',
    async () => {
      const [lead, partner] = pages();
      await signRecord(lead, visit.id, { reason: '对问题二有意见', witness: '村委会李四' });
      await finish(lead, visit.id);
      await stripSays(lead, phoneWords.stripNone, 90_000);
      await retryAll(partner);
      await stripSays(partner, phoneWords.stripNone, 60_000);
      await finish(partner, visit.id);
      await stripSays(partner, phoneWords.stripNone, 90_000);
    },
  );

  step('the third team, without phones, enters its paper visit in one pass with the scan', async () => {
    await enterPaperVisit(
      await desk('fire.citysection'),
      visit.id,
      scanned('paper.pdf', '%PDF-1.4 paper visit'),
    );
  });

  step('who checked enters, the section reviews, and the overall result is derived', async () => {
    for (const { account, reviewer } of goers) {
      await enterResult(await desk(account), visit.id);
      await passReview(await desk(reviewer), visit.id);
    }
    const works = await as('jc.works');
    const { overall } = done(await works.get(`/api/inspections/${visit.id}/results`));
    assert.equal(overall.isProblem, true, JSON.stringify(overall));
  });

  const openOnes = async (): Promise<readonly Open[]> =>
    done(await (await as('jc.works')).get(`/api/inspections/${visit.id}/followups`)).rows;
  /** The visit's problem of this kind. */
  async function problem(kind: string): Promise<string> {
    const row = (await openOnes()).find((each) => each.kind === kind);
    assert.ok(row, kind);
    return row.findingId;
  }

  step('a dossier is not filed while a problem has no end', async () => {
    const legal = await as('jc.legal');
    const early = await legal.post(`/api/inspections/${visit.id}/dossier`, filing);
    assert.equal(refusalOf(early), 'dossier.problems_open');
    const kinds = (await openOnes()).map((row) => row.kind);
    assert.deepEqual(kinds.toSorted(), ['leniency', 'rectify', 'transferAgency']);
  });

  step('a unit that has closed gives way to the next reserve of the draw, whose team sees it', async () => {
    const legal = await as('jc.legal');
    const { rows } = done(await legal.get(`/api/tasks/${taskId}/inspections`)) as { rows: readonly Row[] };
    const closed = rows.find((row) => row.id !== visit.id);
    assert.ok(closed);
    const photo = scanned('closed.png', png, 'image/png');
    await proposeReserve(await desk('jc.legal'), { drawId, objectName: closed.object.name, photo });
    await approveReserve(await desk('jc.head'), drawId);
    const { amendments } = done(await legal.get(`/api/draws/${drawId}`));
    const [amendment] = amendments;
    const after = done(await legal.get(`/api/tasks/${taskId}/inspections`)) as { rows: readonly Row[] };
    assert.equal(after.rows.length, 7);
    const replaced = after.rows.find((row) => row.id === closed.id);
    const stepped = after.rows.find((row) => row.fromReserve);
    assert.equal(replaced?.outcome, 'replaced');
    assert.equal(stepped?.object.name, amendment.in ?? stepped?.object.name);
    assert.equal(stepped?.teams.length, 3);
  });

  step('one problem is put right, reported by the enterprise and checked again', async () => {
    const works = await desk('jc.works');
    const id = await problem('rectify');
    await takeStep(works, id, { move: 'order' });
    const photo = scanned('mended.png', png, 'image/png');
    const enterprise = await (await newProfile(browser, 'phone')).newPage();
    await reportAsEnterprise(enterprise, server.base, { code: await orderCode(works, id), photo });
    await takeStep(works, id, { move: 'startRecheck', choose: ['mode.documents'] });
    const fields = { [`note:${id}`]: '照片' };
    await takeStep(works, id, { move: 'judgeRecheck', choose: ['verdict.ok'], fields });
  });

  step('one is transferred to the competent agency, with receipt and outcome', async () => {
    const works = await desk('jc.works');
    const id = await problem('transferAgency');
    await takeStep(works, id, { move: 'proposeTransfer', fields: transfer });
    await takeStep(await desk('jc.head'), id, { move: 'decideTransfer', choose: ['agrees.yes'] });
    await takeStep(works, id, { move: 'send', fields: { way: '专人送达' } });
    const fields = { by: '王五', note: '回执1号' };
    await takeStep(works, id, { move: 'receive', choose: ['receives.yes'], fields });
    const note = '已立案';
    await takeStep(works, id, { move: 'conclude', choose: ['outcome.ended'], fields: { note } });
  });

  step('one is not punished: checklist, legal review, the head’s decision, education', async () => {
    const works = await desk('jc.works');
    const id = await problem('leniency');
    await takeStep(works, id, { move: 'proposeLeniency', fill: answerChecklist });
    await takeStep(await desk('jc.legal'), id, { move: 'reviewLeniency', choose: ['agrees.yes'] });
    await takeStep(await desk('jc.head'), id, { move: 'decideLeniency', choose: ['agrees.yes'] });
    const taught = { representative: '张三', content: '讲解台账要求' };
    await takeStep(works, id, { move: 'educate', fields: taught });
    const rows = await openOnes();
    assert.deepEqual([...new Set(rows.map((each) => each.state))], ['closed'], JSON.stringify(rows));
  });

  step('the dossier is filed: one paper, one package with its manifest', async () => {
    const legal = await as('jc.legal');
    await fileDossier(await desk('jc.legal'), visit.id);
    const { rows } = done(await legal.get('/api/dossiers'));
    const listed = rows.find((row: { inspectionId: string }) => row.inspectionId === visit.id);
    assert.ok(listed, JSON.stringify(rows));
    assert.deepEqual([listed.state, listed.missingFiles, listed.carriedOpen], ['built', 0, 0]);
    assert.ok(listed.pieces >= 10 && listed.evidenceFiles >= 4, JSON.stringify(listed));
  });
});
