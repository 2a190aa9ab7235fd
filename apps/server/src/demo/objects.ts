/** A few hundred invented objects of the kinds that the two bureaus supervise, entered as an officer would. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ObjectFields } from '@mingcha/core/registers/object.ts';
import type { Platform } from '../platform/platform.ts';
import { createObject } from '../registers/object.service.ts';
import { creditCode, personName, spread, unitWord } from './invented.ts';
import { must } from './must.ts';
import { inventDepth } from './object-details.ts';
import type { Organisation } from './organisation.ts';

/** Words of the field 行业 that the draws select by. */
export const mining = '非煤矿山';
export const chemicals = '危险化学品';
export const workshops = '工贸';
/** Objects that have had their yearly visits stay out of the draw. */
export const visitedEnough = '本年度已查满频次';

/** The pool of the joint task in the second source document. */
export const mineCount = 37;

interface Kind {
  readonly count: number;
  readonly industry: string;
  readonly kind: ObjectFields['kind'];
  /** What follows the place and the invented word. */
  readonly endings: readonly string[];
  readonly section: string;
  readonly tags: readonly string[];
  /** Letters of a local code; such objects have no credit code. */
  readonly localCode?: string;
}

interface Area {
  readonly name: string;
  readonly code: string;
}

const jincheng: readonly Area[] = [
  { name: '城区', code: '140502' },
  { name: '泽州县', code: '140525' },
  { name: '高平市', code: '140581' },
  { name: '阳城县', code: '140522' },
];
const jinzhou: readonly Area[] = [
  { name: '晋州镇', code: '130183' },
  { name: '总十庄镇', code: '130183' },
  { name: '营里镇', code: '130183' },
  { name: '桃园镇', code: '130183' },
];

const worksKinds: readonly Kind[] = [
  {
    count: mineCount,
    industry: mining,
    kind: 'enterprise',
    endings: ['石灰岩矿有限公司', '铝土矿有限公司', '页岩矿有限公司', '建筑石料矿有限公司', '石膏矿有限公司'],
    section: '工程科',
    tags: ['露天开采', '重点监管'],
  },
  {
    count: 64,
    industry: '人防工程',
    kind: 'facility',
    endings: ['小区人防地下室', '广场人防工程', '商厦人防地下室', '医院人防工程'],
    section: '工程科',
    tags: ['平战结合', '已移交'],
    localCode: 'RF',
  },
  {
    count: 24,
    industry: '结建人防工程',
    kind: 'project',
    endings: ['花园结建人防工程', '商务中心结建人防工程', '学校结建人防工程'],
    section: '工程科',
    tags: ['在建'],
    localCode: 'JJ',
  },
  {
    count: 16,
    industry: '人防设备',
    kind: 'enterprise',
    endings: ['人防设备有限公司', '防护门窗有限公司', '人防工程监理有限公司'],
    section: '标准事务中心',
    tags: ['从业单位'],
  },
];
const safetyKinds: readonly Kind[] = [
  {
    count: 40,
    industry: chemicals,
    kind: 'enterprise',
    endings: ['化工有限公司', '精细化学品有限公司', '气体有限公司', '加油站', '涂料有限公司'],
    section: '安全生产监督管理股',
    tags: ['重大危险源', '重点监管', '有限空间'],
  },
  {
    count: 84,
    industry: workshops,
    kind: 'enterprise',
    endings: [
      '纺织有限公司',
      '机械制造有限公司',
      '食品有限公司',
      '木业有限公司',
      '包装制品有限公司',
      '金属制品有限公司',
    ],
    section: '安全生产监督管理股',
    tags: ['粉尘涉爆', '有限空间', '涉氨制冷'],
  },
  {
    count: 36,
    industry: workshops,
    kind: 'individualBusiness',
    endings: ['木器加工店', '门窗加工部', '纺纱作坊', '铸造加工部'],
    section: '应急管理综合行政执法大队',
    tags: ['小微'],
    localCode: 'GT',
  },
  {
    count: 20,
    industry: '防汛设施',
    kind: 'facility',
    endings: ['排洪渠', '防汛泵站', '避难场所'],
    section: '自然灾害防御股',
    tags: ['汛期重点'],
    localCode: 'ZH',
  },
];

