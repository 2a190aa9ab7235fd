/** Wording of the papers of a listing: the notice before it (事先告知书) and the decision (列入决定书), after GB/T 9704. */
import { groundWordings } from './credit-form.ts';
import type { ListingGround } from './listing.ts';

interface PaperFacts {
  readonly objectName: string;
  readonly objectCode: string | null;
  readonly ground: ListingGround;
  readonly facts: string;
  readonly basis: string;
  readonly measures: readonly { readonly name: string; readonly basis: string; readonly authority: string }[];
}

const day = (plain: string): string => {
  const [year, month, date] = plain.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

export const listingPaperWords = {
  head: (agency: string): string => `${agency}文件`,
  numberPending: '（文号待编）',
  draft: '未送达的文稿',
  day,
  dayPending: '（日期待定）',
  /** Words between the agency's short name and the year. */
  numberWords: { listingNotice: '失信告', listingDecision: '失信决' },
  number: (of: {
    readonly shortName: string;
    readonly word: string;
    readonly year: number;
    readonly no: number;
  }): string => `${of.shortName}${of.word}〔${of.year}〕${of.no}号`,
  receiptTitle: '送达回证',
  receipt: (of: {
    readonly objectName: string;
    readonly paper: string;
    readonly number: string;
    readonly way: string;
    readonly on: string;
    readonly to: string;
  }): readonly string[] => [
    `受送达人：${of.objectName}`,
    `送达文书：${of.paper}（${of.number}），1份`,
    `送达方式：${of.way}`,
    `送达日期：${of.on === '' ? '　　　　年　　月　　日' : day(of.on)}`,
    `收件人：${of.to}`,
    '收件人签名或者盖章：　　　　　　　　　　　　　　　　',
    '送达人签名：　　　　　　　　　、　　　　　　　　　',
    '拒收事由和日期：',
    '见证人签名：',
    '备注：本回证由送达机关存卷。',
  ],
  noticeTitle: '拟列入严重失信主体名单告知书',
  decisionTitle: '列入严重失信主体名单决定书',
  addressee: ({ objectName, objectCode }: PaperFacts): string =>
    objectCode === null ? `${objectName}：` : `${objectName}（统一社会信用代码：${objectCode}）：`,
  facts: ({ facts, ground }: PaperFacts): readonly string[] => [
    `经查，你单位存在“${groundWordings[ground]}”的情形。事实如下：`,
    ...facts.split('\n').filter((one) => one !== ''),
  ],
  noticeBasis: ({ basis }: PaperFacts): string =>
    `依据${basis}，本机关拟将你单位列入严重失信主体名单，管理期限为三年，自公布之日起计算。列入期间拟采取下列措施：`,
  decisionBasis: ({ basis }: PaperFacts): string =>
    `依据${basis}，本机关决定将你单位列入严重失信主体名单，管理期限为三年，自公布之日起计算。列入期间采取下列措施：`,
  measure: (each: PaperFacts['measures'][number], index: number): string =>
    `${index + 1}.${each.name}（依据：${each.basis}；实施单位：${each.authority}）`,
  noMeasure: '除依法公布外，不采取其他措施。',
  rights: (due: string | null): string =>
    `你单位有权在${due === null ? '本告知书载明的期限内' : `${day(due)}前`}向本机关陈述、申辩，并有权申请听证。逾期未提出的，视为放弃。`,
  heard: (heard: { readonly answeredOn: string | null; readonly hearingHeldOn: string | null }): string => {
    const parts = [
      ...(heard.answeredOn === null
        ? []
        : [`你单位于${day(heard.answeredOn)}提出了陈述、申辩意见，本机关已予复核`]),
      ...(heard.hearingHeldOn === null ? [] : [`本机关于${day(heard.hearingHeldOn)}举行了听证`]),
    ];
    return parts.length === 0
      ? '你单位在告知的期限内未提出陈述、申辩意见，也未申请听证。'
      : `${parts.join('；')}。`;
  },
  repair:
    '列入满十二个月后，你单位已纠正失信行为、消除不良影响的，可以向本机关提出信用修复申请，并提交证明材料。',
  remedies:
    '你单位对本决定不服的，可以自收到本决定书之日起六十日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。',
} as const;
