/**
 * Wording of a draft about a clock of the registry: what the matter is called, how its day came about, and on what it rests.
 * Facts and terms only.
 */
import { ruleClockText } from '../../registers/rules/rule-clock-text.ts';
import type { DeadlineClock } from '../deadlines/deadline-clock.ts';
import type { SupervisionSource } from './supervision-paper.ts';

const ownNames: Readonly<Partial<Record<DeadlineClock, string>>> = {
  rectified: '责令改正',
  lateEntry: '补录检查登记',
};

/** What is to be done until the clock's day, as a paper calls it. */
export function clockMatter(clock: DeadlineClock): string {
  if (clock === 'listingTerm') return '严重失信主体名单管理';
  return ownNames[clock] ?? ruleClockText.zh[`clock.${clock}`];
}

/** Clocks whose subject is the object of an inspection. */
const ofObject: readonly DeadlineClock[] = [
  'resultEntered',
  'resultPublished',
  'penaltyPublished',
  'rectified',
  'reinspected',
  'lateEntry',
  'penaltyDecided',
  'policeDecided',
  'policeSent',
  'policeReceived',
  'policeConcluded',
  'agencyReceived',
  'agencyConcluded',
  'handoverReceived',
  'handoverConcluded',
];
const received: Readonly<Partial<Record<DeadlineClock, string>>> = {
  objectionAnswered: '异议',
  contactAnswered: '反映事项',
  enquiryAnswered: '咨询',
};

/** 谁的什么事项. `task` is the bracketed number of the task, or empty. */
export function clockSubject(clock: DeadlineClock, source: SupervisionSource, task: string): string {
  const { agencyName, subject } = source;
  if (ofObject.includes(clock)) return `${agencyName}对“${subject}”的检查${task}`;
  const kind = received[clock];
  if (kind !== undefined) return `${agencyName}收到的${kind}（编号：${subject}）`;
  return `${agencyName}承办的“${subject}”${task}`;
}

const dayWords = (plain: string): string => {
  const [year, month, date] = plain.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** How the day was counted; empty for a day that no rule computes. */
export function wayOfDay({ way, fixed }: SupervisionSource): string {
  if (way === null || fixed !== null) return '';
  const holidays = way.breaks.length === 0 ? '' : `，途中有${way.breaks.join('、')}假期`;
  const makeUps = way.makeUpDays === 0 ? '' : `，含调休上班${way.makeUpDays}天`;
  const paused = way.paused === 0 ? '' : `，其中停止计算${way.paused}天`;
  const from =
    way.before === null ? '起算当天不计入' : `自检查日期${dayWords(way.before)}往前推算，当天不计入`;
  return `${from}，共${way.calendarDays}个自然日，其中${way.workingDays}个工作日${holidays}${makeUps}${paused}。`;
}

const fixedWords: Readonly<Record<NonNullable<SupervisionSource['fixed']>, string>> = {
  order: '办理期限由责令改正文书写明。',
  extension: '办理期限以经批准延期的日期为准。',
  named: '办理期限由转办单写明。',
  earlier: '办理期限在办理该事项时已经确定。',
};

/** On what a day rests that no rule computes; null where a rule does. */
export function fixedBasis({ fixed }: SupervisionSource): string | null {
  return fixed === null ? null : fixedWords[fixed];
}
