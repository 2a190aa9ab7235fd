/**
 * How a stage declares what it tells people: a kind with its audience, urgency, texts and the data they need. Texts stand
 * in a catalogue of the stage as `<key>.title` and `<key>.body` (screen and e-mail) and `<key>.brief` (SMS and work chat).
 * What leaves through SMS and work chat is decided here and carries codes, counts and days only. Pure.
 */
import { z } from 'zod';
import { plainDate } from './schemas.ts';
import { type Catalogue, format, type Locale } from './text.ts';
import { isOrganisationCode, isRegistrationNumber } from './uscc.ts';

/** `urgent`: at once, also in quiet hours; `prompt`: at once, after quiet hours; `daily`: with the daily summary. */
export const urgencies = ['urgent', 'prompt', 'daily'] as const;
export type Urgency = (typeof urgencies)[number];

export type NoticeData = Readonly<Record<string, string | number>>;

export interface NoticeKind<D extends NoticeData = NoticeData> {
  /** Unique: `grant.waiting`. */
  readonly key: string;
  readonly audience: 'staff' | 'enterprise';
  readonly urgency: Urgency;
  /** What the sentences need; strict. */
  readonly data: z.ZodType<D>;
  readonly text: Catalogue;
}

/** A kind of whatever data, as lists of kinds hold it. */
export type AnyNoticeKind = Omit<NoticeKind, 'data'> & { readonly data: z.ZodType };

interface Declared<S extends z.ZodRawShape> {
  readonly key: string;
  readonly audience: 'staff' | 'enterprise';
  readonly urgency: Urgency;
  /** Members of the data; each a text or a number. */
  readonly data: S;
  readonly text: Catalogue;
}

const parts = ['title', 'body', 'brief'] as const;
const briefNames: readonly string[] = ['code', 'count', 'due'];

/**
 * Declares a kind. Throws at start-up when a sentence is missing, when one needs data that the kind does not have, or when
 * the brief text names more than code, count and day.
 */
export function noticeKind<S extends z.ZodRawShape>(
  declared: Declared<S>,
): NoticeKind<z.output<z.ZodObject<S>> & NoticeData> {
  const known = new Set(Object.keys(declared.data));
  for (const locale of ['zh', 'en'] as const) {
    for (const part of parts) {
      const sentence = declared.text[locale][`${declared.key}.${part}`];
      if (sentence === undefined) throw new Error(`notice ${declared.key} has no ${locale} ${part}`);
      for (const name of placeholders(sentence)) {
        // The brief text may always name the day by which to act.
        const isDue = part === 'brief' && name === 'due';
        if (!isDue && !known.has(name)) throw new Error(`notice ${declared.key}: ${part} needs ${name}`);
        if (part === 'brief' && !briefNames.includes(name))
          throw new Error(`notice ${declared.key}: the brief text may not name ${name}`);
      }
    }
  }
  const data = z.object(declared.data).strict() as unknown as z.ZodType<
    z.output<z.ZodObject<S>> & NoticeData
  >;
  return { ...declared, data };
}

function placeholders(sentence: string): readonly string[] {
  return Array.from(sentence.matchAll(/\{(\w+)\}/g), (found) => found[1] ?? '');
}

/** One sentence of a kind. */
export function noticeSentence(
  kind: Pick<AnyNoticeKind, 'key' | 'text'>,
  part: (typeof parts)[number],
  { locale, data }: { readonly locale: Locale; readonly data: NoticeData },
): string {
  return format(kind.text[locale][`${kind.key}.${part}`] ?? kind.key, data);
}

/** A number of our own papers and tasks: no name, and nothing that identifies a person or a unit. */
const ownCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/)
  .refine((text) => !identifies(text));

function identifies(text: string): boolean {
  const bare = text.replaceAll('-', '').toUpperCase();
  return (
    // Credit codes and identity numbers by their shape, so that a mistyped one stays behind too.
    /^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$/.test(bare) ||
    isOrganisationCode(bare) ||
    isRegistrationNumber(bare) ||
    /\d{11,}/.test(bare)
  );
}

/** All that may leave through SMS and work chat: a code of our own, a count, a day. */
export const briefData = z
  .object({
    code: ownCode.optional(),
    count: z.number().int().min(0).max(1_000_000).optional(),
    due: plainDate.optional(),
  })
  .strict();
export type BriefData = z.output<typeof briefData>;

/** Of the data of a notice what may leave through SMS and work chat; everything else stays behind. */
export function briefOf(data: NoticeData): BriefData {
  const brief: Record<string, string | number> = {};
  for (const name of briefNames) {
    const value = data[name];
    if (value !== undefined && briefData.safeParse({ [name]: value }).success) brief[name] = value;
  }
  return briefData.parse(brief);
}

/** The brief text with what may leave; a value that may not reads as a dash. */
export function briefSentence(
  kind: Pick<AnyNoticeKind, 'key' | 'text'>,
  data: NoticeData,
  locale: Locale,
): string {
  const { code = '-', count = '-', due = '-' } = briefOf(data);
  return noticeSentence(kind, 'brief', { locale, data: { code, count, due } });
}

/** Where a notice leads: a page of this installation, never another site. */
export const noticeLink = z
  .string()
  .max(300)
  .regex(/^\/(?![/\\])[\w\-./?=&%:#~+,]*$/);