export interface LoadedObjects {
  /** Ids of the mines, in order. */
  readonly mines: readonly string[];
  readonly chemicals: readonly string[];
  /** Makers and inspectors of protective equipment. */
  readonly equipment: readonly string[];
  readonly floodWorks: readonly string[];
}

export async function loadObjects(platform: Platform, organisation: Organisation): Promise<LoadedObjects> {
  const enter = (registrar: 'jc.works' | 'jz.safety', kind: Kind, from: number) =>
    enterKind(platform, organisation, { registrar, kind, from });
  const ids = new Map<Kind, readonly string[]>();
  let serial = 0;
  for (const kind of worksKinds) {
    ids.set(kind, await enter('jc.works', kind, serial));
    serial += kind.count;
  }
  for (const kind of safetyKinds) {
    ids.set(kind, await enter('jz.safety', kind, serial));
    serial += kind.count;
  }
  const idsOf = (industry: string) =>
    [...ids].filter(([kind]) => kind.industry === industry).flatMap(([, list]) => list);
  return {
    mines: idsOf(mining),
    chemicals: idsOf(chemicals),
    equipment: idsOf('人防设备'),
    floodWorks: idsOf('防汛设施'),
  };
}

async function enterKind(
  platform: Platform,
  organisation: Organisation,
  plan: { readonly registrar: 'jc.works' | 'jz.safety'; readonly kind: Kind; readonly from: number },
): Promise<readonly string[]> {
  const { registrar, kind, from } = plan;
  const actor: Actor = organisation.actors[registrar];
  const isWorks = registrar === 'jc.works';
  const sectionId = organisation.sectionId(isWorks ? 'civilAirDefence' : 'emergency', kind.section);
  const ids: string[] = [];
  for (let i = 0; i < kind.count; i += 1) {
    const areas = isWorks ? jincheng : jinzhou;
    const area = areas[(i * 7) % areas.length] ?? { name: '', code: '' };
    const fields = { ...inventObject(kind, { i, serial: from + i, area }), sectionId };
    const today = platform.clock.today();
    const made = await createObject(platform, actor, {
      actionId: platform.ids.next(),
      fields: {
        ...fields,
        creditClassOn: addDays(today, -200 + (i % 90)),
        registeredOn: addDays(today, -900 - i * 41),
        riskOn: addDays(today, -320 + (i % 120)),
      },
    });
    ids.push(must(made).id);
  }
  return ids;
}

type Invented = Omit<ObjectFields, 'sectionId' | 'creditClassOn' | 'registeredOn' | 'riskOn'>;

function inventObject(kind: Kind, number: { i: number; serial: number; area: Area }): Invented {
  const { i, serial, area } = number;
  const ending = kind.endings[i % kind.endings.length] ?? '';
  // The words repeat after 42; a second word keeps later names apart.
  const word = unitWord(serial) + (i < 42 ? '' : unitWord(serial + 17));
  return {
    kind: kind.kind,
    name: `${area.name}${word}${ending}`,
    formerNames: [],
    uscc: kind.localCode === undefined ? creditCode(area.code, serial + 1) : null,
    registrationNumber: null,
    localCode:
      kind.localCode === undefined
        ? null
        : `${kind.localCode}-${area.code}-${String(i + 1).padStart(4, '0')}`,
    address: `${area.name}${unitWord(i + 9)}路${1 + ((i * 13) % 180)}号`,
    divisionCode: area.name,
    industry: kind.industry,
    riskLevel: spread(serial, [
      [14, 'major'],
      [26, 'higher'],
      [40, 'general'],
      [20, 'low'],
    ]),
    creditClass: spread(serial + 29, [
      [34, 'A'],
      [36, 'B'],
      [20, 'C'],
      [10, 'D'],
    ]),
    tags: [
      kind.tags[i % kind.tags.length] ?? '',
      ...(i % 17 === 16 && kind.industry === workshops ? [visitedEnough] : []),
    ],
    responsiblePerson: personName(serial + 60),
    remark: '',
    ...inventDepth(kind, { i, serial, area: area.name }),
  };
}
