/** Invented inspectors, one standing team and a few declarations of interest. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Platform } from '../platform/platform.ts';
import { createInspector } from '../registers/inspector.service.ts';
import { declareInterest, saveTeam } from '../registers/inspector-relations.service.ts';
import { tieAccount } from '../registers/inspectors/account-tie.service.ts';
import { personName } from './invented.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { AgencyName, Organisation, PersonKey } from './organisation.ts';

interface Corps {
  readonly agency: AgencyName;
  readonly registrar: PersonKey;
  /** Beginning of the certificate numbers. */
  readonly letters: string;
  readonly sections: readonly (readonly [name: string, people: number])[];
  readonly specialities: readonly (readonly string[])[];
  readonly areas: readonly (readonly string[])[];
  readonly account: PersonKey | null;
}

const everywhere: readonly string[] = ['*'];
const establishments = ['established', 'established', 'institution', 'established', 'seconded'] as const;
const corps: readonly Corps[] = [
  {
    agency: 'civilAirDefence',
    registrar: 'jc.legal',
    letters: 'DEMO-RF',
    sections: [
      ['工程科', 8],
      ['标准事务中心', 4],
      ['法宣科', 3],
    ],
    specialities: [['人防工程'], ['非煤矿山', '结构'], ['人防工程', '通风'], ['非煤矿山']],
    areas: [everywhere, everywhere, ['城区', '泽州县'], everywhere, ['高平市', '阳城县']],
    account: 'jc.inspector',
  },
  {
    agency: 'detachment',
    registrar: 'fire.city',
    letters: 'DEMO-ZD',
    sections: [['防火监督处', 8]],
    specialities: [['消防监督'], ['消防监督', '电气']],
    areas: [everywhere],
    account: null,
  },
  {
    agency: 'brigade',
    registrar: 'fire.urban',
    letters: 'DEMO-CQ',
    sections: [['监督执法科', 8]],
    specialities: [['消防监督'], ['消防监督', '火灾调查']],
    areas: [['城区'], everywhere],
    account: 'fire.inspector',
  },
  {
    agency: 'emergency',
    registrar: 'jz.legal',
    letters: 'DEMO-YJ',
    sections: [
      ['应急管理综合行政执法大队', 12],
      ['安全生产监督管理股', 6],
      ['自然灾害防御股', 4],
    ],
    specialities: [['危险化学品'], ['工贸'], ['工贸', '危险化学品'], ['防汛', '工贸']],
    areas: [everywhere],
    account: 'jz.inspector',
  },
];

/** Inspectors of each agency in the order of their entry. */
export type InspectorIds = Readonly<Partial<Record<AgencyName, readonly string[]>>>;

export async function loadInspectors(
  platform: Platform,
  organisation: Organisation,
  objects: LoadedObjects,
): Promise<InspectorIds> {
  const ids: Partial<Record<AgencyName, readonly string[]>> = {};
  let first = 0;
  for (const plan of corps) {
    const entered = await enterCorps(platform, organisation, { plan, first });
    ids[plan.agency] = entered;
    first += entered.length;
  }
  await loadTeam(platform, organisation, ids);
  await loadDeclarations(platform, organisation, { ids, objects });
  return ids;
}

async function enterCorps(
  platform: Platform,
  organisation: Organisation,
  { plan, first }: { readonly plan: Corps; readonly first: number },
): Promise<readonly string[]> {
  const actor = organisation.actors[plan.registrar];
  const sections = plan.sections.flatMap(([name, people]) => Array.from({ length: people }, () => name));
  const ids: string[] = [];
  for (const [i, section] of sections.entries()) {
    // The account's own person is the first of the list.
    const account = i === 0 && plan.account !== null ? organisation.actors[plan.account] : null;
    const made = await createInspector(platform, actor, {
      actionId: platform.ids.next(),
      fields: {
        name: account?.personName ?? personName(first + i),
        certificateNumber: `${plan.letters}${String(i + 1).padStart(3, '0')}`,
        certificateValidTo: certificateEnd(platform, i, sections.length),
        specialities: [...(plan.specialities[i % plan.specialities.length] ?? [])],
        areas: [...(plan.areas[i % plan.areas.length] ?? everywhere)],
        canLead: i % 3 === 0,
        post: i % 3 === 0 ? '主办' : '协办',
        yearlyCap: null,
        priorLoad: (i * 5) % 4,
        sectionId: organisation.sectionId(plan.agency, section),
        establishment: establishments[i % establishments.length] ?? 'established',
        level: i % 3 === 0 ? '一级主办' : '二级主办',
        postSince: addDays(platform.clock.today(), -400 - i * 113),
        qualifications: i % 4 === 0 ? ['注册安全工程师'] : [],
      },
    });
    const { id } = must(made);
    ids.push(id);
    if (account !== null)
      must(
        await tieAccount(platform, actor, {
          actionId: platform.ids.next(),
          id,
          accountId: account.accountId,
        }),
      );
  }
  return ids;
}

/** Most certificates hold for years; the last but one ends soon, the last has ended: both are seen in the list. */
function certificateEnd(platform: Platform, i: number, count: number): string {
  const today = platform.clock.today();
  if (count > 10 && i === count - 1) return addDays(today, -20);
  if (count > 10 && i === count - 2) return addDays(today, 45);
  return addDays(today, 500 + ((i * 97) % 900));
}

async function loadTeam(platform: Platform, organisation: Organisation, ids: InspectorIds): Promise<void> {
  const memberIds = (ids.emergency ?? []).slice(2, 4);
  const team = {
    actionId: platform.ids.next(),
    name: '执法大队一中队',
    memberIds,
    status: 'active',
  } as const;
  must(await saveTeam(platform, organisation.actors['jz.legal'], team));
}

async function loadDeclarations(
  platform: Platform,
  organisation: Organisation,
  known: { readonly ids: InspectorIds; readonly objects: LoadedObjects },
): Promise<void> {
  const { ids, objects } = known;
  const declare = async (
    registrar: PersonKey,
    of: { readonly inspectorId: string | undefined; readonly objectId: string | undefined },
    why: { readonly relation: 'kinship' | 'formerEmployment' | 'previousVisit'; readonly note: string },
  ) => {
    const { inspectorId = '', objectId = '' } = of;
    const input = { actionId: platform.ids.next(), inspectorId, objectId, ...why, validTo: null };
    must(await declareInterest(platform, organisation.actors[registrar], input));
  };
  const works = ids.civilAirDefence ?? [];
  const safety = ids.emergency ?? [];
  await declare(
    'jc.legal',
    { inspectorId: works[1], objectId: objects.mines[0] },
    { relation: 'kinship', note: '配偶在该矿任职' },
  );
  await declare(
    'jc.legal',
    { inspectorId: works[4], objectId: objects.mines[11] },
    { relation: 'formerEmployment', note: '三年内曾在该矿工作' },
  );
  await declare(
    'jz.legal',
    { inspectorId: safety[2], objectId: objects.chemicals[3] },
    { relation: 'kinship', note: '' },
  );
  await declare(
    'jz.legal',
    { inspectorId: safety[5], objectId: objects.chemicals[8] },
    { relation: 'previousVisit', note: '上次检查即由本人承担' },
  );
}
