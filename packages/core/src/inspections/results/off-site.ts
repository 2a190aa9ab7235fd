/**
 * Off-site methods as full methods (R170): documents, network data, monitoring, testing, entrusted bodies, opinions of
 * departments. Nobody enters; the record says what was compared with what, over which time, and what it showed. Pure.
 */
import { z } from 'zod';
import { paragraph, plainDate, requiredLine } from '../../common/schemas.ts';

/** Methods of a task at which nobody enters. */
export const offSiteMethods = ['documents', 'network', 'testing', 'entrusted', 'departmentOpinion'] as const;

const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });

export const offSiteRecord = z
  .object({
    /** What was looked at or compared: papers, data sets, samples, the department's opinion. */
    compared: filled(2000),
    /** Where each of it comes from: system, department, laboratory, with numbers. */
    sources: z.array(requiredLine(300)).min(1).max(30),
    /** The time that the papers or data cover. */
    from: plainDate,
    to: plainDate,
    conclusion: filled(4000),
  })
  .refine((record) => record.from <= record.to, { message: 'result.off_site_period_invalid', path: ['to'] });
export type OffSiteRecord = z.output<typeof offSiteRecord>;
