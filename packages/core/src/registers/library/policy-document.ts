/**
 * Policy documents (政策文件): plans, schemes and opinions of governments and superiors that rule books, plans and
 * yearly schemes cite. They are no legal basis of an item; that is what statutes are for.
 */
import { z } from 'zod';
import { dayNumber } from '../../common/plain-date.ts';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

export const policyStates = ['valid', 'lapsesSoon', 'lapsed'] as const;
export type PolicyState = (typeof policyStates)[number];

const webAddress = line(500).refine((text) => text === '' || /^https?:\/\/[^\s]+$/.test(text), {
  message: 'policyDocument.link_invalid',
});

export const policyFields = z.object({
  title: requiredLine(300),
  /** 文号; empty where the document has none. */
  number: line(120),
  issuer: line(200),
  issuedOn: plainDate.nullable(),
  /** Last day of validity; null = no end is stated. */
  validUntil: plainDate.nullable(),
  link: webAddress,
  note: paragraph(2000),
});
export type PolicyFields = z.output<typeof policyFields>;

export const policyRow = policyFields.extend({
  id: uuid,
  state: z.enum(policyStates),
  endedOn: plainDate.nullable(),
  endReason: z.string(),
  fileName: z.string().nullable(),
  version: z.number().int(),
  updatedAt: instant,
});
export type PolicyRow = z.output<typeof policyRow>;

/** Days before the end of validity from which a document is flagged. */
export const lapseWarningDays = 90;

/** Where a document stands on a day; `endedOn` is the day it was withdrawn before its time. */
export function policyState(
  document: { readonly validUntil: string | null; readonly endedOn: string | null },
  today: string,
): PolicyState {
  if (document.endedOn !== null && document.endedOn <= today) return 'lapsed';
  if (document.validUntil === null) return 'valid';
  if (document.validUntil < today) return 'lapsed';
  return dayNumber(document.validUntil) - dayNumber(today) <= lapseWarningDays ? 'lapsesSoon' : 'valid';
}

/** A document as running text cites it: 《…》（国办发〔2024〕54号）. The title may already carry its marks. */
export function citationOf(document: { readonly title: string; readonly number: string }): string {
  const title = /^\u300a.*\u300b/.test(document.title) ? document.title : `\u300a${document.title}\u300b`;
  return document.number === '' ? title : `${title}\uff08${document.number}\uff09`;
}
