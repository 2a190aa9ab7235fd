/**
 * Two draws of the demo. The joint task of the second source document (base 37, 15 %, two agencies of different
 * levels invited and confirmed) waits to be checked and drawn. The other was drawn, filed and released some days ago,
 * by the same services, with contributions that nobody chose, so that the portal has something to verify.
 */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Attendee, DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { drawSettings } from '@mingcha/core/draws/draw-task.ts';
import { hex, partyCommitment } from '@mingcha/draw';
import { attendDraw, listPartyLinks, typeNumber } from '../draws/ceremony.service.ts';
import { releaseDraw } from '../draws/closing.service.ts';
import { drawNow } from '../draws/draw.service.ts';
import { storeSignedRecord } from '../draws/file.service.ts';
import { serverHash } from '../draws/hash.ts';
import { commitAsParty, readParty, revealAsParty } from '../draws/party.service.ts';
import { prefillDraw } from '../draws/prefill.service.ts';
import { recordPaper } from '../draws/record-paper.ts';
import { readRecord } from '../draws/record-view.ts';
import { confirmSeal, proposeSeal } from '../draws/seal.service.ts';
import { answerInvitation, checkDraw, createDraw } from '../draws/task.service.ts';
import { listDrawable } from '../plans/view.ts';
import { renderPdf } from '../platform/documents/paper-pdf.ts';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import type { DemoClock } from './demo-clock.ts';
import { demoApproval, demoItem } from './draw-basis.ts';
import { must } from './must.ts';
import { chemicals, mining, visitedEnough, workshops } from './objects.ts';
import type { Organisation } from './organisation.ts';

/** The joint task is made from its plan entry and its partners have confirmed; nobody has checked it yet. */
export async function loadJointTask(platform: Platform, organisation: Organisation): Promise<void> {
  const { actors } = organisation;
  const write = writerOf(platform);
  const legal = actors['jc.legal'];
  const entry = must(await listDrawable(platform, legal)).rows.find((row) =>
    row.fields.scene.includes(mining),
  );
  if (entry === undefined) throw new Error(`the demo plan has no entry about ${mining}`);
  const planned = must(await prefillDraw(platform, legal, entry.entryId)).settings;
  const settings = drawSettings.parse({ ...planned, ...inTheRoom(platform.clock.today()) });
  const { id } = must(await createDraw(platform, write(legal, 'draws.create'), settings));
  for (const partner of [actors['fire.city'], actors['fire.urban']]) {
    const answer = { answer: 'confirmed', inspectorIds: null } as const;
    must(await answerInvitation(platform, { ...write(partner, 'draws.answerInvitation'), id }, answer));
  }
}

/** What the plan does not say: room, ceremony, and when the names open. */
function inTheRoom(today: string): Pick<DrawSettingsInput, 'place' | 'ceremony' | 'disclosure'> {
  return {
    place: '三楼会议室',
    ceremony: {
      preset: 'B',
      onMissing: 'void',
      sources: [
        { kind: 'party', role: '纪检监察' },
        { kind: 'party', role: '司法行政' },
        { kind: 'party', role: '企业代表' },
        { kind: 'digits', who: '工程科代表', length: 20 },
        { kind: 'digits', who: '监督代表', length: 20 },
      ],
    },
    // Results are due twenty working days after the last visit.
    disclosure: { mode: 'sealed', releaseAt: `${addDays(today, 148)}T01:00:00Z` },
  };
}

/** Draws among the safety bureau's objects, files the record, and releases once `releaseAfterDays` have passed. */
export async function loadReleasedDraw(
  platform: Platform & { readonly clock: DemoClock },
  organisation: Organisation,
): Promise<void> {
  const { clock } = platform;
  const { actors } = organisation;
  const [legal, safety] = [actors['jz.legal'], actors['jz.safety']];
  const write = writerOf(platform);
  const itemKey = await demoItem(platform, legal, '危险化学品经营企业安全管理情况的检查');
  const settings = drawSettings.parse({ ...safetyTask(platform, legal), itemKeys: [itemKey] });
  const { id } = must(await createDraw(platform, write(legal, 'draws.create'), settings));
  clock.advance(20);
  must(await checkDraw(platform, { ...write(legal, 'draws.check'), id }));
  clock.advance(5);
  must(await proposeSeal(platform, { ...write(legal, 'draws.proposeSeal'), id }));
  clock.advance(2);
  must(await confirmSeal(platform, { ...write(safety, 'draws.confirmSeal'), id }));
  await signIn(platform, { legal, id });
  await contribute(platform, { legal, second: safety, id });
  must(await drawNow(platform, { ...write(legal, 'draws.draw'), id }));
  clock.advance(25);
  await fileRecord(platform, { legal, id });
  clock.advance(releaseAfterDays * 24 * 60);
  must(await releaseDraw(platform, { ...write(legal, 'draws.release'), id }));
}

const releaseAfterDays = 3;

