/** Standard wordings of credit: grounds of listings, lines of credit files. Chinese content of records and papers. */
import type { ListingGround } from './listing.ts';

export const groundWordings: Readonly<Record<ListingGround, string>> = {
  majorAccident: '对较大以上生产安全事故负有主要责任',
  concealed: '迟报、漏报、谎报、瞒报生产安全事故',
  noLicence: '未经许可从事高危行业生产经营活动',
  refusedOrder: '拒不执行停产停业、停止使用等决定',
  forged: '提供虚假材料或者出具虚假报告',
  obstructed: '拒绝、阻碍依法监督检查，情节严重',
  repeated: '被追究刑事责任或者多次受到较重行政处罚',
  other: '法律、行政法规规定的其他情形',
};

export const listingTitle = (name: string): string => `将${name}列入严重失信主体名单`;

/** Lines of a credit file that come from no public record of ours. */
export const entryWordings = {
  penalty: (number: string): string => `行政处罚决定（${number}）`,
  leniency: '不予行政处罚（轻微违法免罚）',
} as const;
