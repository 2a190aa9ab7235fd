/**
 * Wording of papers of supervision: what a new draft says, filled in from the records, and the frame of the printed paper.
 * It states facts, terms and what is asked; it never says who is to blame.
 */
import type { ResponsibilityLink } from '../../registers/organisation/post.ts';
import { clockMatter, clockSubject, fixedBasis, wayOfDay } from './clock-matter-form.ts';
import type { SupervisionContent, SupervisionKind, SupervisionSource } from './supervision-paper.ts';

const linkWords: Readonly<Record<ResponsibilityLink, string>> = {
  planning: '计划制定',
  drawing: '对象抽取',
  dispatch: '任务派发',
  onSite: '现场检查',
  entry: '结果录入',
  handling: '问题处置',
  publication: '信息公开',
};
const unitWords = { workingDays: '个工作日', days: '日', months: '个月' } as const;

const day = (plain: string): string => {
  const [year, month, date] = plain.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

const kindWords: Readonly<Record<SupervisionKind, string>> = {
  reminder: '工作提示单',
  urge: '督办单',
  circular: '通报',
  talk: '约谈记录',
};

/** What is to be done: the clock's word, else the link's. */
function matterOf({ clock, link }: SupervisionSource): string {
  if (clock !== null) return clockMatter(clock);
  return link === null ? '' : linkWords[link];
}

function titleOf(kind: SupervisionKind, source: SupervisionSource): string {
  const matter = `“${short(source.subject, 40)}”${matterOf(source)}`;
  if (kind === 'reminder') return `关于做好${matter}工作的提示`;
  if (kind === 'urge') return `关于${matter}事项的督办`;
  return kind === 'circular' ? `关于${matter}办理情况的通报` : `关于${matter}事项的约谈记录`;
}

function short(text: string, max: number): string {
  const signs = Array.from(text);
  return signs.length > max ? `${signs.slice(0, max - 1).join('')}…` : text;
}

function factsOf(source: SupervisionSource): string {
  const { taskNumber, clock, posts, people, startedOn, dueOn, doneOn, daysLate } = source;
  const task = taskNumber === '' ? '' : `（任务编号：${taskNumber}）`;
  const named = posts.map((post) => `${post.name}${holdersOf(post.holders)}`).join('、');
  const post = named === '' ? '' : `责任岗位：${named}。`;
  const isHeld = posts.some((each) => each.holders.length > 0);
  const nobody = isHeld ? '' : '责任人尚未确定。';
  const who = people.length === 0 ? nobody : `责任人：${people.join('、')}。`;
  const start = startedOn === null ? '' : `自${day(startedOn)}起算，`;
  const due = dueOn === null ? '该事项未设办理期限。' : `${start}应于${day(dueOn)}前完成。`;
  const late = daysLate > 0 ? `，已超过期限${daysLate}个工作日` : '';
  const state =
    doneOn === null
      ? `截至${day(source.asOf)}，该事项尚未完成${late}。`
      : `该事项已于${day(doneOn)}完成${late === '' ? '' : `，超过期限${daysLate}个工作日`}。`;
  const matter =
    clock === null
      ? `${dutySubject(source, task)}，处于${matterOf(source)}环节。`
      : `${clockSubject(clock, source, task)}，应当按期办理：${clockMatter(clock)}。`;
  return `${matter}${post}${who}\n${due}${wayOfDay(source)}${state}`;
}

function dutySubject({ link, agencyName, subject }: SupervisionSource, task: string): string {
  return link !== null && ofObject.includes(link)
    ? `${agencyName}对“${subject}”的检查${task}`
    : `${agencyName}承办的“${subject}”${task}`;
}

/** Links whose subject is the object of an inspection. */
const ofObject: readonly ResponsibilityLink[] = ['onSite', 'entry', 'handling', 'publication'];
const holdersOf = (holders: readonly string[]): string =>
  holders.length === 0 ? '' : `（${holders.join('、')}）`;

function basisOf(given: SupervisionSource): string {
  const { term, agencyName, link } = given;
  const duty =
    link === null
      ? '“双随机、一公开”监管工作责任到岗、到人，各项工作应当按期完成。'
      : `“双随机、一公开”监管责任清单规定，${linkWords[link]}环节责任到岗、到人，按期完成。`;
  const fixed = fixedBasis(given);
  if (fixed !== null) return `${fixed}\n${duty}`;
  if (term === null) return duty;
  const length = `${term.length}${unitWords[term.unit]}`;
  const book = term.ruleVersion === 0 ? '现行办理时限' : `随机抽查工作细则（第${term.ruleVersion}版）`;
  const source = term.basis === '' ? '' : `（依据：${term.basis}）`;
  return `${agencyName}${book}规定，${matterOf(given)}期限为${length}${source}。\n${duty}`;
}

function demandsOf(kind: SupervisionKind, source: SupervisionSource, replyDue: string | null): string {
  const reply = replyDue === null ? '' : `，并于${day(replyDue)}前在平台回复办理情况`;
  if (source.below !== null)
    return `请你办督促${source.agencyName}立即办理${reply}，说明未按期完成的原因、采取的措施和完成时间。上级督查不代替、不改动你地的办理记录。`;
  switch (kind) {
    case 'reminder':
      return `请对照上述期限抓紧办理${reply}。确有困难的，请说明原因和预计完成时间。`;
    case 'urge':
      return `请立即办理${reply}，说明未按期完成的原因、采取的措施和完成时间，可以附相关材料。`;
    case 'circular':
      return `请有关科室和人员对照上述情况自查，完善内部时限管理，防止同类情形再次发生${reply}。`;
    case 'talk':
      return `请被约谈人说明情况，提出整改措施和完成时间${reply}。`;
  }
}

/** The office that a superior urges. */
export const officeBelow = (jurisdiction: string): string =>
  `${jurisdiction}“双随机、一公开”监管工作协调机构`;

/** What a new draft of this kind says about the row. */
export function draftedContent(of: {
  readonly kind: SupervisionKind;
  readonly source: SupervisionSource;
  readonly addressee: string;
  readonly replyDue: string | null;
  readonly host: string;
}): SupervisionContent {
  const { kind, source, addressee, replyDue } = of;
  return {
    title: titleOf(kind, source),
    addressee,
    facts: factsOf(source),
    basis: basisOf(source),
    demands: demandsOf(kind, source, replyDue),
    copies: '',
    talk:
      kind === 'talk'
        ? { on: null, place: '', host: of.host, present: addressee, recorder: '', record: '' }
        : null,
  };
}

export const supervisionPaperWords = {
  head: (agency: string, kind: SupervisionKind): string =>
    kind === 'circular' ? `${agency}文件` : `${agency}${kindWords[kind]}`,
  kindWords,
  numberPending: '（文号待编）',
  draft: '未经批准的文稿',
  discarded: '作废',
  day,
  dayPending: '（日期待定）',
  /** Words between the agency's short name and the year. */
  numberWords: { reminder: '提示', urge: '督办', circular: '通报', talk: '约谈' },
  number: (of: {
    readonly shortName: string;
    readonly kind: SupervisionKind;
    readonly year: number;
    readonly no: number;
  }): string => `${of.shortName}${supervisionPaperWords.numberWords[of.kind]}〔${of.year}〕${of.no}号`,
  factsHead: '一、基本情况',
  basisHead: '二、依据',
  demandsHead: '三、工作要求',
  talkFactsHead: '一、约谈事由',
  talkRecordHead: '三、约谈内容',
  talkDemandsHead: '四、整改要求',
  talkLines: (talk: NonNullable<SupervisionContent['talk']>): readonly string[] => [
    `约谈时间：${talk.on === null ? '　　　　年　　月　　日' : day(talk.on)}`,
    `约谈地点：${talk.place}`,
    `约谈人：${talk.host}`,
    `被约谈人：${talk.present}`,
    `记录人：${talk.recorder}`,
  ],
  talkSignatures: [
    '约谈人签名：　　　　　　　　　　　年　　月　　日',
    '被约谈人签名：　　　　　　　　　　年　　月　　日',
    '记录人签名：　　　　　　　　　　　年　　月　　日',
  ],
  copies: (text: string): string => `抄送：${text}`,
  replyHead: '回复',
  fileName: (kind: SupervisionKind, number: string): string => `${kindWords[kind]} ${number}`.trim(),
} as const;
