/**
 * The penalty that a case ended with, and its line of the 双公示 file (domain e.3, layout of 2018). Amounts are integers in
 * fen; the file writes 万元 with up to six decimals. Identity numbers never stand in it. Pure.
 */
import { z } from 'zod';
import { line, paragraph, plainDate, requiredLine } from '../common/schemas.ts';

/** 处罚类别 of 行政处罚法 art. 9. */
export const penaltyKinds = [
  'warning', // 警告
  'criticism', // 通报批评
  'fine', // 罚款
  'confiscation', // 没收违法所得、没收非法财物
  'licenceHeld', // 暂扣许可证件
  'gradeLowered', // 降低资质等级
  'licenceRevoked', // 吊销许可证件
  'activityLimited', // 限制开展生产经营活动
  'stopped', // 责令停产停业
  'closedDown', // 责令关闭
  'professionBarred', // 限制从业
  'detention', // 行政拘留
  'other', // 法律、行政法规规定的其他行政处罚
] as const;
export type PenaltyKind = (typeof penaltyKinds)[number];

/** 法人及非法人组织, 个体工商户, 自然人. */
export const partyKinds = ['organisation', 'individualBusiness', 'person'] as const;

const fen = z.number().int().min(0).max(100_000_000_000_000);

export const penaltyDecision = z.object({
  /** 行政处罚决定书文号 */
  number: requiredLine(100),
  decidedOn: plainDate,
  partyKind: z.enum(partyKinds),
  /** 违法行为类型 */
  violation: requiredLine(500),
  /** 违法事实 */
  facts: paragraph(5000).refine((text) => text.length > 0, { message: 'text.required' }),
  /** 处罚依据 */
  basis: requiredLine(2000),
  kinds: z.array(z.enum(penaltyKinds)).min(1).max(penaltyKinds.length),
  /** 处罚内容 */
  content: paragraph(4000).refine((text) => text.length > 0, { message: 'text.required' }),
  fineFen: fen,
  confiscatedFen: fen,
  /** 暂扣或吊销证照名称及编号 */
  licence: line(200),
  /** 处罚有效期, 公示截止期; null where the rules name none. */
  validTo: plainDate.nullable(),
  publicUntil: plainDate.nullable(),
  remark: line(500),
});
export type PenaltyDecision = z.output<typeof penaltyDecision>;

/** 万元 of an amount in fen, without trailing zeros: 1234500 → 1.2345. */
export function tenThousands(amount: number): string {
  const whole = Math.floor(amount / 1_000_000);
  const rest = String(amount % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}

export interface PublishedPenalty {
  readonly decision: PenaltyDecision;
  readonly party: { readonly name: string; readonly uscc: string; readonly legalRep: string };
  readonly agency: { readonly name: string; readonly uscc: string };
}

/** Columns of the file, in the order of the layout; names and words are the caller's (`penalty-form.ts`). */
export const penaltyColumns = [
  'CF_XDR_MC',
  'CF_XDR_LB',
  'CF_XDR_SHXYM',
  'CF_FRDB',
  'CF_WSH',
  'CF_WFXW',
  'CF_SY',
  'CF_YJ',
  'CF_CFLB',
  'CF_NR',
  'CF_NR_FK',
  'CF_NR_WFFF',
  'CF_NR_ZKDX',
  'CF_JDRQ',
  'CF_YXQ',
  'CF_GSJZQ',
  'CF_CFJG',
  'CF_CFJGDM',
  'CF_SJLY',
  'CF_SJLYDM',
  'BZ',
] as const;
export type PenaltyColumn = (typeof penaltyColumns)[number];
