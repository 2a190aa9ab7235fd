/**
 * The layouts of the channels: national enterprise credit publicity (domain e.4, both blocks), credit platforms
 * (inspection results), 互联网+监管 acts (e.5), the provincial template. Titles and wordings are the receivers' own
 * Chinese. Documented in docs/channels. Pure.
 */
import { isUscc } from '../../common/uscc.ts';
import type { PublicResult } from '../public-record.ts';
import {
  type Absence,
  type ChannelLayout,
  field,
  type LayoutContext,
  type OutsideChannel,
  optional,
  type Reason,
} from './channel.ts';

/** Standard wordings of results by our codes; whatever else a rule book defines has to read like one of them. */
export const resultWordings: Readonly<Record<string, string>> = {
  noProblem: '未发现问题',
  notDisclosed: '未按规定公示应当公示的信息',
  falseDisclosure: '公示信息隐瞒真实情况、弄虚作假',
  unreachable: '通过登记的住所（经营场所）无法联系',
  correctedOnOrder: '发现问题已责令改正',
  refusedSeriously: '不配合检查情节严重',
  activityNotFound: '未发现开展本次抽查涉及的经营活动',
  problemPending: '发现问题待后续处理',
  closedDown: '已关闭停业或正在组织清算',
  deregistered: '注销',
  revoked: '被吊销',
  rescinded: '被撤销',
  moved: '迁出',
};
const wordings = new Set(Object.values(resultWordings));

/** The receivers' wording of a result; null when neither code nor wording is one of theirs. */
export function standardWording(result: { readonly code: string; readonly wording: string }): string | null {
  if (Object.hasOwn(resultWordings, result.code)) return resultWordings[result.code] ?? null;
  return wordings.has(result.wording) ? result.wording : null;
}

function namedAbsence(result: PublicResult): Absence | null {
  if (result.withheld.includes('objectName')) return 'nameWithheld';
  if (result.object.code !== null && result.object.code !== '') return null;
  return result.withheld.includes('objectCode') ? 'codeWithheld' : 'noCode';
}

/** Enterprises, individual businesses and farmers' cooperatives (e.1). */
function marketAbsence(result: PublicResult): Absence | null {
  const absence = namedAbsence(result);
  if (absence !== null) return absence;
  const code = result.object.code ?? '';
  return /^9[123]/.test(code) || !isUscc(code) ? null : 'notMarketEntity';
}

function codeReasons({ object }: PublicResult): readonly Reason[] {
  const code = object.code ?? '';
  return isUscc(code) ? [] : [{ field: 'uniscid', code: 'codeWrong', text: code }];
}

function wordingReasons(result: PublicResult): readonly Reason[] {
  const wrong = (
    name: string,
    each: { readonly code: string; readonly wording: string },
  ): readonly Reason[] =>
    standardWording(each) === null ? [{ field: name, code: 'wordingUnknown', text: each.wording }] : [];
  return [
    ...wrong('insRes_CN', result.overall),
    ...result.items.flatMap((item) => wrong('raninsCheckResName', item)),
  ];
}

const targeted = (result: PublicResult): string =>
  result.isTargeted === null ? '' : result.isTargeted ? '定向' : '不定向';
const wordingOf = (each: { readonly code: string; readonly wording: string }): string =>
  standardWording(each) ?? each.wording;
const keysOf = ({ id, version, operation }: LayoutContext) => ({
  recordId: id,
  recordVersion: String(version),
  op: operation,
});

const keyFields = [
  field('recordId', '记录编号', 36),
  field('recordVersion', '记录版本', 10),
  field('op', '操作', 10),
];
const uniscid = field('uniscid', '统一社会信用代码', 18);
const entName = field('entName', '企业名称', 200);

