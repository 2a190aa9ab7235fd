/** The two bureaus' published rule books, and this year's visits to some objects with what the ledger warns of. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { VisitFields } from '@mingcha/core/registers/rules/frequency-api.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Platform } from '../platform/platform.ts';
import { enterVisit } from '../registers/rules/frequency.service.ts';
import { createRuleBook, saveRuleBook, stepRuleBook } from '../registers/rules/rule-book.service.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation, PersonKey } from './organisation.ts';

interface Bureau {
  readonly drafter: PersonKey;
  readonly legal: PersonKey;
  readonly head: PersonKey;
  readonly preset: 'hebei' | 'shanxi';
  readonly reason: string;
  readonly place: string;
  /** What the bureau's own document says otherwise than the package. */
  readonly own: (rules: RuleBook) => RuleBook;
}

/** The bureaus' own rates are not published; these are invented. */
const demoNote = '演示比例，并非该机关的真实规定。';

const bureaus: readonly Bureau[] = [
  {
    drafter: 'jz.safety',
    legal: 'jz.legal',
    head: 'jz.head',
    preset: 'hebei',
    reason: '落实《“双随机、一公开”监管工作实施方案》，制定随机抽查工作细则',
    place: '晋州市政府门户网站',
    own: (rules) => ({ ...rules, sampling: { ...rules.sampling, note: demoNote } }),
  },
  {
    drafter: 'jc.works',
    legal: 'jc.legal',
    head: 'jc.head',
    preset: 'shanxi',
    reason: '落实《推行“双随机、一公开”监管工作实施方案》，制定随机抽查工作细则',
    place: '晋城在线（人民防空办公室专栏）',
    own: (rules) => ({
      ...rules,
      sampling: { ...rules.sampling, note: demoNote },
      publication: {
        ...rules.publication,
        channels: rules.publication.channels.map((one) => ({
          ...one,
          name:
            one.channel === 'localCredit'
              ? '晋城市信用信息公共平台'
              : one.channel === 'localColumn'
                ? '晋城在线（人民防空办公室专栏）'
                : one.name,
        })),
      },
    }),
  },
];

export async function loadRules(
  platform: Platform,
  { actors }: Organisation,
  objects: LoadedObjects,
): Promise<void> {
  for (const bureau of bureaus) await publishRules(platform, actors, bureau);
  await loadVisits(platform, actors['jz.safety'], jinzhouVisits(objects.chemicals));
  await loadVisits(platform, actors['jc.works'], jinchengVisits(objects.mines));
}

async function publishRules(
  platform: Platform,
  actors: Organisation['actors'],
  bureau: Bureau,
): Promise<void> {
  const drafter = actors[bureau.drafter];
  const actionId = (): string => platform.ids.next();
  const { preset, reason } = bureau;
  const made = must(await createRuleBook(platform, drafter, { actionId: actionId(), from: preset, reason }));
  const rules = bureau.own(presetRules(preset));
  const change = { actionId: actionId(), id: made.id, version: made.version, reason, rules };
  let { version } = must(await saveRuleBook(platform, drafter, change));
  const steps = [
    [drafter, 'submit'],
    [actors[bureau.legal], 'review'],
    [actors[bureau.head], 'approve'],
    [actors[bureau.legal], 'publish'],
  ] as const;
  for (const [actor, step] of steps) {
    const place = step === 'publish' ? bureau.place : '';
    const input = { actionId: actionId(), id: made.id, version, step, reason: '', place };
    ({ version } = must(await stepRuleBook(platform, actor, input)));
  }
}

/** A visit so many days ago. */
type Visit = readonly [daysAgo: number, change: Partial<VisitFields> & Pick<VisitFields, 'objectId'>];

const kang = { number: 'DEMO-YJ001', name: '康志强' };
const outside = (name: string, level: 'county' | 'prefecture', qualification: string) =>
  ({ of: 'outside', name, level, qualification }) as const;

function jinzhouVisits(ids: readonly string[]): readonly Visit[] {
  const [first = '', second = '', third = '', fourth = ''] = ids;
  return [
    [150, { objectId: first, hasFinding: false, inspectors: [kang] }],
    [95, { objectId: first, hasFinding: false, inspectors: [kang] }],
    [
      30,
      {
        objectId: first,
        kind: 'special',
        hasFinding: false,
        inspectors: [kang],
        repeatReason: '汛期重大危险源专项检查，本大队仅其具备该专业资格，经负责人同意',
      },
    ],
    [60, { objectId: second, hasFinding: true, inspectors: [kang] }],
    [
      18,
      {
        objectId: second,
        exemption: 'complaint',
        exemptionNote: '12345 热线工单 演示-0417',
        hasFinding: true,
        inspectors: [kang],
      },
    ],
    [
      16,
      {
        objectId: second,
        exemption: 'correctionCheck',
        exemptionNote: '责令限期整改指令书 演示〔2026〕11号',
      },
    ],
    [16, { objectId: second, body: outside('晋州市消防救援大队', 'county', '晋州市政府行政执法主体公告') }],
    [45, { objectId: third, kind: 'service', note: '安全生产技术指导服务' }],
    [12, { objectId: third, body: outside('某行业协会', 'county', '') }],
    [80, { objectId: fourth, hasFinding: true, inspectors: [kang] }],
  ];
}

function jinchengVisits(ids: readonly string[]): readonly Visit[] {
  const [first = '', second = '', third = ''] = ids;
  return [
    [120, { objectId: first, hasFinding: false }],
    [70, { objectId: first, body: outside('晋城市能源局', 'prefecture', '晋城市政府行政执法主体公告') }],
    [25, { objectId: second, kind: 'service', note: '人防工程年度维护检查' }],
    [
      20,
      { objectId: third, kind: 'special', exemption: 'superiorOrder', exemptionNote: '省人防办专项检查通知' },
    ],
  ];
}

async function loadVisits(platform: Platform, actor: Actor, visits: readonly Visit[]): Promise<void> {
  const today = platform.clock.today();
  for (const [daysAgo, change] of visits.toSorted((a, b) => b[0] - a[0])) {
    const visit: VisitFields = {
      body: { of: 'own' },
      enteredOn: addDays(today, -daysAgo),
      kind: 'routine',
      joinsEntryId: null,
      exemption: null,
      exemptionNote: '',
      inspectors: [],
      hasFinding: null,
      repeatReason: '',
      assistance: '',
      note: '',
      ...change,
    };
    must(await enterVisit(platform, actor, { actionId: platform.ids.next(), warned: true, visit }));
  }
}
