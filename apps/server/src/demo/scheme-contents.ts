/** What the two bureaus' yearly schemes say, after the two source documents, shortened; and the documents they cite. */
import type { PolicyFields } from '@mingcha/core/registers/library/policy-document.ts';
import type {
  SchemeBasis,
  SchemeContent,
  SchemePoint,
  UnitRef,
} from '@mingcha/core/registers/organisation/scheme.ts';
import { startingContent } from '@mingcha/core/registers/organisation/scheme-form.ts';

const policy = (title: string, number: string, issuer: string): PolicyFields => ({
  title,
  number,
  issuer,
  issuedOn: null,
  validUntil: null,
  link: '',
  note: '',
});

export const emergencyPolicies: readonly PolicyFields[] = [
  policy('国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见', '国发〔2019〕5号', '国务院'),
  policy('国务院办公厅关于严格规范涉企行政检查的意见', '国办发〔2024〕54号', '国务院办公厅'),
  policy(
    '市场监管总局关于全面深化“双随机、一公开”监管规范涉企行政检查服务高质量发展的意见',
    '国市监信规〔2024〕5号',
    '市场监管总局',
  ),
  {
    ...policy('2026年河北省“双随机、一公开”监管工作实施方案', '', '河北省'),
    validUntil: '2026-12-31',
  },
  policy('晋州市规范涉企行政检查管理办法（试行）', '', '晋州市'),
];

export const airDefencePolicies: readonly PolicyFields[] = [
  {
    ...policy(
      '晋城市市场监管领域“双随机、一公开”监管工作领导小组办公室关于印发晋城市2023年度市场监管领域“双随机、一公开”监管工作实施方案的通知',
      '晋市双随机〔2023〕2号',
      '晋城市市场监管领域“双随机、一公开”监管工作领导小组办公室',
    ),
    validUntil: '2023-12-31',
    note: '2023年度文件，年度结束即不再适用。',
  },
];

const point = (title: string, text: string): SchemePoint => ({ title, text, lead: null, sections: [] });
const task =
  (lead: UnitRef, sections: readonly UnitRef[]) =>
  (one: SchemePoint): SchemePoint => ({
    ...one,
    lead,
    sections: [...sections],
  });

/** 晋州市应急管理局: the usual chapters, every task led by the legal section. */
export function emergencyContent(given: {
  readonly bases: readonly SchemeBasis[];
  readonly lead: UnitRef;
  readonly sections: readonly UnitRef[];
}): SchemeContent {
  const start = startingContent({ name: '晋州市应急管理局', isCounty: true });
  const { bases, lead, sections } = given;
  return {
    ...start,
    purpose:
      '为深入贯彻落实深化“放管服”改革、优化营商环境部署要求，持续强化“双随机、一公开”监管，提升监管效能',
    bases: [...bases],
    closing: '结合我局工作实际，制定本方案。',
    chapters: start.chapters.map((one) =>
      one.kind === 'tasks' ? { ...one, points: one.points.map(task(lead, sections)) } : one,
    ),
    addressees: [lead, ...sections].map((one) => ({ kind: 'section', ...one })),
  };
}

const principles = [
  point('依法监管', '依法履行人防监管职能，法无授权不可为，法定职责必须为，推进随机抽查制度化、规范化。'),
  point('公正高效', '公正文明执法，以随机抽查代替任意检查，减轻市场主体负担。'),
  point('公开透明', '公开抽查职责、事项、程序和结果，接受社会监督。'),
  point('联合惩戒', '推进信用信息共享，依法运用抽查结果，形成失信联合惩戒。'),
];
const duties = [
  point(
    '持续完善抽查事项清单',
    '与省人防办对接，依法动态调整随机抽查事项清单，写明依据、主体、内容、方式和重点、一般事项，调整后及时通过市政府网站公示。',
  ),
  point(
    '动态完善随机抽查“两库”',
    '检查对象底数清楚、动态更新，与市行政审批局做好审管衔接。执法检查人员应纳尽纳，按证件取得、调动、退休等情况动态更新，吸收专业技术人员协助。',
  ),
  point(
    '制定完善随机抽查工作计划',
    '各科室提出年度意见建议，汇总制定年度抽查计划，涵盖一般和重点检查事项以及部门联合抽查。推进“1+X”，进一次门、查多项事。',
  ),
  point(
    '规范随机抽查工作行为',
    '抽取由法宣科牵头，会同相关科室一次性随机产生检查对象和检查人员，书面记录，现场人员签字存档。名单确定后在规定时限内派发。',
  ),
  point(
    '依法实施随机抽查检查',
    '谁检查、谁录入、谁公示，自检查结果产生之日起20个工作日内归集公示。涉及国家安全、人防秘密、商业秘密和个人隐私的，按规定执行。',
  ),
  point(
    '推进随机抽查与信用监管联动',
    '发现的违法违规行为依法处理，涉嫌犯罪的依法移送，不属于本部门职责的移送相应部门。投诉举报多、有严重违法违规记录的加大抽查力度。',
  ),
];
const demands = [
  point(
    '加强组织领导',
    '成立专班，工程科牵头负责“双随机、一公开”工作，制定检查计划，加强组织部署、督促指导和业绩考评。',
  ),
  point('注重工作落实', '按照年度抽查计划和时间节点开展抽查，明确任务分工，细化目标责任。'),
  point('开展宣传培训', '加大人防法律法规宣传解读，加强执法人员培训，提高业务能力。'),
  point('严格督查指导', '统一执法标准，规范行为和程序。根据需要委托第三方机构评估。'),
];

/** 晋城市人民防空办公室: guiding thought, principles, six tasks, demands. */
export function airDefenceContent(given: {
  readonly bases: readonly SchemeBasis[];
  readonly legal: UnitRef;
  readonly works: UnitRef;
  readonly standards: UnitRef;
}): SchemeContent {
  const { bases, legal, works, standards } = given;
  const leads = [legal, works, works, legal, works, legal];
  const all = [legal, works, standards];
  const start = startingContent({ name: '晋城市人民防空办公室', isCounty: false });
  return {
    ...start,
    purpose: '为深入推进“双随机、一公开”监管，依法依规开展信用风险分类管理，切实减轻企业负担，提高监管效能',
    bases: [...bases],
    closing: '结合我市人防工作实际，特制定本方案。',
    chapters: [
      {
        heading: '指导思想',
        kind: 'text',
        text: '围绕简政放权、放管结合、优化服务改革要求，坚持“规范公开、逢查必抽、能联尽联”的原则，推动信用风险分类结果与“双随机、一公开”监管有机结合，营造公平竞争的市场环境和法治化、便利化的营商环境。',
        points: [],
      },
      { heading: '基本原则', kind: 'points', text: '', points: principles },
      {
        heading: '主要任务',
        kind: 'tasks',
        text: '',
        points: duties.map((one, index) => {
          const lead = leads[index] ?? works;
          return task(
            lead,
            all.filter((unit) => unit.id !== lead.id),
          )(one);
        }),
      },
      { heading: '有关要求', kind: 'points', text: '', points: demands },
    ],
    notice: {
      title: '',
      addressees: '机关各科室、下属事业单位',
      body: '现将《{title}》印发你们，望结合各自工作实际，认真抓好落实。',
    },
    addressees: all.map((one) => ({ kind: 'section', ...one })),
  };
}
