/** What is said on the telephone when a visit is announced (电话通知用语), line by line. Chinese, as it is said. */
import type { NoticeContent } from './notice-api.ts';

/** `at`: the day and hour as it is said. */
export function callScript(
  notice: { readonly number: string; readonly content: NoticeContent },
  of: { readonly caller: string; readonly at: string },
): string[] {
  const { content, number } = notice;
  const people = content.people.map((one) => `${one.name}（执法证号 ${one.certificateNumber}）`).join('、');
  const joint = content.jointAgencies.length === 0 ? '' : `，与${content.jointAgencies.join('、')}联合检查`;
  return [
    `您好，我是${content.agency.name}${of.caller}。请问是${content.object.name}吗？请问您贵姓、担任什么职务？`,
    `现依法通知：我单位将对贵单位开展行政检查${joint}，文书编号为${number}。`,
    `检查时间：${of.at}；地点：${content.place === '' ? content.object.address : content.place}。`,
    `检查事项：${content.items.map((one) => one.name).join('；') || '见检查通知书'}。`,
    `检查人员：${people}。`,
    ...(content.materials.length === 0 ? [] : [`请准备：${content.materials.join('；')}。`]),
    ...(content.visitNo === null
      ? []
      : [`这是本年度第${content.visitNo.no}次检查（${content.visitNo.counts}）。`]),
    '您有权申请检查人员回避；检查人员不出示执法证件和检查通知书的，有权拒绝检查；可以陈述、申辩和投诉。',
    `监督电话：${content.supervisionPhone || '见检查通知书'}。`,
    '请您复述一遍时间和事项。通知内容我们将如实记录。',
  ];
}

/** An instant as the clock on the wall shows it. */
export interface WallClock {
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** 3月5日9时30分, or the days between which the team comes. */
export function spokenTime(
  visitAt: WallClock | null,
  window: { readonly from: string; readonly to: string } | null,
): string {
  const day = (text: string): string => `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日`;
  if (visitAt === null) return window === null ? '另行约定' : `${day(window.from)}至${day(window.to)}之间`;
  const minute = visitAt.minute === 0 ? '整' : `${visitAt.minute}分`;
  return `${visitAt.month}月${visitAt.day}日${visitAt.hour}时${minute}`;
}
