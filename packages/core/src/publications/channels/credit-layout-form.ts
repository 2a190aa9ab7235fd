/**
 * Layouts of 信用中国 and the local credit platforms: inspection results, and penalties as 双公示 in the layout of 2018
 * (domain e.3) without its fields for identity papers. Pure.
 */
import { isUscc } from '../../common/uscc.ts';
import { type PenaltyColumn, penaltyColumns } from '../../followups/penalty.ts';
import { penaltyColumnNames, penaltyLine } from '../../followups/penalty-form.ts';
import type { PublicPenalty, PublicResult } from '../public-record.ts';
import {
  field,
  type LayoutContext,
  type LayoutField,
  type LayoutPart,
  type LayoutRow,
  optional,
  type Reason,
} from './channel.ts';
import { codeReasons, keyFields, keysOf, namedAbsence, wordingOf } from './layout-parts-form.ts';

export const creditResult: LayoutPart<PublicResult> = {
  name: 'credit-inspection-1',
  blocks: [
    {
      key: 'inspection',
      fields: [
        ...keyFields,
        field('JC_XDR_MC', '行政相对人名称', 200, 'object.name'),
        field('JC_XDR_SHXYM', '统一社会信用代码', 18, 'object.code'),
        field('JC_RWBH', '检查任务编号', 255, 'task.number'),
        optional('JC_RWMC', '检查任务名称', 1000, 'task.name'),
        field('JC_LX', '检查类型', 60, 'originWording'),
        optional('JC_SX', '检查事项', 2000, 'items[].name'),
        field('JC_JG', '检查结果', 255, 'overall'),
        optional('JC_WT', '发现的问题', 4000, 'findings[].text'),
        optional('JC_CZ', '后续处置', 2000, 'followups[]'),
        field('JC_RQ', '检查日期', 10, 'inspectedOn'),
        field('JC_JCJG', '检查机关', 200, 'agency.name'),
        optional('JC_JCJGDM', '检查机关代码', 18, 'settings.agencyCode'),
        field('JC_GSRQ', '公示日期', 10, 'record.publishedOn'),
        field('JC_ZT', '当前状态', 1, 'record.isObjected: 0 valid, 2 under objection'),
        optional('BZ', '备注', 1000, 'corrections[], last ground'),
      ],
    },
  ],
  carriesMark: true,
  absence: namedAbsence,
  check: codeReasons,
  rows: (result, context) => ({
    inspection: [
      {
        ...keysOf(context),
        JC_XDR_MC: result.object.name,
        JC_XDR_SHXYM: result.object.code ?? '',
        JC_RWBH: result.task.number,
        JC_RWMC: result.task.name,
        JC_LX: result.originWording,
        JC_SX: result.items.map((item) => item.name).join('；'),
        JC_JG: wordingOf(result.overall),
        JC_WT: result.findings.map((each) => each.text).join('；'),
        JC_CZ: result.followups.map((each) => `${each.wording}（${each.stateWording}）`).join('；'),
        JC_RQ: result.inspectedOn,
        JC_JCJG: result.agency.name,
        JC_JCJGDM: context.agencyCode,
        JC_GSRQ: context.publishedOn,
        JC_ZT: context.isObjected ? '2' : '0',
        BZ: result.corrections.at(-1)?.ground ?? '',
      },
    ],
  }),
};

