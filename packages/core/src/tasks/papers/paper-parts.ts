/**
 * Parts that the data of several papers share. A paper's data is frozen when it is issued, so everything stands in it as
 * text of that day: no ids to look up later. Empty text means "not known" and is left out, or written in by hand on a
 * blank paper. Instants are ISO, days YYYY-MM-DD; papers write them in Chinese form.
 */
import { z } from 'zod';
import { line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { memberRoles } from '../inspection.ts';

/** Who issues it, as it stands in the head. */
export const paperAgency = z.object({
  name: requiredLine(100),
  phone: line(60).default(''),
  address: line(200).default(''),
});

/** The object, with the person in charge: legalRep of the register, or whom the team met. */
export const paperObject = z.object({
  name: requiredLine(200),
  uscc: line(30).nullable().default(null),
  address: line(300).default(''),
  legalRep: line(60).default(''),
  post: line(60).default(''),
  phone: line(60).default(''),
});

export const paperPerson = z.object({
  name: requiredLine(60),
  certificateNumber: line(60),
  agencyName: line(100).default(''),
  role: z.enum(memberRoles).default('member'),
});
export type PaperPerson = z.output<typeof paperPerson>;
export const paperPeople = z.array(paperPerson).max(40);

/** Those who help and do not enforce; their number is fixed beforehand. */
export const paperAssistants = z
  .array(z.object({ name: line(60), organisation: line(100).default('') }))
  .max(10);

export const paperClause = z.object({ law: requiredLine(200), article: line(400).default('') });
export const paperClauses = z.array(paperClause).max(20);

/** An item of the published list with its bases. */
export const paperItem = z.object({
  code: line(60).default(''),
  name: requiredLine(200),
  content: paragraph(2000).default(''),
  agencyName: line(100).default(''),
  bases: paperClauses.default([]),
});
export const paperItems = z.array(paperItem).max(41);

/** A problem: fact, clauses, the day until which it must be put right, safety measures until then, numbers of photographs. */
export const paperFinding = z.object({
  /** Of the problem, so that what follows finds the paper; not printed. */
  findingId: uuid.nullable().default(null),
  text: paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' }),
  clauses: paperClauses,
  dueOn: plainDate.nullable().default(null),
  measures: paragraph(1000).default(''),
  photos: z.array(line(40)).max(200).default([]),
});
export const paperFindings = z.array(paperFinding).max(200);

/** Bodies for review and litigation, by name; see `paperSetting` of the agency. */
export const paperRemedies = z.object({ reviewBody: requiredLine(100), court: requiredLine(100) });

/** Who can be asked. */
export const paperContact = z.object({ name: line(60), phone: line(60) });

/** Piece of evidence or paper that goes with this one. */
export const paperFile = z.object({
  name: requiredLine(200),
  copies: z.number().int().min(0).max(1000).default(1),
  pages: z.number().int().min(0).max(100_000).nullable().default(null),
  note: line(200).default(''),
});
export const paperFiles = z.array(paperFile).max(500);

/** Somebody's opinion on an inner form. */
export const paperOpinion = z.object({
  text: paragraph(1000),
  by: line(60),
  on: plainDate.nullable(),
});

/** Who signs for the object. */
export const paperRepresentative = z.object({
  name: line(60),
  post: line(60).default(''),
  phone: line(60).default(''),
});

/** Refusal to sign or to receive, with who saw it. */
export const paperRefusal = z.object({
  reason: requiredLine(300),
  witness: line(60).default(''),
  witnessContact: line(60).default(''),
});

export const paperMethods = [
  'onSite',
  'documents',
  'network',
  'testing',
  'entrusted',
  'departmentOpinion',
] as const;

/** What every paper has. */
export const paperCommon = {
  agency: paperAgency,
  /** Day of the paper. */
  issuedOn: plainDate,
};
