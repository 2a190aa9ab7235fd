/**
 * The layouts of the channels: national enterprise credit publicity (domain e.4, both blocks), 互联网+监管 acts (e.5), the
 * provincial template; credit platforms and the government site stand beside. Titles and wordings are the receivers' own
 * Chinese. Documented in docs/channels. Pure.
 */
import type { PublicResult } from '../public-record.ts';
import { type ChannelLayout, field, type LayoutPart, type OutsideChannel, optional } from './channel.ts';
import { creditResult, penalty } from './credit-layout-form.ts';
import {
  codeReasons,
  keyFields,
  keysOf,
  marketAbsence,
  namedAbsence,
  targeted,
  wordingOf,
  wordingReasons,
} from './layout-parts-form.ts';
import { siteLayout } from './site-layout-form.ts';

const enterpriseCredit: LayoutPart<PublicResult> = {
  name: 'enterprise-credit-1',
  blocks: [
    {
      key: 'inspectionResult',
      fields: [
        ...keyFields,
        field('uniscid', '统一社会信用代码', 18, 'object.code'),
        field('entName', '企业名称', 200, 'object.name'),
        field('insAuth_CN', '检查实施机关', 1000, 'agency.name'),
        field('insType', '类型代码', 1, 'origin: 1 draw, 2 other'),
        field('insType_CN', '类型', 10, 'origin'),
        field('insDate', '日期', 20, 'inspectedOn'),
        field('insRes_CN', '结果', 255, 'overall'),
      ],
    },
    {
      key: 'randomInspection',
      fields: [
        ...keyFields,
        field('uniscid', '统一社会信用代码', 18, 'object.code'),
        field('entName', '企业名称', 200, 'object.name'),
        optional('raninsPlanId', '抽查计划编号', 255, 'plan.number'),
        optional('raninsPlaneName', '抽查计划名称', 1000, 'plan.name'),
        field('raninsTaskId', '抽查任务编号', 255, 'task.number'),
        field('raninsTaskName', '抽查任务名称', 1000, 'task.name'),
        optional('raninsTypeName', '抽查类型', 255, 'isTargeted'),
        field('insAuth', '抽查机关', 1000, 'agency.name'),
        field('insDate', '抽查完成日期', 20, 'inspectedOn'),
      ],
    },
    {
      key: 'details',
      fields: [
        ...keyFields,
        field('seqno', '序号', 5, 'position'),
        field('raninsItemName', '抽查事项', 1000, 'items[].name'),
        field('raninsCheckResName', '抽查结果', 255, 'items[].wording'),
      ],
    },
  ],
  carriesMark: false,
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

const actKinds: Readonly<Partial<Record<PublicResult['origin'], string>>> = {
  draw: '双随机',
  special: '专项',
};

const supervision: LayoutPart<PublicResult> = {
  name: 'supervision-act-1',
  blocks: [
    {
      key: 'act',
      fields: [
        ...keyFields,
        field('actId', '监管行为编码', 60, 'record.id'),
        field('itemName', '监管事项', 2000, 'items[].name'),
        field('agencyUscc', '实施机构统一社会信用代码', 18, 'settings.agencyCode'),
        field('agencyName', '实施机构名称', 200, 'agency.name'),
        field('divisionCode', '行政区划代码', 12, 'division of the agency'),
        field('objectType', '监管对象类型', 40, 'object.kind'),
        field('objectName', '监管对象名称', 200, 'object.name'),
        field('objectCode', '监管对象代码', 40, 'object.code'),
        field('actKind', '监管形式', 20, 'origin'),
        optional('planId', '抽查计划编号', 255, 'plan.number'),
        field('taskId', '抽查任务编号', 255, 'task.number'),
        field('isRandom', '是否双随机', 1, 'origin: 1 draw, 0 other'),
        field('endedAt', '检查完成日期', 10, 'inspectedOn'),
        field('resultCode', '检查结果代码', 40, 'overall.code'),
        field('resultText', '检查结果', 255, 'overall'),
        optional('problemText', '发现的问题', 4000, 'findings[].text'),
        optional('measure', '处置措施', 2000, 'followups[].wording'),
        optional('followUpState', '处置状态', 200, 'followups[].isClosed'),
        field('publishedOn', '公示日期', 10, 'record.publishedOn'),
        optional('publishUrl', '公示地址', 500, 'address of the record'),
      ],
    },
  ],
  carriesMark: false,
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

const provincial: LayoutPart<PublicResult> = {
  name: 'provincial-1',
  blocks: [
    {
      key: 'results',
      fields: [
        optional('planNumber', '抽查计划编号', 255, 'plan.number'),
        optional('planName', '抽查计划名称', 1000, 'plan.name'),
        field('taskNumber', '抽查任务编号', 255, 'task.number'),
        optional('taskName', '抽查任务名称', 1000, 'task.name'),
        optional('targeted', '抽查类型', 20, 'isTargeted'),
        field('agency', '抽查机关', 200, 'agency.name'),
        field('objectName', '检查对象名称', 200, 'object.name'),
        field('uniscid', '统一社会信用代码/注册号', 40, 'object.code'),
        field('itemName', '抽查事项', 1000, 'items[].name'),
        field('itemResult', '抽查结果', 255, 'items[].wording'),
        field('overall', '总体结果', 255, 'overall'),
        optional('followup', '后续处置', 2000, 'followups[]'),
        field('inspectedOn', '抽查完成日期', 10, 'inspectedOn'),
        field('publishedOn', '公示日期', 10, 'record.publishedOn'),
        ...keyFields,
      ],
    },
  ],
  carriesMark: false,
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

export const channelLayouts: Readonly<Record<OutsideChannel, ChannelLayout>> = {
  governmentSite: siteLayout,
  enterpriseCredit: { result: enterpriseCredit },
  creditPlatform: { result: creditResult, penalty },
  supervision: { result: supervision },
  provincial: { result: provincial },
};
