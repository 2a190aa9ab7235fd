/**
 * The yearly scheme (实施方案) of the bureau and the notice by which it is issued (印发通知), as data: what it cites, its
 * chapters, each task with one lead section and the responsible sections, to whom it goes. The paper is made of this.
 */
import { z } from 'zod';
import { documentFlow, documentStates } from '../../common/document-flow.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

/** A section or agency by id; the name is that of the last saving, as the paper shows it. */
const unitRef = z.object({ id: uuid, name: z.string().max(120).default('') });
export type UnitRef = z.output<typeof unitRef>;

export const schemePoint = z.object({
  title: line(200),
  text: paragraph(6000),
  /** 牵头股室: exactly one for a task, none elsewhere. */
  lead: unitRef.nullable(),
  /** 责任股室. */
  sections: z.array(unitRef).max(20),
});
export type SchemePoint = z.output<typeof schemePoint>;

export const chapterKinds = ['text', 'points', 'tasks'] as const;
export const schemeChapter = z.object({
  heading: requiredLine(100),
  kind: z.enum(chapterKinds),
  text: paragraph(8000),
  points: z.array(schemePoint).max(40),
});
export type SchemeChapter = z.output<typeof schemeChapter>;

export const schemeBasis = z.object({
  /** The document of the library; null for one that is only named. */
  policyId: uuid.nullable(),
  /** As the text cites it: 《…》（国发〔2019〕5号）. */
  citation: requiredLine(500),
});
export type SchemeBasis = z.output<typeof schemeBasis>;

export const addresseeKinds = ['section', 'agency'] as const;
export const schemeContent = z.object({
  /** Stands before the bases: 为…; and after them: 结合…，制定本方案。 */
  purpose: paragraph(4000),
  bases: z.array(schemeBasis).max(40),
  closing: paragraph(1000),
  chapters: z.array(schemeChapter).max(12),
  /** 股室 in a county, 科室 above it; as the bureau says. */
  unitWord: requiredLine(10),
  notice: z.object({
    title: line(200),
    /** How the addressees are called on the paper: 机关各科室、下属事业单位. */
    addressees: line(300),
    body: paragraph(4000),
  }),
  addressees: z
    .array(z.object({ kind: z.enum(addresseeKinds), id: uuid, name: z.string().max(120).default('') }))
    .max(100),
});
export type SchemeContent = z.output<typeof schemeContent>;

export const schemeFields = z.object({
  year: z.number().int().min(2000).max(2999),
  title: requiredLine(200),
  content: schemeContent,
});
export type SchemeFields = z.output<typeof schemeFields>;

export const schemeRow = z.object({
  id: uuid,
  year: z.number().int(),
  title: z.string(),
  agencyName: z.string(),
  /** Of the asking person's agency; otherwise received from another. */
  own: z.boolean(),
  state: z.enum(documentStates),
  documentNumber: z.string(),
  signedOn: plainDate.nullable(),
  publishedOn: plainDate.nullable(),
  confirmed: z.number().int(),
  addressed: z.number().int(),
  /** The asking person's section or agency has not confirmed yet. */
  awaitsMe: z.boolean(),
});
export type SchemeRow = z.output<typeof schemeRow>;

export const schemeReceipt = z.object({
  addresseeId: uuid,
  name: z.string(),
  personName: z.string().nullable(),
  at: instant.nullable(),
});
export const schemeDetail = schemeRow.extend({
  content: schemeContent,
  version: z.number().int(),
  flow: documentFlow,
  receipts: z.array(schemeReceipt),
  /** Cited documents that have lapsed, as they are cited. */
  lapsedBases: z.array(z.string()),
});
export type SchemeDetail = z.output<typeof schemeDetail>;

/** What must stand before a scheme is submitted. Errors: `scheme.basis_missing`, `scheme.tasks_missing`, `scheme.task_lead_missing`. */
export function checkSubmission(content: SchemeContent): Result<null> {
  if (content.bases.length === 0) return fail('scheme.basis_missing', {}, 'bases');
  const tasks = content.chapters.filter((one) => one.kind === 'tasks').flatMap((one) => one.points);
  if (tasks.length === 0) return fail('scheme.tasks_missing', {}, 'chapters');
  const unled = tasks.find((one) => one.lead === null);
  return unled === undefined
    ? ok(null)
    : fail('scheme.task_lead_missing', { title: unled.title }, 'chapters');
}
