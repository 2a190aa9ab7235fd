/**
 * Layout of the government's own web site: everything that is public, withheld parts as such – results, lists, rule books,
 * plans, draws, serious-dishonesty listings, penalties. Pure.
 */
import { penaltyKindsText } from '../../followups/penalty-form.ts';
import type {
  PublicDocument,
  PublicDraw,
  PublicListing,
  PublicPenalty,
  PublicResult,
} from '../public-record.ts';
import { type ChannelLayout, field, type LayoutContext, type LayoutPart, optional } from './channel.ts';
import { keyFields, keysOf } from './layout-parts-form.ts';

const siteColumns = [
  ...keyFields,
  optional('objectName', '检查对象', 200, 'object.name'),
  optional('uniscid', '统一社会信用代码', 40, 'object.code'),
  field('agency', '检查机关', 200, 'agency.name'),
  field('taskNumber', '任务编号', 255, 'task.number'),
  optional('taskName', '任务名称', 1000, 'task.name'),
  field('kind', '检查类型', 60, 'originWording'),
  optional('items', '检查事项', 4000, 'items[]'),
  field('overall', '检查结果', 255, 'overall'),
  optional('followup', '后续处置', 2000, 'followups[]'),
  field('inspectedOn', '检查日期', 10, 'inspectedOn'),
  field('publishedOn', '公示日期', 10, 'record.publishedOn'),
  field('status', '状态', 10, 'record.isObjected'),
  optional('url', '网址', 500, 'address of the record'),
];

const statusOf = ({ isObjected }: LayoutContext): string => (isObjected ? '异议处理中' : '有效');
const url = optional('url', '网址', 500, 'address of the record');
const publishedOn = field('publishedOn', '公示日期', 10, 'record.publishedOn');

const results: LayoutPart<PublicResult> = {
  name: 'government-site-1',
  blocks: [{ key: 'results', fields: siteColumns }],
  carriesMark: true,
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
        status: statusOf(context),
        url: context.url,
      },
    ],
  }),
};

const documentKinds: Readonly<Record<PublicDocument['documentKind'], string>> = {
  itemList: '随机抽查事项清单',
  leniencyList: '轻微免罚清单',
  ruleBook: '工作细则',
  plan: '年度抽查计划',
};

const documents: LayoutPart<PublicDocument> = {
  name: 'government-site-1',
  blocks: [
    {
      key: 'documents',
      fields: [
        ...keyFields,
        field('kind', '文件类型', 60, 'documentKind'),
        field('title', '名称', 300, 'title'),
        field('agency', '发布机关', 200, 'agency.name'),
        field('edition', '版次', 10, 'version'),
        publishedOn,
        url,
      ],
    },
  ],
  carriesMark: false,
  absence: () => null,
  rows: (payload, context) => ({
    documents: [
      {
        ...keysOf(context),
        kind: documentKinds[payload.documentKind],
        title: payload.title,
        agency: payload.agency.name,
        edition: String(payload.version),
        publishedOn: payload.publishedOn,
        url: context.url,
      },
    ],
  }),
};

const draws: LayoutPart<PublicDraw> = {
  name: 'government-site-1',
  blocks: [
    {
      key: 'draws',
      fields: [
        ...keyFields,
        field('number', '抽取编号', 120, 'number'),
        field('title', '名称', 300, 'title'),
        field('agency', '抽取机关', 200, 'agency.name'),
        optional('drawnOn', '抽取日期', 10, 'drawnOn'),
        field('status', '状态', 10, 'voided'),
        optional('voidedOn', '作废日期', 10, 'voided.on'),
        publishedOn,
        url,
      ],
    },
  ],
  carriesMark: false,
  absence: () => null,
  rows: (payload, context) => ({
    draws: [
      {
        ...keysOf(context),
        number: payload.number,
        title: payload.title,
        agency: payload.agency.name,
        drawnOn: payload.drawnOn ?? '',
        status: payload.voided === null ? '有效' : '作废',
        voidedOn: payload.voided?.on ?? '',
        publishedOn: context.publishedOn,
        url: context.url,
      },
    ],
  }),
};

const object = [
  field('objectName', '单位名称', 200, 'object.name'),
  optional('uniscid', '统一社会信用代码', 40, 'object.code'),
  field('agency', '决定机关', 200, 'agency.name'),
  field('number', '决定书文号', 100, 'number'),
];

const listings: LayoutPart<PublicListing> = {
  name: 'government-site-1',
  blocks: [
    {
      key: 'listings',
      fields: [
        ...keyFields,
        ...object,
        field('ground', '列入事由', 60, 'ground.wording'),
        field('basis', '依据', 500, 'basis'),
        field('decidedOn', '决定日期', 10, 'decidedOn'),
        field('endsOn', '公示期至', 10, 'endsOn'),
        field('status', '状态', 10, 'record.isObjected'),
        url,
      ],
    },
  ],
  carriesMark: true,
  absence: () => null,
  rows: (payload, context) => ({
    listings: [
      {
        ...keysOf(context),
        objectName: payload.object.name,
        uniscid: payload.object.code ?? '',
        agency: payload.agency.name,
        number: payload.number,
        ground: payload.ground.wording,
        basis: payload.basis,
        decidedOn: payload.decidedOn,
        endsOn: payload.endsOn,
        status: statusOf(context),
        url: context.url,
      },
    ],
  }),
};

const penalties: LayoutPart<PublicPenalty> = {
  name: 'government-site-1',
  blocks: [
    {
      key: 'penalties',
      fields: [
        ...keyFields,
        ...object,
        field('violation', '违法行为类型', 500, 'violation'),
        field('kinds', '处罚类别', 200, 'kinds[]'),
        field('content', '处罚内容', 4000, 'content'),
        field('decidedOn', '决定日期', 10, 'decidedOn'),
        optional('publicUntil', '公示截止期', 10, 'publicUntil'),
        field('status', '状态', 10, 'record.isObjected'),
        url,
      ],
    },
  ],
  carriesMark: true,
  absence: () => null,
  rows: (payload, context) => ({
    penalties: [
      {
        ...keysOf(context),
        objectName: payload.object.name,
        uniscid: payload.object.code ?? '',
        agency: payload.agency.name,
        number: payload.number,
        violation: payload.violation,
        kinds: penaltyKindsText(payload.kinds),
        content: payload.content,
        decidedOn: payload.decidedOn,
        publicUntil: payload.publicUntil ?? '',
        status: statusOf(context),
        url: context.url,
      },
    ],
  }),
};

export const siteLayout: ChannelLayout = {
  result: results,
  document: documents,
  draw: draws,
  listing: listings,
  penalty: penalties,
};