const enterpriseCredit: ChannelLayout = {
  name: 'enterprise-credit-1',
  blocks: [
    {
      key: 'inspectionResult',
      fields: [
        ...keyFields,
        uniscid,
        entName,
        field('insAuth_CN', '检查实施机关', 1000),
        field('insType', '类型代码', 1),
        field('insType_CN', '类型', 10),
        field('insDate', '日期', 20),
        field('insRes_CN', '结果', 255),
      ],
    },
    {
      key: 'randomInspection',
      fields: [
        ...keyFields,
        uniscid,
        entName,
        optional('raninsPlanId', '抽查计划编号', 255),
        optional('raninsPlaneName', '抽查计划名称', 1000),
        field('raninsTaskId', '抽查任务编号', 255),
        field('raninsTaskName', '抽查任务名称', 1000),
        optional('raninsTypeName', '抽查类型', 255),
        field('insAuth', '抽查机关', 1000),
        field('insDate', '抽查完成日期', 20),
      ],
    },
    {
      key: 'details',
      fields: [
        ...keyFields,
        field('seqno', '序号', 5),
        field('raninsItemName', '抽查事项', 1000),
        field('raninsCheckResName', '抽查结果', 255),
      ],
    },
  ],
  absence: marketAbsence,
  check: (result) => [...codeReasons(result), ...wordingReasons(result)],
  rows: (result, context) => {
    const keys = keysOf(context);
    const object = { ...keys, uniscid: result.object.code ?? '', entName: result.object.name };
    const isDrawn = result.origin === 'draw';
    const random = {
      ...object,
      raninsPlanId: result.plan?.number ?? '',
      raninsPlaneName: result.plan?.name ?? '',
      raninsTaskId: result.task.number,
      raninsTaskName: result.task.name,
      raninsTypeName: targeted(result),
      insAuth: result.agency.name,
      insDate: result.inspectedOn,
    };
    return {
      inspectionResult: [
        {
          ...object,
          insAuth_CN: result.agency.name,
          insType: isDrawn ? '1' : '2',
          insType_CN: isDrawn ? '抽查' : '检查',
          insDate: result.inspectedOn,
          insRes_CN: wordingOf(result.overall),
        },
      ],
      randomInspection: isDrawn ? [random] : [],
      details: isDrawn
        ? result.items.map((item, n) => ({
            ...keys,
            seqno: String(n + 1),
            raninsItemName: item.name,
            raninsCheckResName: wordingOf(item),
          }))
        : [],
    };
  },
};

const creditPlatform: ChannelLayout = {
  name: 'credit-inspection-1',
  blocks: [
    {
      key: 'inspection',
      fields: [
        ...keyFields,
        field('JC_XDR_MC', '行政相对人名称', 200),
        field('JC_XDR_SHXYM', '统一社会信用代码', 18),
        field('JC_RWBH', '检查任务编号', 255),
        optional('JC_RWMC', '检查任务名称', 1000),
        field('JC_LX', '检查类型', 60),
        optional('JC_SX', '检查事项', 2000),
        field('JC_JG', '检查结果', 255),
        optional('JC_WT', '发现的问题', 4000),
        optional('JC_CZ', '后续处置', 2000),
        field('JC_RQ', '检查日期', 10),
        field('JC_JCJG', '检查机关', 200),
        optional('JC_JCJGDM', '检查机关代码', 18),
        field('JC_GSRQ', '公示日期', 10),
        optional('BZ', '备注', 1000),
      ],
    },
  ],
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
        BZ: result.corrections.at(-1)?.ground ?? '',
      },
    ],
  }),
};

const actKinds: Readonly<Partial<Record<PublicResult['origin'], string>>> = {
  draw: '双随机',
  special: '专项',
};

const supervision: ChannelLayout = {
  name: 'supervision-act-1',
  blocks: [
    {
      key: 'act',
      fields: [
        ...keyFields,
        field('actId', '监管行为编码', 60),
        field('itemName', '监管事项', 2000),
        field('agencyUscc', '实施机构统一社会信用代码', 18),
        field('agencyName', '实施机构名称', 200),
        field('divisionCode', '行政区划代码', 12),
        field('objectType', '监管对象类型', 40),
        field('objectName', '监管对象名称', 200),
        field('objectCode', '监管对象代码', 40),
        field('actKind', '监管形式', 20),
        optional('planId', '抽查计划编号', 255),
        field('taskId', '抽查任务编号', 255),
        field('isRandom', '是否双随机', 1),
        field('endedAt', '检查完成日期', 10),
        field('resultCode', '检查结果代码', 40),
        field('resultText', '检查结果', 255),
        optional('problemText', '发现的问题', 4000),
        optional('measure', '处置措施', 2000),
        optional('followUpState', '处置状态', 200),
        field('publishedOn', '公示日期', 10),
        optional('publishUrl', '公示地址', 500),
      ],
    },
  ],
  absence: namedAbsence,
  rows: (result, context) => ({
    act: [
      {
        ...keysOf(context),
        actId: context.id,
        itemName: result.items.map((item) => item.name).join('；'),
        agencyUscc: context.agencyCode,
        agencyName: result.agency.name,
        divisionCode: context.divisionCode,
        objectType: result.object.kind,
        objectName: result.object.name,
        objectCode: result.object.code ?? '',
        actKind: actKinds[result.origin] ?? '其他',
        planId: result.plan?.number ?? '',
        taskId: result.task.number,
        isRandom: result.origin === 'draw' ? '1' : '0',
        endedAt: result.inspectedOn,
        resultCode: result.overall.code,
        resultText: wordingOf(result.overall),
        problemText: result.findings.map((each) => each.text).join('；'),
        measure: result.followups.map((each) => each.wording).join('；'),
        followUpState: result.followups.every((each) => each.isClosed) ? '已办结' : '处置中',
        publishedOn: context.publishedOn,
        publishUrl: context.url,
      },
    ],
  }),
};

