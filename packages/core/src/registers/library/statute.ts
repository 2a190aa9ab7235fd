/**
 * Statutes with their articles (法规库), shared by the agencies of a jurisdiction. A text is quoted, never interpreted:
 * what an article demands is said by items and check sheets. Another edition of a law is another statute.
 */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

/** 法律, 行政法规, 地方性法规, 部门规章, 地方政府规章, 规范性文件, 标准, in the order of their rank. */
export const statuteLevels = [
  'law',
  'administrativeRegulation',
  'localRegulation',
  'departmentRule',
  'localRule',
  'normativeDocument',
  'standard',
] as const;
export type StatuteLevel = (typeof statuteLevels)[number];

export const statuteStates = ['notYetInForce', 'inForce', 'ended'] as const;
export type StatuteState = (typeof statuteStates)[number];

export const articleFields = z.object({
  /** 第三十六条, or a clause of a standard. */
  number: requiredLine(40),
  chapter: line(200),
  text: paragraph(8000),
});
export type ArticleFields = z.output<typeof articleFields>;

export const statuteFields = z.object({
  title: requiredLine(200),
  edition: line(60),
  documentNumber: line(120),
  issuer: line(200),
  level: z.enum(statuteLevels),
  adoptedOn: plainDate.nullable(),
  effectiveOn: plainDate.nullable(),
  /** Where the text was taken from: a web address, a printed edition. */
  source: line(300),
  /** Day of the comparison with the official text; null = not compared. */
  checkedOn: plainDate.nullable(),
  articles: z
    .array(articleFields)
    .max(1500)
    .refine((list) => new Set(list.map((one) => one.number)).size === list.length, {
      message: 'statute.article_number_invalid',
    }),
});
export type StatuteFields = z.output<typeof statuteFields>;

export const statuteRow = z.object({
  id: uuid,
  title: z.string(),
  edition: z.string(),
  documentNumber: z.string(),
  issuer: z.string(),
  level: z.enum(statuteLevels),
  effectiveOn: plainDate.nullable(),
  endedOn: plainDate.nullable(),
  state: z.enum(statuteStates),
  checkedOn: plainDate.nullable(),
  articleCount: z.number().int(),
});
export type StatuteRow = z.output<typeof statuteRow>;

export const statuteArticle = articleFields.extend({ id: uuid });
export const statuteDetail = statuteRow.extend({
  adoptedOn: plainDate.nullable(),
  source: z.string(),
  endReason: z.string(),
  replacedBy: z.object({ id: uuid, title: z.string(), edition: z.string() }).nullable(),
  version: z.number().int(),
  updatedAt: instant,
  articles: z.array(statuteArticle),
});
export type StatuteDetail = z.output<typeof statuteDetail>;

/** Where a statute stands on a day. `endedOn` is the first day on which it no longer applies. */
export function statuteState(
  statute: { readonly effectiveOn: string | null; readonly endedOn: string | null },
  today: string,
): StatuteState {
  if (statute.endedOn !== null && statute.endedOn <= today) return 'ended';
  return statute.effectiveOn !== null && statute.effectiveOn > today ? 'notYetInForce' : 'inForce';
}
