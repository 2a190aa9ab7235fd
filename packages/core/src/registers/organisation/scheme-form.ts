/**
 * Wording of the scheme's paper, and the chapters that a new draft begins with, in our own words after the order in which
 * bureaus write them. All of it can be changed on the screen.
 */
import type { SchemeContent, SchemePoint } from './scheme.ts';

const point = (title: string, text: string): SchemePoint => ({ title, text, lead: null, sections: [] });

const aims = [
  '建立健全“一单两库一细则”，即随机抽查事项清单、检查对象名录库、执法检查人员名录库和随机抽查工作细则，做到本机关监管领域全覆盖。',
  '监管事项一律通过随机抽查实施，做到常态化、制度化。',
  '推进部门联合抽查和信用风险分类，减少对企业正常经营的打扰。',
  '规范抽查流程，从计划到公示形成闭环。',
];

const tasks = [
  point(
    '动态维护“一单两库一细则”',
    '依法梳理本机关监管事项，在清单中写明依据、主体、内容、方式、比例和频次，随法律法规和职责调整及时修订并公示。检查对象按行业和风险等级分类入库，与行政许可、注销等信息衔接，做到应纳尽纳。执法检查人员以司法行政部门的执法证件信息为基础，以在岗人员为准，调动、退休、证件到期的及时更新。细则写明程序、匹配规则、检查标准、结果处理和公开要求。',
  ),
  point(
    '科学组织实施抽查',
    '按年度计划实施抽查，检查对象和检查人员由平台一次随机抽取，全程留痕。高风险行业提高比例，信用良好、风险较低的适当降低频次。能联合的联合，一次进门办多件事。平台之外不抽查，清单之外不检查，后续处置不例外。',
  ),
  point(
    '强化结果运用和信息公开',
    '检查结果按规定时限录入并向社会公开。轻微违法依清单免罚，违法行为依法处理，涉嫌犯罪的及时移送。抽查结果记入企业信用记录，作为下一步分类监管的依据。',
  ),
  point(
    '加强宣传和培训',
    '向生产经营单位讲明抽查的意义、流程和要求，发布典型案例。组织执法检查人员培训，统一检查尺度和结果认定。',
  ),
];

const safeguards = [
  point(
    '加强组织领导',
    '成立由主要负责人牵头的工作专班。法制机构负责统筹协调、制度建设和公开审核；业务机构负责本领域清单、名录库和抽查任务；执法队伍负责现场检查、问题处置和闭环管理。',
  ),
  point(
    '加强能力建设',
    '定期组织法律法规和平台操作培训。按行业使用标准化检查表。专业性强、风险高的领域可以请专家协助，专家不代替执法人员。',
  ),
  point(
    '严格责任落实',
    '计划制定、对象抽取、任务派发、现场检查、结果录入、问题处置、信息公开七个环节责任到岗、到人。弄虚作假、泄露信息的依规问责。',
  ),
  point('接受社会监督', '公布监督电话和邮箱。对企业提出的异议，在规定时限内核查并答复。'),
];

/** What a new draft begins with. */
export function startingContent(agency: {
  readonly name: string;
  readonly isCounty: boolean;
}): SchemeContent {
  const unitWord = agency.isCounty ? '股室' : '科室';
  return {
    purpose: '为深入推进“双随机、一公开”监管，规范涉企行政检查，持续优化营商环境',
    bases: [],
    closing: '结合我单位工作实际，制定本方案。',
    chapters: [
      { heading: '工作思路及目标', kind: 'points', text: '', points: aims.map((text) => point('', text)) },
      { heading: '主要工作任务', kind: 'tasks', text: '', points: tasks },
      { heading: '保障措施', kind: 'points', text: '', points: safeguards },
    ],
    unitWord,
    notice: {
      title: '',
      addressees: agency.isCounty ? '机关各股室、执法大队' : '机关各科室、下属事业单位',
      body: '现将《{title}》印发你们，请结合工作实际，认真抓好落实。',
    },
    addressees: [],
  };
}

/** The title that data give, so that agency and year cannot be mixed up (R080). */
export function schemeTitle(agencyName: string, year: number): string {
  return `${agencyName}${year}年“双随机、一公开”监管工作实施方案`;
}

/** The title of the notice where none was typed. */
export function noticeTitle(agencyName: string, title: string): string {
  return `${agencyName}关于印发《${title}》的通知`;
}

export const schemePaperWords = {
  /** Red head: 晋州市应急管理局文件. */
  head: (agencyName: string) => `${agencyName}文件`,
  numberPending: '（文号待登记）',
  dayPending: '（成文日期待登记）',
  draft: '草案，尚未公布',
  /** （牵头股室：政策法规股；责任股室：…） */
  duties: (unit: string, lead: string, others: readonly string[]) =>
    `（牵头${unit}：${lead}${others.length === 0 ? '' : `；责任${unit}：${others.join('、')}`}）`,
  chapterNumber: (index: number) => `${numerals[index] ?? String(index + 1)}、`,
  pointNumber: (index: number) => `（${numerals[index] ?? String(index + 1)}）`,
  /** 为…，根据《…》、《…》等文件要求，结合…，制定本方案。 */
  opening: (purpose: string, citations: readonly string[], closing: string) => {
    const according = citations.length === 0 ? '，' : `，根据${citations.join('、')}等文件要求，`;
    const start = purpose.replace(/[，。]$/u, '');
    return start === '' && closing === '' ? '' : `${start}${according}${closing}`;
  },
  /** A title that runs into its text ends with a full stop. */
  pointTitle: (title: string) => (title === '' || /[。：]$/u.test(title) ? title : `${title}。`),
  day: (day: string) => {
    const [year = '', month = '', date = ''] = day.split('-');
    return `${year}年${Number(month)}月${Number(date)}日`;
  },
} as const;

const numerals = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
  '十九',
  '二十',
];
