/** The 双公示 file in Chinese, as its receivers read it: names of its columns, words of its codes, one line of a decision. */
import {
  type PenaltyColumn,
  type PenaltyKind,
  type PublishedPenalty,
  penaltyColumns,
  tenThousands,
} from './penalty.ts';

export const penaltyColumnNames: Readonly<Record<PenaltyColumn, string>> = {
  CF_XDR_MC: '行政相对人名称',
  CF_XDR_LB: '行政相对人类别',
  CF_XDR_SHXYM: '统一社会信用代码',
  CF_FRDB: '法定代表人',
  CF_WSH: '行政处罚决定书文号',
  CF_WFXW: '违法行为类型',
  CF_SY: '违法事实',
  CF_YJ: '处罚依据',
  CF_CFLB: '处罚类别',
  CF_NR: '处罚内容',
  CF_NR_FK: '罚款金额（万元）',
  CF_NR_WFFF: '没收违法所得、没收非法财物的金额（万元）',
  CF_NR_ZKDX: '暂扣或吊销证照名称及编号',
  CF_JDRQ: '处罚决定日期',
  CF_YXQ: '处罚有效期',
  CF_GSJZQ: '公示截止期',
  CF_CFJG: '处罚机关',
  CF_CFJGDM: '处罚机关统一社会信用代码',
  CF_SJLY: '数据来源单位',
  CF_SJLYDM: '数据来源单位统一社会信用代码',
  BZ: '备注',
};

const kindWords: Readonly<Record<PenaltyKind, string>> = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  confiscation: '没收违法所得、没收非法财物',
  licenceHeld: '暂扣许可证件',
  gradeLowered: '降低资质等级',
  licenceRevoked: '吊销许可证件',
  activityLimited: '限制开展生产经营活动',
  stopped: '责令停产停业',
  closedDown: '责令关闭',
  professionBarred: '限制从业',
  detention: '行政拘留',
  other: '其他',
};

const partyWords = {
  organisation: '法人及非法人组织',
  individualBusiness: '个体工商户',
  person: '自然人',
} as const;

/** One line of the file, in the order of `penaltyColumns`. */
export function penaltyLine(penalty: PublishedPenalty): readonly string[] {
  const { decision, party, agency } = penalty;
  const cells: Readonly<Record<PenaltyColumn, string>> = {
    CF_XDR_MC: party.name,
    CF_XDR_LB: partyWords[decision.partyKind],
    CF_XDR_SHXYM: party.uscc,
    CF_FRDB: party.legalRep,
    CF_WSH: decision.number,
    CF_WFXW: decision.violation,
    CF_SY: decision.facts,
    CF_YJ: decision.basis,
    CF_CFLB: penaltyKindsText(decision.kinds),
    CF_NR: decision.content,
    CF_NR_FK: decision.kinds.includes('fine') ? tenThousands(decision.fineFen) : '',
    CF_NR_WFFF: decision.kinds.includes('confiscation') ? tenThousands(decision.confiscatedFen) : '',
    CF_NR_ZKDX: decision.licence,
    CF_JDRQ: decision.decidedOn,
    CF_YXQ: decision.validTo ?? '',
    CF_GSJZQ: decision.publicUntil ?? '',
    CF_CFJG: agency.name,
    CF_CFJGDM: agency.uscc,
    CF_SJLY: agency.name,
    CF_SJLYDM: agency.uscc,
    BZ: decision.remark,
  };
  return penaltyColumns.map((column) => cells[column]);
}

export const penaltyFileName = '行政处罚公示信息';

/** How a decision is named where it stands as a record. */
export const penaltyTitle = (number: string): string => `行政处罚决定书 ${number}`;

/** 处罚类别 as one text. */
export const penaltyKindsText = (kinds: readonly PenaltyKind[]): string =>
  kinds.map((kind) => kindWords[kind]).join('；');
