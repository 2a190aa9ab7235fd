/** Schemas that every stage uses on the wire. All text is trimmed, well-formed, NFC and without control characters. */
import { z } from 'zod';
import { isPlainDate } from './plain-date.ts';

export const nothing = z.object({}).strict();
export const uuid = z.uuid();
/** Client-made id of one write: the same id again returns the first outcome and does nothing. */
export const actionId = z.uuid();
/** A day of the calendar, YYYY-MM-DD. */
export const plainDate = z
  .string()
  .max(10)
  // What is no day ends here: rules about two days never meet it.
  .refine(isPlainDate, { message: 'date.invalid', abort: true })
  .meta({ format: 'date' });
export const instant = z.iso.datetime();
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u001f\u007f]/;

/** One line of text of at most `max` characters, trimmed and normalised to NFC. */
export function line(max: number) {
  return z
    .string()
    .max(max)
    .transform((text) => text.toWellFormed().normalize('NFC').trim())
    .refine((text) => !control.test(text), { message: 'text.control_character' });
}

/** As `line`, but not empty. */
export function requiredLine(max: number) {
  return line(max).refine((text) => text.length > 0, { message: 'text.required' });
}

/** Several lines; only the line feed is kept of the control characters. */
export function paragraph(max: number) {
  return z
    .string()
    .max(max)
    .transform((text) => text.toWellFormed().normalize('NFC').replaceAll('\r\n', '\n').trim())
    .refine((text) => !control.test(text.replaceAll('\n', '').replaceAll('\t', '')), {
      message: 'text.control_character',
    });
}

/** A page by key: `after` is the opaque cursor of the previous page's last row. */
export const pageQuery = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}
