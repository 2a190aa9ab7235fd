/**
 * Posts (岗位) and who holds them. Three are named, since they may lie in three sections: the lead of the whole work, the
 * lead of the draw, the maker of the plan. A post is a duty, not a permission: what a person may do is said by roles.
 */
import { z } from 'zod';
import { paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

/** 牵头双随机工作, 牵头抽取, 制定计划. */
export const namedPosts = ['wholeLead', 'drawLead', 'planMaker'] as const;
export type NamedPost = (typeof namedPosts)[number];

/** The seven links of the responsibility list, in their order (domain b.2). */
export const responsibilityLinks = [
  'planning',
  'drawing',
  'dispatch',
  'onSite',
  'entry',
  'handling',
  'publication',
] as const;
export type ResponsibilityLink = (typeof responsibilityLinks)[number];

export const postFields = z.object({
  name: requiredLine(60),
  named: z.enum(namedPosts).nullable(),
  sectionId: uuid.nullable(),
  duties: z.array(z.enum(responsibilityLinks)).max(responsibilityLinks.length),
  note: paragraph(1000),
  since: plainDate,
  /** First day on which the post no longer exists. */
  untilDay: plainDate.nullable(),
  holders: z.array(uuid).max(20),
});
export type PostFields = z.output<typeof postFields>;

export const postHolder = z.object({
  accountId: uuid,
  personName: z.string(),
  since: plainDate,
  untilDay: plainDate.nullable(),
});
export const postRow = postFields.omit({ holders: true }).extend({
  id: uuid,
  sectionName: z.string().nullable(),
  version: z.number().int(),
  /** Present and past, newest first. */
  holders: z.array(postHolder),
});
export type PostRow = z.output<typeof postRow>;