function safetyTask(platform: Platform, legal: Actor): DrawSettingsInput {
  const today = platform.clock.today();
  const groups = [
    { agencyId: legal.agencyId, lead: true, n: 1 },
    { agencyId: legal.agencyId, n: 1 },
  ];
  return {
    series: Number(today.slice(0, 4)),
    item: { code: 'AQ-01', name: '危险化学品和工贸企业安全生产' },
    origin: demoApproval(
      '关于开展危险化学品和工贸企业专项检查的通知（演示）',
      `晋应急〔${today.slice(0, 4)}〕1号`,
      addDays(today, -10),
    ),
    window: { from: addDays(today, 1), to: addDays(today, 60) },
    place: '二楼会议室',
    scope: { mode: 'targeted', filter: { industry: [chemicals, workshops] } },
    exclusions: [{ reason: 'frequencyCap', where: { tag: [visitedEnough] } }],
    strata: [
      { rule: 'draw', code: 'W', name: chemicals, where: { industry: [chemicals] }, rate: [30, 100] },
      { rule: 'draw', code: 'CD', name: '工贸 信用C、D类', where: { credit: ['C', 'D'] }, rate: [15, 100] },
      { rule: 'draw', code: 'AB', name: '工贸 信用A、B类', rate: [5, 100], round: 'half', min: 1 },
    ],
    teams: [{ stratum: '*', groups }],
    ceremony: {
      preset: 'B',
      onMissing: 'void',
      sources: [
        { kind: 'party', role: '纪检监察' },
        { kind: 'party', role: '公证' },
        { kind: 'party', role: '企业代表' },
        { kind: 'digits', who: '安全生产监督管理股代表', length: 20 },
        { kind: 'digits', who: '监督代表', length: 20 },
      ],
    },
    disclosure: { mode: 'sealed', releaseAt: `${addDays(today, releaseAfterDays)}T01:00:00Z` },
  };
}

interface Running {
  readonly legal: Actor;
  readonly id: string;
}

async function signIn(platform: Platform, { legal, id }: Running): Promise<void> {
  const present: readonly Attendee[] = [
    { name: '秦国栋', section: '局领导', capacity: 'host', outside: false },
    { name: legal.personName, section: '政策法规股', capacity: 'operator', outside: false },
    { name: '高海涛', section: '安全生产监督管理股', capacity: 'sectionDelegate', outside: false },
    { name: '孟静怡', section: '派驻纪检监察组', capacity: 'supervisor', outside: true },
    { name: '白雨桐', section: '公证处', capacity: 'witness', outside: true },
  ];
  const write = writerOf(platform);
  for (const attendee of present)
    must(await attendDraw(platform, { ...write(legal, 'draws.attend'), id }, attendee));
}

/** Commitments, numbers typed twice, reveals, in that order; nobody chose what they say. */
async function contribute(
  platform: Platform & { readonly clock: DemoClock },
  { legal, second, id }: Running & { readonly second: Actor },
): Promise<void> {
  const { clock } = platform;
  const write = writerOf(platform);
  const links = must(await listPartyLinks(platform, legal, id)).rows;
  const parties = links.map(({ path }) => ({
    token: path.slice(path.lastIndexOf('/') + 1),
    nonce: platform.random.bytes(32),
  }));
  const asParty = (token: string, routeId: string, audit: string) => ({
    token,
    actionId: platform.ids.next(),
    routeId,
    audit,
  });
  for (const { token, nonce } of parties) {
    clock.advance(2);
    const { freezeId, j, suite } = must(await readParty(platform, token));
    const commitment = partyCommitment(serverHash(suite), { freezeId, j }, nonce);
    const as = asParty(token, 'ceremony.commit', 'draw.committed');
    must(await commitAsParty(platform, as, { commitment, madeOn: 'device' }));
  }
  for (const j of [3, 4]) {
    clock.advance(4);
    const text = twentyDigits(platform);
    for (const typist of [legal, second])
      must(await typeNumber(platform, { ...write(typist, 'draws.typeNumber'), id }, { j, text }));
  }
  for (const { token, nonce } of parties) {
    clock.advance(1);
    must(await revealAsParty(platform, asParty(token, 'ceremony.reveal', 'draw.revealed'), hex(nonce)));
  }
}

/** As twenty draws of a ball with replacement; bytes of 250 and more are drawn again, so that no digit is favoured. */
function twentyDigits(platform: Platform): string {
  const fair = [...platform.random.bytes(64)].filter((byte) => byte < 250);
  return fair
    .slice(0, 20)
    .map((byte) => byte % 10)
    .join('');
}

async function fileRecord(platform: Platform, { legal, id }: Running): Promise<void> {
  const record = must(await readRecord(platform, legal, id));
  const { zone, publicUrl, port } = platform.config;
  const site = publicUrl ?? `http://localhost:${port}/p`;
  const pdf = await renderPdf(recordPaper(record, { locale: 'zh', zone, site }));
  const path = platform.files.temporaryPath();
  await writeFile(path, pdf);
  try {
    const upload: Upload = {
      fileName: '抽取记录表（演示，未签字）.pdf',
      contentType: 'application/pdf',
      path,
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    };
    const write = writerOf(platform);
    must(await storeSignedRecord(platform, { ...write(legal, 'draws.uploadSignedRecord'), id, upload }));
  } finally {
    await rm(path, { force: true });
  }
}

function writerOf(platform: Platform) {
  return (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
}
