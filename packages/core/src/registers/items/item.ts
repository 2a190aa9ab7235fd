/**
 * The random-inspection item list (随机抽查事项清单): what one item says, and what other stages read of a published one.
 * An item keeps its `itemKey` over all versions of the list; its `id` belongs to one version. The columns are the
 * union of those found in provincial lists (domain b.2).
 */
import { z } from 'zod';
import { line, paragraph, requiredLine, uuid } from '../../common/schemas.ts';
import { objectKinds } from '../object.ts';

/** 一般检查事项: the ratio is capped; 重点检查事项: it is not. */
export const itemTiers = ['general', 'key'] as const;
export type ItemTier = (typeof itemTiers)[number];

/** 核查方式 (domain a.1, e.4). */
export const inspectionMethods = [
  'onSite', // 实地检查
  'documents', // 书面检查
  'network', // 网络监测
  'testing', // 检验检测
  'entrusted', // 委托专业机构
  'departmentOpinion', // 行政部门检查结果或专业意见
] as const;
export type InspectionMethod = (typeof inspectionMethods)[number];

/** One legal basis: law and article are said in words; the ids tie them to the library of statutes. */
export const legalBasis = z.object({
  law: requiredLine(200),
  /** 第三十六条第一款; may be empty where a whole rule is cited. */
  article: line(400),
  text: paragraph(8000),
  statuteId: uuid.nullable().default(null),
  articleId: uuid.nullable().default(null),
});
export type LegalBasis = z.output<typeof legalBasis>;

export const itemFields = z.object({
  code: line(60),
  /** 编制单位: whose part of the list this is, where one list serves several units; else empty. */
  unit: line(200).default(''),
  category: line(200),
  name: requiredLine(300),
  subItems: z.array(requiredLine(300)).max(100),
  tier: z.enum(itemTiers),
  bases: z.array(legalBasis).max(60),
  /** 检查主体: who inspects, as the list says it. */
  subject: line(400),
  /** 检查对象 in the list's words, and the kinds of the directory it means. */
  objectsText: paragraph(2000),
  objectKinds: z.array(z.enum(objectKinds)).max(objectKinds.length),
  content: paragraph(8000),
  methods: z.array(z.enum(inspectionMethods)).max(inspectionMethods.length),
  /** Words of the list for a method that none of ours means; kept, shown and exported as they are. */
  otherMethods: line(300).default(''),
  /** 抽查比例 as [a, b] = a/b, or null where the list leaves it to the plan; the list's own words beside it. */
  ratio: z.tuple([z.number().int().min(0), z.number().int().min(1)]).nullable(),
  ratioText: line(200),
  /** 抽查频次 in words, and the most times a year, null = not capped by the item. */
  frequencyText: line(200),
  yearlyCap: z.number().int().min(0).max(366).nullable(),
  /** 检查人员要求: qualification words that the inspectors' specialities carry; empty = none. */
  qualifications: z.array(requiredLine(60)).max(20),
  announced: z.boolean(),
  /** Stable ids of check-sheet templates. */
  sheetIds: z.array(uuid).max(20),
  guidance: paragraph(8000),
  /** Stable keys of entries of the leniency list. */
  leniencyKeys: z.array(uuid).max(60),
  sectionId: uuid.nullable(),
  coAgencies: z.array(requiredLine(100)).max(20),
  remark: paragraph(2000),
});
export type ItemFields = z.output<typeof itemFields>;

/** A published item as plans, draws and inspections use it. */
export interface PublishedItem {
  readonly itemKey: string;
  readonly itemId: string;
  readonly listId: string;
  readonly listVersion: number;
  readonly code: string;
  readonly category: string;
  readonly name: string;
  readonly tier: ItemTier;
  readonly announced: boolean;
  readonly methods: readonly InspectionMethod[];
  readonly ratio: readonly [number, number] | null;
  readonly yearlyCap: number | null;
  readonly qualifications: readonly string[];
  readonly sheetIds: readonly string[];
  readonly sectionId: string | null;
}
