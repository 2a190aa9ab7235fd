/**
 * Two draws of the demo. The joint task of the second source document (base 37, 15 %, two agencies of different
 * levels invited and confirmed) waits to be checked and drawn. The other was drawn, filed and released some days ago,
 * by the same services, with contributions that nobody chose, so that the portal has something to verify.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { drawSettings } from '@mingcha/core/draws/draw-task.ts';
import { releaseDraw } from '../draws/closing.service.ts';
import { prefillDraw } from '../draws/prefill.service.ts';
import { answerInvitation, createDraw } from '../draws/task.service.ts';
import { listDrawable } from '../plans/view.ts';
import type { Platform } from '../platform/platform.ts';
import { holdDraw } from './ceremony.ts';
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
  await holdDraw(platform, { legal, second: safety, id });
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

function writerOf(platform: Platform) {
  return (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
}
