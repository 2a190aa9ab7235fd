/**
 * Assisting bodies (协助单位): bodies that are not on the platform and join by a letter of assistance. The agency that
 * represents them enters their people and answers for them, each time with the letter; the record says who entered for whom.
 */
import { z } from 'zod';
import { agencyLevels } from '../../common/organisation-api.ts';
import { instant, line, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

export const assistingBodyFields = z.object({
  name: requiredLine(80),
  shortName: requiredLine(20),
  level: z.enum(agencyLevels),
  divisionCode: z
    .string()
    .max(12)
    .refine((text) => /^\d{6}(?:\d{3}){0,2}$/.test(text), { message: 'access.division_code_form' }),
  phone: line(40).refine((text) => /^[\d\s()+-]*$/.test(text), { message: 'access.phone_form' }),
});
export type AssistingBodyFields = z.output<typeof assistingBodyFields>;

/** One person of the body's list: an inspector with a certificate of their own. */
export const assistingPerson = z.object({
  name: requiredLine(60),
  certificateNumber: requiredLine(40),
  certificateValidTo: plainDate,
  canLead: z.boolean(),
  specialities: z.array(requiredLine(40)).max(20),
});
export type AssistingPerson = z.output<typeof assistingPerson>;

export const letterFields = z.object({ number: requiredLine(80), day: plainDate });

/** The people of one letter; a certificate number stands once. */
export const assistingPeople = z
  .array(assistingPerson)
  .min(1)
  .max(500)
  .superRefine((people, context) => {
    const seen = new Set<string>();
    people.forEach((person, index) => {
      if (seen.has(person.certificateNumber))
        context.addIssue({
          code: 'custom',
          message: 'assisting.certificate_twice',
          path: [index, 'certificateNumber'],
        });
      seen.add(person.certificateNumber);
    });
  });
export type AssistingPeople = z.output<typeof assistingPeople>;

export const assistingBodyRow = assistingBodyFields.extend({
  id: uuid,
  /** People who may be drawn now. */
  people: z.array(assistingPerson),
  letter: letterFields
    .extend({ id: uuid, fileName: z.string(), enteredBy: z.string(), enteredAt: instant })
    .nullable(),
});
export type AssistingBodyRow = z.output<typeof assistingBodyRow>;

export interface PastedPeople {
  readonly people: readonly AssistingPerson[];
  /** Lines that are no person, counted from 1, each with the reason. */
  readonly problems: readonly {
    readonly line: number;
    readonly code: 'assisting.line_short' | 'assisting.line_day';
  }[];
}

const dayParts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/**
 * People out of lines as they are typed or pasted from a table: name, certificate number, valid until, then 主检 (是, 可)
 * and specialities, apart by tabs, commas or semicolons. Empty lines count for nothing.
 */
export function pastedPeople(text: string): PastedPeople {
  const people: AssistingPerson[] = [];
  const problems: PastedPeople['problems'][number][] = [];
  text.split('\n').forEach((raw, index) => {
    if (raw.trim() === '') return;
    const [name = '', certificateNumber = '', day = '', lead = '', ...rest] = raw
      .split(/[\t,，;；]/)
      .map((cell) => cell.normalize('NFC').trim());
    const certificateValidTo = isoDay(day);
    if (name === '' || certificateNumber === '')
      problems.push({ line: index + 1, code: 'assisting.line_short' });
    else if (certificateValidTo === null) problems.push({ line: index + 1, code: 'assisting.line_day' });
    else
      people.push({
        name,
        certificateNumber,
        certificateValidTo,
        canLead: /^[是可主yY]/.test(lead),
        specialities: rest.flatMap((cell) => cell.split(/[、\s]+/)).filter((word) => word !== ''),
      });
  });
  return { people, problems };
}

function isoDay(text: string): string | null {
  const [, year = '', month = '', day = ''] = dayParts.exec(text) ?? [];
  if (year === '') return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return plainDate.safeParse(iso).success ? iso : null;
}