const provincial: ChannelLayout = {
  name: 'provincial-1',
  blocks: [
    {
      key: 'results',
      fields: [
        optional('planNumber', '抽查计划编号', 255),
        optional('planName', '抽查计划名称', 1000),
        field('taskNumber', '抽查任务编号', 255),
        optional('taskName', '抽查任务名称', 1000),
        optional('targeted', '抽查类型', 20),
        field('agency', '抽查机关', 200),
        field('objectName', '检查对象名称', 200),
        field('uniscid', '统一社会信用代码/注册号', 40),
        field('itemName', '抽查事项', 1000),
        field('itemResult', '抽查结果', 255),
        field('overall', '总体结果', 255),
        optional('followup', '后续处置', 2000),
        field('inspectedOn', '抽查完成日期', 10),
        field('publishedOn', '公示日期', 10),
        ...keyFields,
      ],
    },
  ],
  absence: (result) => (result.origin === 'draw' ? namedAbsence(result) : 'kindNotTaken'),
  check: wordingReasons,
  rows: (result, context) => ({
    results: result.items.map((item) => ({
      ...keysOf(context),
      planNumber: result.plan?.number ?? '',
      planName: result.plan?.name ?? '',
      taskNumber: result.task.number,
      taskName: result.task.name,
      targeted: targeted(result),
      agency: result.agency.name,
      objectName: result.object.name,
      uniscid: result.object.code ?? '',
      itemName: item.name,
      itemResult: wordingOf(item),
      overall: wordingOf(result.overall),
      followup: result.followups.map((each) => each.wording).join('；'),
      inspectedOn: result.inspectedOn,
      publishedOn: context.publishedOn,
    })),
  }),
};

const siteColumns = [
  ...keyFields,
  optional('objectName', '检查对象', 200),
  optional('uniscid', '统一社会信用代码', 40),
  field('agency', '检查机关', 200),
  field('taskNumber', '任务编号', 255),
  optional('taskName', '任务名称', 1000),
  field('kind', '检查类型', 60),
  optional('items', '检查事项', 4000),
  field('overall', '检查结果', 255),
  optional('followup', '后续处置', 2000),
  field('inspectedOn', '检查日期', 10),
  field('publishedOn', '公示日期', 10),
  optional('url', '网址', 500),
];

/** The government's own web site: everything that is public, withheld parts as such. */
const governmentSite: ChannelLayout = {
  name: 'government-site-1',
  blocks: [{ key: 'results', fields: siteColumns }],
  absence: () => null,
  rows: (result, context) => ({
    results: [
      {
        ...keysOf(context),
        objectName: result.withheld.includes('objectName') ? '依法不予公开' : result.object.name,
        uniscid: result.object.code ?? '',
        agency: result.agency.name,
        taskNumber: result.task.number,
        taskName: result.task.name,
        kind: result.originWording,
        items: result.items.map((item) => `${item.name}：${item.wording}`).join('；'),
        overall: result.overall.wording,
        followup: result.followups.map((each) => `${each.wording}（${each.stateWording}）`).join('；'),
        inspectedOn: result.inspectedOn,
        publishedOn: context.publishedOn,
        url: context.url,
      },
    ],
  }),
};

export const channelLayouts: Readonly<Record<OutsideChannel, ChannelLayout>> = {
  governmentSite,
  enterpriseCredit,
  creditPlatform,
  supervision,
  provincial,
};