/** Most characters and source of each column; those that are not named may be empty. */
const penaltyFields: Readonly<Record<PenaltyColumn, readonly [max: number, source: string]>> = {
  CF_XDR_MC: [200, 'object.name'],
  CF_XDR_LB: [16, 'object.party'],
  CF_XDR_SHXYM: [18, 'object.code'],
  CF_FRDB: [50, 'representative of the party'],
  CF_WSH: [200, 'number'],
  CF_WFXW: [2000, 'violation'],
  CF_SY: [5000, 'facts'],
  CF_YJ: [2048, 'basis'],
  CF_CFLB: [200, 'kinds[]'],
  CF_NR: [4000, 'content'],
  CF_NR_FK: [23, 'fineFen'],
  CF_NR_WFFF: [23, 'confiscatedFen'],
  CF_NR_ZKDX: [200, 'licence'],
  CF_JDRQ: [10, 'decidedOn'],
  CF_YXQ: [10, 'validTo'],
  CF_GSJZQ: [10, 'publicUntil'],
  CF_CFJG: [200, 'agency.name'],
  CF_CFJGDM: [18, 'agencyCode, else settings.agencyCode'],
  CF_SJLY: [200, 'agency.name'],
  CF_SJLYDM: [18, 'agencyCode, else settings.agencyCode'],
  BZ: [512, 'record.isObjected'],
};
const mayBeEmpty: ReadonlySet<PenaltyColumn> = new Set([
  'CF_FRDB',
  'CF_NR_FK',
  'CF_NR_WFFF',
  'CF_NR_ZKDX',
  'CF_YXQ',
  'CF_GSJZQ',
  'BZ',
] as const);
const columnOf = (key: PenaltyColumn): LayoutField => {
  const [max, source] = penaltyFields[key];
  return (mayBeEmpty.has(key) ? optional : field)(key, penaltyColumnNames[key], max, source);
};

/** Numbers of registers before the credit code; units that still have one have it in the receiver's own register. */
const olderNumbers = [
  optional('CF_XDR_GSZC', '工商注册号', 50, 'always empty: the credit code stands for it'),
  optional('CF_XDR_ZZJG', '组织机构代码', 9, 'characters 9 to 17 of object.code'),
  optional('CF_XDR_SWDJ', '税务登记号', 20, 'always empty: the credit code stands for it'),
  optional('CF_XDR_SYDW', '事业单位证书号', 20, 'always empty: the credit code stands for it'),
  optional('CF_XDR_SHZZ', '社会组织登记证号', 50, 'always empty: the credit code stands for it'),
];
const afterCode = penaltyColumns.indexOf('CF_XDR_SHXYM') + 1;

export const penalty: LayoutPart<PublicPenalty> = {
  name: 'credit-penalty-2018',
  blocks: [
    {
      key: 'penalty',
      fields: [
        ...keyFields,
        ...penaltyColumns.slice(0, afterCode).map(columnOf),
        ...olderNumbers,
        ...penaltyColumns.slice(afterCode).map(columnOf),
      ],
    },
  ],
  carriesMark: true,
  absence: ({ object }) => (object.code === null || object.code === '' ? 'noCode' : null),
  check: penaltyReasons,
  rows: (payload, context) => ({ penalty: [penaltyRow(payload, context)] }),
};

function penaltyRow(payload: PublicPenalty, context: LayoutContext): LayoutRow {
  const { object, agency } = payload;
  const code = object.code ?? '';
  const line = penaltyLine({
    decision: {
      ...payload,
      kinds: [...payload.kinds],
      partyKind: object.party,
      remark: context.isObjected ? '异议处理中' : '',
    },
    party: { name: object.name, uscc: code, legalRep: context.representative },
    agency: { name: agency.name, uscc: payload.agencyCode === '' ? context.agencyCode : payload.agencyCode },
  });
  return {
    ...keysOf(context),
    ...Object.fromEntries(penaltyColumns.map((key, n) => [key, line[n] ?? ''])),
    CF_XDR_ZZJG: code.slice(8, 17),
  };
}

/** What the layout wants of some kinds of penalty: the amount, the licence. */
function penaltyReasons(payload: PublicPenalty): readonly Reason[] {
  const { kinds, object } = payload;
  const missing = (key: string): Reason => ({ field: key, code: 'missing', text: '' });
  return [
    ...(isUscc(object.code ?? '')
      ? []
      : [{ field: 'CF_XDR_SHXYM', code: 'codeWrong' as const, text: object.code ?? '' }]),
    ...(kinds.includes('fine') && payload.fineFen === 0 ? [missing('CF_NR_FK')] : []),
    ...(kinds.includes('confiscation') && payload.confiscatedFen === 0 ? [missing('CF_NR_WFFF')] : []),
    ...((kinds.includes('licenceHeld') || kinds.includes('licenceRevoked')) && payload.licence === ''
      ? [missing('CF_NR_ZKDX')]
      : []),
  ];
}
