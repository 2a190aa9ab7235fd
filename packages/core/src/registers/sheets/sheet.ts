/**
 * Check-sheet templates (检查单): per industry, with versions; sections of lines, each with its requirement, basis, method,
 * criterion and what evidence to take. A line keeps its `key` over all versions, so that results of different years
 * can be compared. Lines are content; who passes a version stands in the documents' way.
 */
import { z } from 'zod';
import { documentFlow, documentStates } from '../../common/document-flow.ts';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { legalBasis } from '../items/item.ts';

/** 符合/不符合/不适用, a measured value, one of several words, or a text. */
export const answerKinds = ['conformity', 'measure', 'choice', 'text'] as const;
export type AnswerKind = (typeof answerKinds)[number];

const lineKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, { message: 'sheet.line_key_form' });

/** A finding ready to take over, with the handling that usually follows. */
export const cannedFinding = z.object({ text: requiredLine(500), handling: line(300) });

export const sheetLine = z.object({
  key: lineKey,
  requirement: requiredLine(1000),
  bases: z.array(legalBasis).max(20),
  /** How to check: look on site, see papers, ask, measure. */
  method: paragraph(1000),
  /** When the answer is "conforms". */
  criterion: paragraph(1000),
  /** What to photograph, copy or note. */
  evidence: line(500),
  answer: z.enum(answerKinds),
  /** Unit of a measure. */
  unit: line(20),
  /** Words of a choice. */
  choices: z.array(requiredLine(60)).max(20),
  /** Asked only when an earlier line was answered so; null = always. */
  askedWhen: z.object({ key: lineKey, answer: requiredLine(60) }).nullable(),
  /** When "not applicable" may be answered; empty = never. */
  notApplicable: line(300),
  findings: z.array(cannedFinding).max(20),
});
export type SheetLine = z.output<typeof sheetLine>;

export const sheetSection = z.object({ title: requiredLine(100), lines: z.array(sheetLine).max(200) });
export type SheetSection = z.output<typeof sheetSection>;

export const sheetContent = z
  .object({
    name: requiredLine(100),
    industry: requiredLine(60),
    note: paragraph(2000),
    sections: z.array(sheetSection).max(40),
  })
  .superRefine((content, context) => {
    for (const problem of contentProblems(content.sections)) {
      context.addIssue({ code: 'custom', message: problem.message, path: [...problem.path] });
    }
  });
export type SheetContent = z.output<typeof sheetContent>;

interface Problem {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** Keys stand once, a condition names an earlier line, a choice has words and a measure its unit. */
function contentProblems(sections: readonly SheetSection[]): readonly Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  sections.forEach((section, s) =>
    section.lines.forEach((each, l) => {
      const path = ['sections', s, 'lines', l] as const;
      if (seen.has(each.key)) problems.push({ message: 'sheet.line_key_twice', path: [...path, 'key'] });
      if (each.askedWhen !== null && !seen.has(each.askedWhen.key))
        problems.push({ message: 'sheet.condition_not_earlier', path: [...path, 'askedWhen'] });
      if (each.answer === 'choice' && each.choices.length < 2)
        problems.push({ message: 'sheet.choice_without_words', path: [...path, 'choices'] });
      if (each.answer === 'measure' && each.unit === '')
        problems.push({ message: 'sheet.measure_without_unit', path: [...path, 'unit'] });
      seen.add(each.key);
    }),
  );
  return problems;
}

export function linesOf(content: Pick<SheetContent, 'sections'>): readonly SheetLine[] {
  return content.sections.flatMap((section) => section.lines);
}

/** Lines without a legal basis: a version that has any cannot be submitted. */
export function linesWithoutBasis(content: Pick<SheetContent, 'sections'>): readonly SheetLine[] {
  return linesOf(content).filter((each) => each.bases.length === 0);
}

/** One version in lists. */
export const sheetVersionRow = z.object({
  id: uuid,
  no: z.number().int(),
  state: z.enum(documentStates),
  lines: z.number().int(),
  publishedOn: plainDate.nullable(),
  updatedAt: instant,
});
export type SheetVersionRow = z.output<typeof sheetVersionRow>;

export const sheetRow = z.object({
  id: uuid,
  name: z.string(),
  industry: z.string(),
  /** The version in force, and the one being worked on. */
  published: sheetVersionRow.nullable(),
  latest: sheetVersionRow,
});
export type SheetRow = z.output<typeof sheetRow>;

export const sheetDetail = z.object({
  sheetId: uuid,
  versionId: uuid,
  no: z.number().int(),
  /** Row version for optimistic saving. */
  version: z.number().int(),
  content: z.object({
    name: z.string(),
    industry: z.string(),
    note: z.string(),
    sections: z.array(sheetSection),
  }),
  flow: documentFlow,
  versions: z.array(sheetVersionRow),
});
export type SheetDetail = z.output<typeof sheetDetail>;

/** A published sheet as items and inspections choose it. */
export const publishedSheet = z.object({
  sheetId: uuid,
  versionId: uuid,
  version: z.number().int(),
  name: z.string(),
  industry: z.string(),
  lines: z.number().int(),
});
export type PublishedSheet = z.output<typeof publishedSheet>;
