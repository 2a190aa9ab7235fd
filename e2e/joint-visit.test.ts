/** The joint task of the second source document, from the published plan to the archived dossier, with two phones. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { TeamResultView } from '@mingcha/core/inspections/results/result-api.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Page } from 'playwright-core';
import { shotsFolder } from './screens.ts';
import { attend, commit, onlyDraw, partyLinks, reveal, sealByTwo, typeNumbers } from './support/ceremony.ts';
import {
  agencies,
  conforming,
  type Drawn,
  filing,
  goers,
  type Open,
  png,
  problems,
  type Row,
  standIn,
  type TeamNotice,
  today,
  told,
  transfer,
} from './support/joint.ts';
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
  const people = new Map<string, Person>();
  const as = async (name: string): Promise<Person> => {
    const known = people.get(name) ?? (await enter(server, name));
    people.set(name, known);
    return known;
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
  });

  /** The results of the person's own team. */
  async function teamOf(person: Person): Promise<TeamResultView> {
    const { teams } = done(await person.get(`/api/inspections/${visit.id}/results`)) as {
      teams: readonly TeamResultView[];
    };
    const own = teams.find((team) => team.maySubmit || team.mayReview);
    const stages = teams.map((team) => `${team.agencyName} ${team.stage}`).join();
    assert.ok(own, `${person.signInName}: ${stages}`);
    return own;
  }

  before(async () => {
    server = await startServer();
  });
  after(async () => {
    for (const phone of phones) await phone.remove();
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
    const [pending] = done(await legal.get('/api/pending-dispatches')).rows;
    assert.equal(pending.waitsFor, null);
    const order = { source: pending.source, claimDue: pending.due, instructions: '' };
    taskId = done(await legal.post('/api/tasks', order)).id;
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
      done(await person.post('/api/my-inspections/claim', { inspectionIds: own.map((each) => each.id) }));
    }
  });

  step('each agency approves and numbers its own notice; they are handed over as one set', async () => {
    for (const [section, head] of agencies) {
      const applied = done(
        await (await as(section)).post('/api/inspection-approvals', { inspectionIds: [visit.id], note: '' }),
      );
      assert.deepEqual(applied.notDone, []);
      const leader = await as(head);
      const { rows } = done(await leader.get('/api/inspection-approvals'));
      const [waiting] = rows.filter(
        (row: { inspectionId: string; mayDecide: boolean }) => row.inspectionId === visit.id && row.mayDecide,
      );
      done(
        await leader.post('/api/inspection-approvals/decisions', {
          decision: 'approve',
          opinion: '同意',
          approvals: [{ id: waiting.id, version: waiting.version }],
        }),
      );
      const notice = {
        materials: ['安全生产管理制度'],
        place: '会议室',
        contactName: '张三',
        contactPhone: '0356-1',
      };
      done(await (await as(section)).post(`/api/inspections/${visit.id}/notices`, notice));
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
    for (const { legal } of goers) {
      const person = await as(legal);
      const { rows } = done(await person.get('/api/paper-seals')) as {
        rows: readonly { id: string; number: string; version: number }[];
      };
      const paper = rows.find((row) => numbers.includes(row.number));
      assert.ok(paper, legal);
      done(
        await person.post(`/api/papers/${paper.id}/seal`, {
          version: paper.version,
          sealedOn: today(),
          registerNo: '印2026-1',
        }),
      );
    }
    done(await works.post(`/api/inspections/${visit.id}/deliveries`, { ...delivery, noticeIds }));
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
    const person = await as('fire.citysection');
    const scan = { name: 'paper.pdf', bytes: new TextEncoder().encode('%PDF-1.4 paper visit') };
    const kept = done(
      await person.upload(`/api/inspections/${visit.id}/scans?actionId=${randomUUID()}`, scan),
    );
    const form = done(await person.get(`/api/inspections/${visit.id}/paper-visit`)).visit as PackedVisit;
    done(await person.post(`/api/inspections/${visit.id}/paper-visit`, { visit: conforming(form, kept.id) }));
  });

  step('who checked enters, the section reviews, and the overall result is derived', async () => {
    for (const { account, reviewer } of goers) {
      const person = await as(account);
      const team = await teamOf(person);
      assert.equal(team.maySubmit, true, account);
      const items = team.items.map(({ itemKey, suggested }) => ({
        itemKey,
        code: suggested ?? 'noProblem',
        note: '',
      }));
      const entered = { items, findings: team.found, concealment: '', onBehalf: null };
      const ofTeam = { agencyId: team.agencyId, version: team.version };
      done(await person.post(`/api/inspections/${visit.id}/results`, { ...ofTeam, ...entered }));
      const legal = await as(reviewer);
      const waiting = await teamOf(legal);
      const review = {
        agencyId: waiting.agencyId,
        version: waiting.version,
        decision: 'pass',
        opinion: '同意',
      };
      done(await legal.post(`/api/inspections/${visit.id}/reviews`, review));
    }
    const works = await as('jc.works');
    const { overall } = done(await works.get(`/api/inspections/${visit.id}/results`));
    assert.equal(overall.isProblem, true, JSON.stringify(overall));
  });

  const openOnes = async (): Promise<readonly Open[]> =>
    done(await (await as('jc.works')).get(`/api/inspections/${visit.id}/followups`)).rows;
  /** One move on the visit's problem of this kind. */
  async function move(who: string, kind: string, form: object): Promise<void> {
    const row = (await openOnes()).find((each) => each.kind === kind);
    assert.ok(row, kind);
    const items = [{ findingId: row.findingId, version: row.version }];
    done(await (await as(who)).post('/api/followup-moves', { items, form }));
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
    const { objects } = done(await legal.get(`/api/draws/${drawId}`)) as { objects: readonly Drawn[] };
    const struck = objects.find((object) => object.name === closed.object.name);
    const photo = { name: 'closed.png', bytes: png };
    const act = `?actionId=${randomUUID()}`;
    const { sha256 } = done(await legal.upload(`/api/draws/${drawId}/evidence${act}`, photo));
    const request = {
      c: struck?.c,
      reason: 'closedDown',
      text: '大门封闭，营业执照已注销',
      evidenceSha256: sha256,
    };
    const proposed = done(await legal.post(`/api/draws/${drawId}/replacements`, request));
    const [amendment] = proposed.amendments;
    const head = await as('jc.head');
    done(await head.post(`/api/draws/${drawId}/amendments/${amendment.id}/approval`));
    const after = done(await legal.get(`/api/tasks/${taskId}/inspections`)) as { rows: readonly Row[] };
    assert.equal(after.rows.length, 7);
    const replaced = after.rows.find((row) => row.id === closed.id);
    const stepped = after.rows.find((row) => row.fromReserve);
    assert.equal(replaced?.outcome, 'replaced');
    assert.equal(stepped?.object.name, amendment.in ?? stepped?.object.name);
    assert.equal(stepped?.teams.length, 3);
  });

  step('one problem is put right, reported by the enterprise and checked again', async () => {
    await move('jc.works', 'rectify', { move: 'order', measures: '', power: [], days: [] });
    await move('jc.works', 'rectify', { move: 'report', note: '已整改', by: '张三', phone: '' });
    await move('jc.works', 'rectify', { move: 'startRecheck', mode: 'documents', on: today() });
    const row = (await openOnes()).find((each) => each.kind === 'rectify');
    const verdicts = [{ findingId: row?.findingId, verdict: 'ok', note: '照片', extendTo: null }];
    await move('jc.works', 'rectify', { move: 'judgeRecheck', on: today(), verdicts, note: '' });
  });

  step('one is transferred to the competent agency, with receipt and outcome', async () => {
    const kind = 'transferAgency';
    await move('jc.works', kind, { move: 'proposeTransfer', transfer });
    await move('jc.head', kind, { move: 'decideTransfer', agrees: true, opinion: '同意' });
    const sent = { at: new Date().toISOString(), way: '专人送达', copyAt: null, handover: null };
    await move('jc.works', kind, { move: 'send', ...sent });
    await move('jc.works', kind, { move: 'receive', agrees: true, on: today(), by: '王五', note: '回执1号' });
    await move('jc.works', kind, { move: 'conclude', outcome: 'ended', on: today(), note: '已立案' });
  });

  step('one is not punished: checklist, legal review, the head’s decision, education', async () => {
    const row = (await openOnes()).find((each) => each.kind === 'leniency');
    const works = await as('jc.works');
    const list = done(await works.get(`/api/followups/${row?.findingId}/leniency?ground=minorCorrected`));
    const checks = list.checks.map(({ condition }: { condition: object }) => ({
      condition,
      answer: 'met',
      note: '现场照片',
    }));
    const reasons = { facts: '台账缺一页', reasons: '当场补齐，未造成危害' };
    const proposal = { ground: list.ground, entryKey: list.entryKey, ...reasons, checks, isCommitted: true };
    await move('jc.works', 'leniency', { move: 'proposeLeniency', proposal });
    await move('jc.legal', 'leniency', { move: 'reviewLeniency', agrees: true, opinion: '同意' });
    await move('jc.head', 'leniency', { move: 'decideLeniency', agrees: true, opinion: '同意' });
    const taught = { place: '会议室', content: '讲解台账要求', statement: '', representative: '张三' };
    await move('jc.works', 'leniency', { move: 'educate', at: new Date().toISOString(), ...taught });
    const rows = await openOnes();
    assert.deepEqual([...new Set(rows.map((each) => each.state))], ['closed'], JSON.stringify(rows));
  });

  step('the dossier is filed: one paper, one package with its manifest', async () => {
    const legal = await as('jc.legal');
    const { id } = done(await legal.post(`/api/inspections/${visit.id}/dossier`, filing));
    const [listed] = done(await legal.get('/api/dossiers')).rows;
    assert.deepEqual([listed.id, listed.state, listed.missingFiles, listed.carriedOpen], [id, 'built', 0, 0]);
    assert.ok(listed.pieces >= 10 && listed.evidenceFiles >= 4, JSON.stringify(listed));
  });
});
